import { basename } from 'node:path';
import type { WardName } from '../composition/ground.ts';
import type { House } from '../composition/house.ts';
import { AppError } from '../core/app-error.ts';
import { type Command, type CommandHost, UsageError } from './command.ts';
import { readArgs, readNamedFile } from './read-args.ts';
import { withHouse } from './with-house.ts';

/** The counts that every import prints. */
export interface Counts {
  readonly read: number;
  readonly created: number;
  readonly updated?: number;
  readonly unchanged: number;
  readonly rejected: readonly { readonly line: number; readonly code: string; readonly reason: string }[];
}

interface ImportFile {
  readonly path: string;
  readonly name: string;
  readonly bytes: Buffer;
}

export interface ImportJob {
  readonly house: House;
  readonly ward: WardName;
  readonly file: ImportFile;
  readonly dryRun: boolean;
}

/** A command of the form `<noun> import FILE [--dry-run] [--ward CODE] [--json]`. */
export function createImportCommand(
  noun: string,
  words: { readonly files: string; readonly does: string },
  load: (job: ImportJob) => Promise<Counts>,
): Command {
  return {
    usage: `${noun} import ${words.files} [--dry-run] [--ward CODE] [--json]`,
    does: words.does,
    async run(args, host) {
      const { values, positionals } = readArgs(args, {
        'dry-run': { type: 'boolean', default: false },
        ward: { type: 'string' },
      });
      const [action, path, ...rest] = positionals;
      if (action !== 'import' || !path || rest.length > 0) throw new UsageError(`cần: ${noun} import TỆP`);
      const file = { path, name: basename(path), bytes: readNamedFile(path) };
      return withHouse(host, async (house) => {
        const ward = wardOf(house, values.ward);
        const counts = await load({ house, ward, file, dryRun: values['dry-run'] }).catch(toFailure(house));
        return report(counts, { json: values.json, dryRun: values['dry-run'] }, host);
      });
    },
  };
}

function wardOf(house: House, code: string | undefined): WardName {
  const ward = code === undefined ? house.wards[0] : house.wards.find((one) => one.code === code);
  if (!ward) throw new UsageError(`không có phường nào mã "${code}"`);
  return ward;
}

/** A refusal in the operator's words; anything else is a bug and keeps its stack. */
function toFailure(house: House): (error: unknown) => string {
  return (error) => {
    if (error instanceof AppError) return house.catalog.speak('vi', error.row.citizenText);
    throw error;
  };
}

const maxShown = 20;

function report(
  counts: Counts | string,
  options: { json: boolean; dryRun: boolean },
  host: CommandHost,
): number {
  if (typeof counts === 'string') {
    host.error(counts);
    return 1;
  }
  if (options.json) {
    const { read, created, updated = 0, unchanged, rejected } = counts;
    host.out(JSON.stringify({ read, created, updated, unchanged, rejected }));
    return 0;
  }
  host.out(
    `${options.dryRun ? 'Chạy thử, chưa ghi gì. ' : ''}Đọc ${counts.read} dòng: thêm ${counts.created}, ` +
      `sửa ${counts.updated ?? 0}, giữ nguyên ${counts.unchanged}, từ chối ${counts.rejected.length}.`,
  );
  for (const { line, code, reason } of counts.rejected.slice(0, maxShown)) {
    host.out(`  dòng ${line}${code ? `, mã ${code}` : ''}: ${reason}`);
  }
  if (counts.rejected.length > maxShown)
    host.out(`  … và ${counts.rejected.length - maxShown} dòng nữa (xem --json)`);
  return 0;
}

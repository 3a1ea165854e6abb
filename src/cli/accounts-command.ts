import { parseEnv } from 'node:util';
import { accountFaults } from '../composition/account-desk.ts';
import { keepAccount } from '../composition/ensure-accounts.ts';
import type { House } from '../composition/house.ts';
import { readConfig } from '../config.ts';
import { accountId } from '../core/ids.ts';
import {
  type AccountRow,
  accountById,
  forgetNotes,
  listAccounts,
  openSecrets,
  resealSecrets,
  resealToken,
  resealTokens,
  resumeAccount,
  sealSecrets,
  writeSetting,
} from '../features/accounts/index.ts';
import { type Command, type CommandHost, UsageError } from './command.ts';
import { entryOf, noMore, readArgs, readNamedFile } from './read-args.ts';
import { withHouse } from './with-house.ts';

export const accountsCommand: Command = {
  usage:
    'accounts [list | add FILE.env --ward CODE | set ID NAME JSON | forget ID | resume ID | reseal] [--json]',
  does: 'các tài khoản kênh: xem, thêm cho một phường, đổi cài đặt, quên điều đã tự ghi nhận (nút bấm, mẫu tin), cho chạy lại, mã hóa lại bằng khóa mới',
  run(args, host) {
    const { values, positionals } = readArgs(args, { ward: { type: 'string' } });
    const [action = 'list', ...rest] = positionals;
    const act = entryOf(actions, action);
    if (!act) throw new UsageError(`không hiểu: ${action}`);
    noMore(rest.slice(act.words));
    return withHouse(host, async (house) => {
      await act.run({ house, host, rest, ward: values.ward });
      for (const row of await listAccounts(house.db)) host.out(lineOf(row, values.json));
      return 0;
    });
  },
};

interface Call {
  readonly house: House;
  readonly host: CommandHost;
  readonly rest: readonly string[];
  readonly ward: string | undefined;
}

interface Action {
  /** How many words it takes. */
  readonly words: number;
  run(call: Call): Promise<void>;
}

const actions: Readonly<Record<string, Action>> = {
  list: { words: 0, run: async () => undefined },
  add: { words: 1, run: add },
  set: { words: 3, run: set },
  forget: {
    words: 1,
    run: async ({ house, rest }) => forgetNotes(house.db, (await rowOf(house, rest[0])).id),
  },
  resume: {
    words: 1,
    run: async ({ house, rest }) => resumeAccount(house.db, (await rowOf(house, rest[0])).id),
  },
  reseal: { words: 0, run: reseal },
};

async function rowOf({ db }: House, text: string | undefined): Promise<AccountRow> {
  const row = /^\d{1,9}$/.test(text ?? '') ? await accountById(db, accountId(Number(text))) : undefined;
  if (!row) throw new UsageError('cần mã của một tài khoản có thật (cột đầu của: gan-dan accounts)');
  return row;
}

/** The file has the variables of one or several channel blocks of `.env.example`. */
async function add({ house, rest: [file], ward: code }: Call): Promise<void> {
  if (!file) throw new UsageError('add cần tệp chứa các biến của kênh, như trong .env.example');
  const ward = house.wards.find((known) => known.code === code);
  if (!ward)
    throw new UsageError(`cần --ward với mã phường có thật: ${house.wards.map((w) => w.code).join(', ')}`);
  const config = readConfig(parseEnv(readNamedFile(file).toString('utf8')));
  if (!config.ok) throw new UsageError(config.error.join('; '));
  if (config.value.accounts.length === 0) throw new UsageError('tệp không mô tả kênh nào');
  for (const account of config.value.accounts) await keepAccount(house.db, house.seal, ward.id, account);
}

async function set({ house, rest: [id, name, json] }: Call): Promise<void> {
  if (!name || json === undefined) throw new UsageError('set cần mã tài khoản, tên cài đặt và giá trị JSON');
  const row = await rowOf(house, id);
  const value = readJson(json);
  const faults = accountFaults(house, row, { ...row.settings, [name]: value });
  if (faults.length > 0) throw new UsageError(`cài đặt này sẽ làm hỏng tài khoản: ${faults.join('; ')}`);
  await writeSetting(house.db, row.id, name, value);
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError)
      throw new UsageError(`giá trị không phải JSON: ${text}`, { cause: error });
    throw error;
  }
}

/** After a change of APP_SECRET, while the old one is still in APP_SECRET_PREVIOUS. */
async function reseal({ house, host }: Call): Promise<void> {
  const { db, seal } = house;
  const accounts = await resealSecrets(db, (sealed) => {
    const opened = openSecrets(seal, sealed);
    return opened.ok ? sealSecrets(seal, opened.value) : undefined;
  });
  const tokens = await resealTokens(db, resealToken(seal));
  const failed = [...new Set([...accounts.failed, ...tokens])];
  host.error(`Đã mã hóa lại ${accounts.resealed} tài khoản.`);
  if (failed.length > 0) {
    const words = `không mở được bằng khóa nào đã biết: ${failed.join(', ')}; hãy khai báo lại các tài khoản này`;
    throw new UsageError(words);
  }
}

function lineOf(row: Awaited<ReturnType<typeof listAccounts>>[number], json: boolean): string {
  const paused = row.pausedUntil === null ? null : String(row.pausedUntil);
  const { id, channel, externalId, pauseReason: reason } = row;
  if (json) return JSON.stringify({ id, channel, externalId, paused, reason });
  return `${id}  ${channel}  ${externalId}  ${paused === null ? 'đang chạy' : `tạm dừng (${reason})`}`;
}

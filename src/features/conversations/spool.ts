import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from '../../lib/logger.ts';
import { toStorableJson } from './clean-text.ts';
import type { ArrivedEvent } from './inbound.repo.ts';

/** Events on disk while PostgreSQL is away: one file per batch under `DATA_DIR/spool`. */
export interface Spool {
  /** Resolves when the events are on disk (fsync). */
  write(events: readonly ArrivedEvent[]): Promise<void>;
  /** Gives every spooled batch to `store`, oldest first; a stored batch is removed. Stops at the first failure. */
  replay(store: (events: readonly ArrivedEvent[]) => Promise<void>): Promise<number>;
}

const ending = '.json';

export function createSpool(dataDir: string, log: Logger): Spool {
  const folder = join(dataDir, 'spool');
  return {
    async write(events) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const name = `${String(Date.now()).padStart(15, '0')}-${randomUUID()}`;
      const unfinished = join(folder, `${name}.part`);
      const file = await open(unfinished, 'wx', 0o600);
      await file.writeFile(toStorableJson(events));
      await file.sync();
      await file.close();
      await rename(unfinished, join(folder, `${name}${ending}`));
    },
    async replay(store) {
      const names = await readdir(folder).catch(() => []);
      let replayed = 0;
      for (const name of names.filter((entry) => entry.endsWith(ending)).sort()) {
        replayed += await replayFile(join(folder, name), store, log);
      }
      return replayed;
    },
  };
}

async function replayFile(
  path: string,
  store: (events: readonly ArrivedEvent[]) => Promise<void>,
  log: Logger,
): Promise<number> {
  const events = await readFile(path, 'utf8').then(parse, () => null);
  // Another process has replayed it meanwhile.
  if (events === null) return 0;
  await store(events);
  await rm(path, { force: true });
  log.info({ events: events.length }, 'spooled events stored');
  return events.length;
}

const parse = (text: string): ArrivedEvent[] => JSON.parse(text) as ArrivedEvent[];

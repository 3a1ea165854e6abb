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
  /** The same for events that can never be stored; an operator looks at them. */
  setAside(events: readonly ArrivedEvent[]): Promise<void>;
  /** Gives every spooled batch to `store`, oldest first; a stored batch is removed. Stops at the first failure. */
  replay(store: (events: readonly ArrivedEvent[]) => Promise<void>): Promise<number>;
}

const ending = '.json';

export function createSpool(dataDir: string, log: Logger): Spool {
  const folder = join(dataDir, 'spool');
  let last = 0;
  /** Names sort by age, also within a millisecond and when the clock is set back. */
  const nextName = (): string => {
    last = Math.max(last + 1, Date.now() * 1000);
    return `${String(last).padStart(18, '0')}-${randomUUID()}`;
  };
  async function keep(events: readonly ArrivedEvent[], lastName: string): Promise<void> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const name = nextName();
    const unfinished = join(folder, `${name}.part`);
    const file = await open(unfinished, 'wx', 0o600);
    await file.writeFile(toStorableJson(events));
    await file.sync();
    await file.close();
    await rename(unfinished, join(folder, `${name}${lastName}`));
    await syncFolder(folder);
  }
  return {
    write: (events) => keep(events, ending),
    setAside: (events) => keep(events, '.refused'),
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

/** Without this a power cut may forget the file's name although its content is safe. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}

async function replayFile(
  path: string,
  store: (events: readonly ArrivedEvent[]) => Promise<void>,
  log: Logger,
): Promise<number> {
  const text = await readFile(path, 'utf8').catch(() => null);
  // Another process has replayed it meanwhile.
  if (text === null) return 0;
  const events = parse(text);
  if (events === null) {
    // A damaged disk must not keep everything behind it waiting.
    await rename(path, `${path}.damaged`);
    log.error({ path }, 'a spooled batch cannot be read and was set aside');
    return 0;
  }
  await store(events);
  await rm(path, { force: true });
  log.info({ events: events.length }, 'spooled events stored');
  return events.length;
}

function parse(text: string): ArrivedEvent[] | null {
  try {
    return JSON.parse(text) as ArrivedEvent[];
  } catch {
    return null;
  }
}

import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { accountId, wardId } from '../../core/ids.ts';
import { createLogger } from '../../lib/logger.ts';
import type { ArrivedEvent } from './inbound.repo.ts';
import { createSpool } from './spool.ts';

const log = createLogger('silent');
let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'gan-dan-spool-'));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

const event = (eventId: string): ArrivedEvent => ({
  wardId: wardId(1),
  accountId: accountId(1),
  lane: 0,
  event: { eventId, userId: 'u', at: 0, content: { kind: 'text', text: eventId } },
});

describe('the spool', () => {
  it('gives batches back in the order in which they were written, however quickly that was', async () => {
    const spool = createSpool(dataDir, log);
    const names = Array.from({ length: 40 }, (_, index) => String(index));
    for (const name of names) await spool.write([event(name)]);
    const seen: string[] = [];
    const again = createSpool(dataDir, log);
    expect(
      await again.replay(async (events) => void seen.push(...events.map((one) => one.event.eventId))),
    ).toBe(40);
    expect(seen).toEqual(names);
    expect(await readdir(join(dataDir, 'spool'))).toEqual([]);
  });

  it('keeps a batch that could not be stored, and everything behind it', async () => {
    const spool = createSpool(dataDir, log);
    for (const name of ['a', 'b', 'c']) await spool.write([event(name)]);
    const seen: string[] = [];
    const failing = async ([one]: readonly ArrivedEvent[]) => {
      if (one?.event.eventId === 'b') throw new Error('PostgreSQL is away');
      seen.push(one?.event.eventId ?? '');
    };
    await expect(spool.replay(failing)).rejects.toThrow('away');
    expect(seen).toEqual(['a']);
    expect(await readdir(join(dataDir, 'spool'))).toHaveLength(2);
  });

  it('sets a damaged batch aside and goes on', async () => {
    const spool = createSpool(dataDir, log);
    await spool.write([event('a')]);
    await writeFile(join(dataDir, 'spool', '000-damaged.json'), '{"half');
    expect(await spool.replay(async () => undefined)).toBe(1);
    expect(await readdir(join(dataDir, 'spool'))).toEqual(['000-damaged.json.damaged']);
  });
});

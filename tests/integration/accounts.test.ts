import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepAccount } from '../../src/composition/ensure-accounts.ts';
import { openLiveAccounts } from '../../src/composition/live-accounts.ts';
import { createOpenings } from '../../src/composition/openings.ts';
import type { EnvironmentAccount } from '../../src/config.ts';
import type { WardId } from '../../src/core/ids.ts';
import {
  createTokenVault,
  findAccount,
  openSecrets,
  pauseAccount,
  resealSecrets,
  sealSecrets,
  writeNotes,
  writeSetting,
} from '../../src/features/accounts/index.ts';
import { createLogger } from '../../src/lib/logger.ts';
import { createSeal } from '../../src/lib/seal.ts';
import { createTestWard, openTestDatabase, type TestDatabase } from '../support/test-database.ts';

const seal = createSeal('a'.repeat(40));
const log = createLogger('silent');
let test: TestDatabase;
let ward: WardId;
beforeAll(async () => {
  test = await openTestDatabase();
  ward = await createTestWard(test.database, 'accounts');
});
afterAll(() => test.close());

const describeOa = (externalId: string, secrets: EnvironmentAccount['secrets']): EnvironmentAccount => ({
  channel: 'zalo-oa',
  externalId,
  settings: { appId: 'app' },
  secrets,
});
const keep = (account: EnvironmentAccount) => keepAccount(test.database, seal, ward, account);
const rowOf = async (externalId: string) => {
  const row = await findAccount(test.database, 'zalo-oa', externalId);
  if (!row) throw new Error('no such account');
  return row;
};
const pair = { accessToken: 'renewed', refreshToken: 'next', issuedAt: 1, expiresAt: Date.now() + 1_000_000 };

describe('an account', () => {
  it('is stored with its secrets sealed, and only its own secret opens them', async () => {
    await keep(describeOa('sealed', { appSecret: 'bí mật' }));
    const { secrets } = await rowOf('sealed');

    expect(secrets).not.toContain('bí mật');
    expect(openSecrets(seal, secrets)).toEqual({ ok: true, value: { appSecret: 'bí mật' } });
    expect(openSecrets(createSeal('b'.repeat(40)), secrets)).toEqual({ ok: false, error: 'unknown_key' });
  });

  it('described again as it is stays as it is, with what was set by hand', async () => {
    const account = describeOa('same', { appSecret: 's', refreshToken: 'r' });
    await keep(account);
    const { id, secrets } = await rowOf('same');
    await writeSetting(test.database, id, 'buttons', 'off');
    await createTokenVault({ db: test.database, seal, log }, id).replace(pair);
    await pauseAccount(test.database, id, 'forever', 'token_dead');

    await keep(account);

    const row = await rowOf('same');
    expect(row).toMatchObject({
      secrets,
      settings: { appId: 'app', buttons: 'off' },
      pauseReason: 'token_dead',
    });
    expect(await createTokenVault({ db: test.database, seal, log }, id).current()).toMatchObject(pair);
  });

  it('with a new refresh token begins afresh and goes on sending', async () => {
    await keep(describeOa('new', { appSecret: 's', refreshToken: 'old' }));
    const { id } = await rowOf('new');
    await createTokenVault({ db: test.database, seal, log }, id).replace(pair);
    await pauseAccount(test.database, id, 'forever', 'token_lost');

    await keep(describeOa('new', { appSecret: 's', refreshToken: 'fresh' }));

    expect(await rowOf('new')).toMatchObject({ pausedUntil: null, pauseReason: null });
    expect(await createTokenVault({ db: test.database, seal, log }, id).current()).toBeUndefined();
  });

  it('keeps its renewed token when the used one is taken out of the description', async () => {
    await keep(describeOa('tidied', { appSecret: 's', accessToken: 'a', refreshToken: 'r' }));
    const { id } = await rowOf('tidied');
    await createTokenVault({ db: test.database, seal, log }, id).replace(pair);

    await keep(describeOa('tidied', { appSecret: 's' }));

    expect(await createTokenVault({ db: test.database, seal, log }, id).current()).toMatchObject(pair);
  });

  it('keeps its renewed token when another secret of it changes', async () => {
    await keep(describeOa('key', { oaSecretKey: 'one', refreshToken: 'r' }));
    const { id } = await rowOf('key');
    await createTokenVault({ db: test.database, seal, log }, id).replace(pair);

    await keep(describeOa('key', { oaSecretKey: 'two', refreshToken: 'r' }));

    expect(await createTokenVault({ db: test.database, seal, log }, id).current()).toMatchObject(pair);
  });

  it('is sealed anew after a change of the secret, and then opens without the old one', async () => {
    await keep(describeOa('rotated', { appSecret: 's' }));
    const changed = createSeal('c'.repeat(40), ['a'.repeat(40)]);
    const reseal = (sealed: string) => {
      const opened = openSecrets(changed, sealed);
      return opened.ok ? sealSecrets(changed, opened.value) : undefined;
    };

    expect((await resealSecrets(test.database, reseal)).failed).toEqual([]);

    const { secrets } = await rowOf('rotated');
    expect(openSecrets(createSeal('c'.repeat(40)), secrets)).toEqual({ ok: true, value: { appSecret: 's' } });
  });
});

describe('the accounts of a running process', () => {
  it('are made again when somebody changes them, and only then', async () => {
    await keep(describeOa('live', { appSecret: 's' }));
    const { id } = await rowOf('live');
    let made = 0;
    const accounts = await openLiveAccounts(test.database, (row) => {
      if (row.id === id) made += 1;
      return { id: 'zalo-oa', capabilities: {} } as never;
    });
    await accounts.reload();
    await writeNotes(test.database, id, { seen: true });
    await accounts.reload();
    expect(made).toBe(1);

    await writeSetting(test.database, id, 'buttons', 'off');
    await accounts.reload();
    expect(made).toBe(2);
  });

  it('are started as they come, and stopped before they start again', async () => {
    const steps: string[] = [];
    const openings = createOpenings(async ({ externalId }, stopping) => {
      steps.push(`start ${externalId}`);
      await new Promise<void>((resolve) => stopping.addEventListener('abort', () => resolve()));
      steps.push(`stop ${externalId}`);
    });
    const account = (externalId: string) => ({ id: 1, externalId, channel: {} }) as never;
    const first = account('one');

    openings.follow([first]);
    openings.follow([first]);
    await expect.poll(() => steps).toEqual(['start one']);
    openings.follow([account('two')]);
    await expect.poll(() => steps).toEqual(['start one', 'stop one', 'start two']);
    openings.stop();
    await openings.ended();

    expect(steps.at(-1)).toBe('stop two');
  });
});

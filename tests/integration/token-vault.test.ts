import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { build } from 'esbuild';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { TokenPair } from '../../src/channels/channel.ts';
import { type AccountId, accountId, type WardId } from '../../src/core/ids.ts';
import { err, ok } from '../../src/core/result.ts';
import {
  createTokenVault,
  resealToken,
  resealTokens,
  upsertAccount,
} from '../../src/features/accounts/index.ts';
import { createLogger } from '../../src/lib/logger.ts';
import { createSeal } from '../../src/lib/seal.ts';
import { startStandInZalo } from '../support/stand-in-zalo.ts';
import { createTestWard, openTestDatabase, type TestDatabase } from '../support/test-database.ts';

const secret = 's'.repeat(40);
const seal = createSeal(secret);
const log = createLogger('silent');
let test: TestDatabase;
let ward: WardId;
let zalo: Awaited<ReturnType<typeof startStandInZalo>>;
let account: AccountId;
let processes: ChildProcess[] = [];
let program: string;

beforeAll(async () => {
  // Below the project, where its packages are found.
  program = join(import.meta.dirname, `../../dist/test-programs/zalo-process-${process.pid}.mjs`);
  const entryPoints = [join(import.meta.dirname, '../support/zalo-process/main.ts')];
  const how = { bundle: true, platform: 'node', format: 'esm', packages: 'external' } as const;
  await build({ entryPoints, outfile: program, ...how, logLevel: 'error' });
  test = await openTestDatabase();
  ward = await createTestWard(test.database, 'vault');
});
afterAll(async () => {
  await test.close();
  await rm(program);
});

beforeEach(async () => {
  zalo = await startStandInZalo({ latencyMs: 50 });
  const row = await upsertAccount(test.database, {
    wardId: ward,
    channel: 'zalo-oa',
    externalId: `oa-${Math.random()}`,
  });
  account = accountId(row.id);
  processes = [];
  return async () => {
    for (const child of processes) child.kill('SIGKILL');
    await zalo.close();
  };
});

const vaultWith = (sealing = seal) => createTokenVault({ db: test.database, seal: sealing, log }, account);
/** The pair that the platform knows, already at its end. */
const oldPair = (): TokenPair => ({
  accessToken: zalo.account.accessToken ?? '',
  refreshToken: zalo.account.refreshToken ?? '',
  issuedAt: 0,
  expiresAt: Date.now() - 1,
});

interface Worker {
  readonly child: ChildProcess;
  readonly lines: Interface;
  tend(): Promise<{ ok: boolean; value?: string; error?: { code: string; vendorCode: string } }>;
}

async function startWorker(more: NodeJS.ProcessEnv = {}): Promise<Worker> {
  const child = spawn(process.execPath, [program], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: {
      PATH: process.env.PATH,
      DATABASE: test.url,
      APP_SECRET: secret,
      ACCOUNT: String(account),
      OAUTH: zalo.url,
      APP_ID: zalo.account.appId,
      ZALO_SECRET: zalo.account.appSecret,
      ...more,
    },
  });
  processes.push(child);
  const lines = createInterface({ input: child.stdout });
  await once(lines, 'line');
  return {
    child,
    lines,
    async tend() {
      const said = once(lines, 'line');
      child.stdin?.write('\n');
      return JSON.parse(String((await said)[0]));
    },
  };
}

describe('a token that can be renewed once', () => {
  it('is renewed once by eight processes that all want it at the same moment', async () => {
    await vaultWith().replace(oldPair());
    const workers = await Promise.all(Array.from({ length: 8 }, () => startWorker()));

    const tended = await Promise.all(workers.map((worker) => worker.tend()));

    expect(tended.map(({ ok: isOk }) => isOk)).toEqual(Array(8).fill(true));
    expect(zalo.counters()).toMatchObject({ tokenRefreshes: 1, tokenReuses: 0 });
  }, 60_000);

  it('is renewed again when the next one ends, by whoever comes', async () => {
    await vaultWith().replace(oldPair());
    const [one, other] = await Promise.all([startWorker(), startWorker()]);

    expect(await one?.tend()).toEqual({ ok: true, value: 'renewed' });
    const end = `update channel_token set expires_at = now(), issued_at = now() - interval '2 days' where account_id = $1`;
    await test.database.systemQuery(end, [account]);
    expect(await other?.tend()).toEqual({ ok: true, value: 'renewed' });
    expect(zalo.counters()).toMatchObject({ tokenRefreshes: 2, tokenReuses: 0 });
  }, 60_000);

  it('lost by a kill between the answer and the commit is noticed by the next process, and called so', async () => {
    await vaultWith().replace(oldPair());
    const victim = await startWorker({ DIES: 'yes' });
    const gone = once(victim.child, 'exit');
    victim.child.stdin?.write('\n');
    expect((await gone)[1]).toBe('SIGKILL');
    expect(zalo.counters().tokenRefreshes).toBe(1);

    const next = await startWorker();

    expect(await next.tend()).toMatchObject({
      ok: false,
      error: { code: 'token_dead', vendorCode: 'lost_in_renewal' },
    });
    // An administrator consents again: everything is as new.
    await vaultWith().replace({
      ...oldPair(),
      accessToken: 'neu',
      expiresAt: Date.now() + 90_000_000,
      issuedAt: Date.now(),
    });
    expect(await vaultWith().current()).toMatchObject({ accessToken: 'neu' });
  }, 60_000);

  it('survives an exchange that the platform never saw', async () => {
    const vault = vaultWith();
    await vault.replace(oldPair());
    const away = err({ code: 'unreachable', provablyUnsent: true } as const);
    const next = { ...oldPair(), accessToken: 'next', expiresAt: Date.now() + 1_000 };

    expect(await vault.renew(oldPair().accessToken, async () => away)).toEqual(away);
    expect(await vault.renew(oldPair().accessToken, async () => ok(next))).toEqual(ok(next));
  });

  it('is stored before anybody uses it, sealed, and read by a new secret that knows the old one', async () => {
    const vault = vaultWith();
    await vault.replace(oldPair());
    const [row] = await test.database.systemQuery<{ sealed: string }>(
      'select sealed from channel_token where account_id = $1',
      [account],
    );
    expect(row?.sealed).not.toContain(oldPair().refreshToken);

    const changed = createSeal('n'.repeat(40), [secret]);
    expect(await resealTokens(test.database, resealToken(changed))).toEqual([]);
    expect(await vaultWith(createSeal('n'.repeat(40))).current()).toMatchObject({
      refreshToken: oldPair().refreshToken,
    });
    expect(await vaultWith(createSeal('x'.repeat(40))).current()).toBeUndefined();
  });

  it('of the account’s description is kept only when there is none that was renewed', async () => {
    const vault = vaultWith();
    await vault.seed({ ...oldPair(), accessToken: 'first' });
    await vault.seed({ ...oldPair(), accessToken: 'second' });
    expect(await vault.current()).toMatchObject({ accessToken: 'first' });
  });
});

import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/store/database.ts';
import { clusterUrl } from '../../src/store/embedded/cluster.ts';
import { acquireOwnerLock, readOwner } from '../../src/store/embedded/owner-lock.ts';
import { buildApp, healthy, killApps, start, stop } from '../support/app.ts';
import { until } from '../support/pipeline.ts';
import { spawnStandInTelegram } from '../support/stand-in-telegram.ts';

let home: string;
beforeAll(async () => {
  buildApp();
  home = await mkdtemp(join(tmpdir(), 'gan-dan-own-'));
  chmodSync(home, 0o755);
});
afterEach(killApps);
afterAll(async () => {
  for (const dir of made) await killPostgres(dir);
  await rm(home, { recursive: true, force: true });
});

const made: string[] = [];
/** With spaces and accents, as an officer may name a folder. */
async function newDataDir(): Promise<string> {
  const dir = join(home, `Dữ liệu của phường ${made.length}`);
  await mkdir(dir);
  made.push(dir);
  return dir;
}

async function postgresPid(dataDir: string): Promise<number> {
  return Number(
    (await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')[0],
  );
}

async function killPostgres(dataDir: string): Promise<void> {
  const pid = await postgresPid(dataDir);
  const command = pid ? await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '') : '';
  if (command.includes(dataDir)) process.kill(pid, 'SIGKILL');
}

const isRunning = (pid: number): boolean => existsSync(`/proc/${pid}`);

describe('the lock of a DATA_DIR', () => {
  it('goes to exactly one of many who want it at the same moment, also over a dead owner’s', async () => {
    for (const left of [undefined, { pid: 2 ** 22 - 1, startedAt: '1', port: 1 }]) {
      const dir = await newDataDir();
      if (left) await writeFile(join(dir, 'postgres.lock'), JSON.stringify(left));
      const wanting = Array.from({ length: 25 }, () => acquireOwnerLock(dir));
      const got = await Promise.all(wanting);
      expect(got.filter((one) => 'lock' in one)).toHaveLength(1);
      for (const one of got) if ('owner' in one) expect(one.owner.pid).toBe(process.pid);
    }
  });

  it('is never seen half-written while its owner announces the port', async () => {
    const dir = await newDataDir();
    const taken = await acquireOwnerLock(dir);
    if (!('lock' in taken)) throw new Error('nobody else is here');
    let writing = true;
    const publishing = (async () => {
      for (let port = 1; port <= 200; port++) await taken.lock.publish(port);
      writing = false;
    })();
    while (writing) expect(await readOwner(dir)).toBeDefined();
    await publishing;
  });
});

describe('an installation on its own PostgreSQL', () => {
  it('says who holds the DATA_DIR when it is started a second time, and ends with 1', async () => {
    const dataDir = await newDataDir();
    const first = start(dataDir);
    const second = start(dataDir);
    const loser = await Promise.race([first, second].map(async (app) => ({ app, ...(await app.ended) })));
    const winner = loser.app === first ? second : first;
    expect(loser.code).toBe(1);
    expect(loser.app.said()).toContain(`tiến trình ${winner.child.pid}`);
    expect(loser.app.said()).not.toContain('    at ');
    await healthy(await winner.url());
    expect(await stop(winner)).toMatchObject({ code: 0 });
  });

  it('takes over the PostgreSQL of a killed owner, without starting it anew', async () => {
    const dataDir = await newDataDir();
    const first = start(dataDir);
    await first.url();
    const pid = await postgresPid(dataDir);
    // Outgoing connections are given higher ones: none of them can take it while the server is away.
    expect((await readOwner(dataDir))?.port).toBeLessThan(32_768);
    first.child.kill('SIGKILL');
    await first.ended;
    expect(isRunning(pid)).toBe(true);
    const second = start(dataDir);
    await healthy(await second.url());
    expect(await postgresPid(dataDir)).toBe(pid);
    expect(await stop(second)).toMatchObject({ code: 0 });
    expect(isRunning(pid)).toBe(false);
  });

  it('starts PostgreSQL again when it was killed, and starts after both were killed', async () => {
    const dataDir = await newDataDir();
    const first = start(dataDir);
    const url = await first.url();
    await healthy(url);
    const pid = await postgresPid(dataDir);
    await killPostgres(dataDir);
    await until(async () => ((await postgresPid(dataDir)) || pid) !== pid, 30_000);
    await healthy(url);
    await killPostgres(dataDir);
    first.child.kill('SIGKILL');
    await first.ended;
    const second = start(dataDir);
    await healthy(await second.url());
    expect(await stop(second)).toMatchObject({ code: 0 });
  });

  it('waits for a PostgreSQL that lost its owner while it was still starting', async () => {
    const dataDir = await newDataDir();
    const first = start(dataDir);
    await healthy(await first.url());
    const pid = await postgresPid(dataDir);
    await killPostgres(dataDir);
    // Its successor writes its pid long before it takes connections.
    await until(async () => ((await postgresPid(dataDir).catch(() => 0)) || pid) !== pid, 30_000);
    first.child.kill('SIGKILL');
    await first.ended;
    const second = start(dataDir);
    await healthy(await second.url());
    expect(await stop(second)).toMatchObject({ code: 0 });
  });

  it('is not misled by a pid that now belongs to somebody else', async () => {
    const dataDir = await newDataDir();
    const first = start(dataDir);
    await first.url();
    await stop(first);
    // As after a power cut: the file is there, and its pid is ours.
    await writeFile(
      join(dataDir, 'postgres', 'postmaster.pid'),
      `${process.pid}\n${join(dataDir, 'postgres')}\n1\n5432\n\n127.0.0.1\n`,
    );
    const uid = execFileSync('stat', ['-c', '%u', join(dataDir, 'postgres')], { encoding: 'utf8' });
    chownSync(join(dataDir, 'postgres', 'postmaster.pid'), Number(uid), -1);
    const second = start(dataDir);
    await healthy(await second.url());
    expect(await stop(second)).toMatchObject({ code: 0 });
  });

  it('leaves no PostgreSQL behind when the start fails later on', async () => {
    const dataDir = await newDataDir();
    const first = start(await newDataDir());
    const port = new URL(await first.url()).port;
    const second = start(dataDir, { PORT: port });
    expect(await second.ended).toMatchObject({ code: 1 });
    expect(await postgresPid(dataDir)).toBe(0);
  });

  it('stops in time on SIGTERM although the platform does not answer, with nothing half-written', async () => {
    const dataDir = await newDataDir();
    const standIn = await spawnStandInTelegram({});
    const telegram = { TELEGRAM_BOT_TOKEN: standIn.token, TELEGRAM_API_ROOT: standIn.apiRoot };
    const app = start(dataDir, telegram);
    await healthy(await app.url());
    await standIn.citizensDo([{ chatId: 1, text: 'xin chào' }]);
    await until(async () => (await standIn.deliveredAfter(0)).length > 0);
    await standIn.fail({ kind: 'hang' });
    await standIn.citizensDo(
      Array.from({ length: 40 }, (_, chat) => ({ chatId: chat + 2, text: 'xin chào' })),
    );
    await until(async () => ((await standIn.counters()).calls.sendMessage ?? 0) > 1);
    const stopped = await stop(app);
    expect(stopped).toMatchObject({ code: 0 });
    expect(stopped.ms).toBeLessThan(10_000);
    const again = start(dataDir, telegram);
    await healthy(await again.url());
    await standIn.clearFaults();
    const owner = await readOwner(dataDir);
    const password = (await readFile(join(dataDir, 'postgres.secret'), 'utf8')).trim();
    const db = openDatabase({
      url: clusterUrl(owner?.port ?? 0, password, 'gan_dan'),
      poolSize: 1,
      onError: () => undefined,
    });
    // Every event has its answer, and each of those is sent or openly unknown.
    const states = () =>
      db.systemQuery<{ state: string; count: number }>(
        `select coalesce(m.state, e.state) as state, count(*)::int from inbound_event e
         left join message m on m.inbound_event_id = e.id group by 1 order by 1`,
      );
    await until(
      async () => (await states()).every(({ state }) => state === 'sent' || state === 'unknown'),
      40_000,
    );
    expect((await states()).reduce((sum, { count }) => sum + count, 0)).toBe(41);
    await db.close();
    expect(await stop(again)).toMatchObject({ code: 0 });
    await standIn.close();
  });

  const asNobody = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'];
  const cannot = whyNotAsNobody(asNobody);
  if (cannot) process.stdout.write(`    skipped as an ordinary user: ${cannot}\n`);
  it.skipIf(cannot)('runs as an ordinary user too', async () => {
    const dataDir = await newDataDir();
    chownSync(dataDir, 65534, 65534);
    const app = start(dataDir, { HOME: dataDir }, asNobody);
    await healthy(await app.url());
    expect(await stop(app)).toMatchObject({ code: 0 });
    await sleep(1);
  });
});

/** The reason, or false. */
function whyNotAsNobody(asNobody: readonly string[]): string | false {
  if (process.platform !== 'linux') return 'setpriv is only on Linux';
  if (process.getuid?.() !== 0) return 'the tests already run as an ordinary user';
  const [command = '', ...args] = asNobody;
  const tried = spawnSync(command, [
    ...args,
    process.execPath,
    '-e',
    `require('fs').readFileSync('dist/main.js')`,
  ]);
  return tried.status === 0 ? false : 'nobody cannot read this folder, or setpriv is missing';
}

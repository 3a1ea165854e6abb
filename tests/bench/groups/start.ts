import { type ChildProcess, spawn } from 'node:child_process';
import { findProjectRoot } from '../../../src/composition/project-root.ts';
import { readOwner } from '../../../src/store/embedded/owner-lock.ts';
import type { Bench } from '../bench.ts';
import { type Outside, startOutside } from '../outside/outside.ts';
import { endProcess, freePort } from '../processes.ts';
import { botAt, embeddedUrl, environmentOf, liftAccountLimit, makeDataDir } from '../product.ts';
import { figure, type GroupReport } from '../report.ts';
import { median } from '../stats.ts';
import { residentMb } from '../usage.ts';

const idleMs = 3_000;
const underLoadSeconds = 8;
/** A start that takes longer is not waited for. */
const patienceMs = 60_000;

/** From the command to the first answer, and the memory of the Node process then and under load. */
export async function benchStart(bench: Bench): Promise<GroupReport> {
  const outside = bench.use(await startOutside());
  const dataDir = bench.use(await makeDataDir());
  // The first start makes the database; what is measured is every start after it.
  await (await startOnce(outside, dataDir.path)).stop();
  const seconds: number[] = [];
  for (let round = 1; round < bench.rounds; round += 1) {
    const running = await startOnce(outside, dataDir.path);
    seconds.push(running.seconds);
    await running.stop();
  }
  const last = bench.use(await startOnce(outside, dataDir.path));
  seconds.push(last.seconds);
  const memory = await measureMemory(outside, last, dataDir.path);
  const started = figure('npm start to the first answer', 's', median(seconds), { target: { atMost: 5 } });
  if (!memory) return { name: 'start', figures: [started], skipped: ['memory: this system has no /proc'] };
  return {
    name: 'start',
    figures: [
      started,
      figure('idle memory of the Node process', 'MB', memory.idle, { target: { atMost: 180 } }),
      figure('the same at 300 turns/s', 'MB', memory.loaded),
    ],
    skipped: [],
  };
}

interface Running {
  readonly port: number;
  readonly pid: number;
  readonly seconds: number;
  stop(): Promise<void>;
}

async function startOnce(outside: Outside, dataDir: string): Promise<Running> {
  const port = await freePort();
  const env = environmentOf({ apiRoot: outside.apiRoot, dataDir }, port);
  const begun = performance.now();
  const child = spawn('npm', ['start'], {
    cwd: findProjectRoot(),
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  await untilAnswered(outside, child, port);
  const seconds = (performance.now() - begun) / 1000;
  const pid = (await readOwner(dataDir))?.pid ?? 0;
  return { port, pid, seconds, stop: () => endProcess(child) };
}

/** A citizen who tries until the door opens; the answer itself then decides. */
async function untilAnswered(outside: Outside, child: ChildProcess, port: number): Promise<void> {
  const deadline = performance.now() + patienceMs;
  while (performance.now() < deadline && child.exitCode === null) {
    const isOpen = await fetch(`http://127.0.0.1:${port}/health/ready`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isOpen) {
      const { unanswered, refused } = await outside.run({
        kind: 'closed',
        bot: botAt(port),
        citizens: 1,
        seconds: 30,
        turns: 1,
      });
      if (unanswered + refused === 0) return;
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  await endProcess(child);
  throw new Error('npm start gave no answer');
}

async function measureMemory(outside: Outside, { port, pid }: Running, dataDir: string) {
  await new Promise((resolve) => setTimeout(resolve, idleMs));
  const idle = residentMb(pid);
  if (idle === undefined) return undefined;
  await liftAccountLimit([await embeddedUrl(dataDir)]);
  let loaded = 0;
  const look = setInterval(() => {
    loaded = Math.max(loaded, residentMb(pid) ?? 0);
  }, 250);
  await outside.run({
    kind: 'open',
    bot: botAt(port),
    perSecond: 300,
    seconds: underLoadSeconds,
    awaitAnswers: true,
  });
  clearInterval(look);
  return { idle, loaded };
}

import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { until } from './pipeline.ts';

/** The built program on a DATA_DIR of its own. */
export interface App {
  readonly child: ChildProcess;
  readonly said: () => string;
  /** Where it serves; waits until it does. */
  readonly url: () => Promise<string>;
  readonly ended: Promise<{ code: number | null; signal: string | null }>;
}

const apps: App[] = [];

/** Tests run what an operator runs. */
export function buildApp(): void {
  const built = spawnSync(process.execPath, ['scripts/build.mjs'], { encoding: 'utf8' });
  if (built.status !== 0) throw new Error(built.stdout + built.stderr);
}

/** Ends what a test left running. */
export async function killApps(): Promise<void> {
  for (const { child, ended } of apps.splice(0)) {
    child.kill('SIGKILL');
    await ended;
  }
}

export function start(dataDir: string, env: Record<string, string> = {}, as: string[] = []): App {
  const [command = '', ...args] = [...as, process.execPath, 'dist/main.js'];
  const child = spawn(command, args, {
    env: {
      PATH: process.env.PATH,
      HOST: '127.0.0.1',
      PORT: '0',
      DATA_DIR: dataDir,
      LOG_LEVEL: 'info',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
  const app: App = {
    child,
    said: () => said,
    ended: new Promise((resolve) => child.once('exit', (code, signal) => resolve({ code, signal }))),
    url: async () => {
      const found = await until(() => /http:\/\/localhost:(\d+)\//.exec(said) ?? ended(child, said), 60_000);
      return `http://127.0.0.1:${found[1]}`;
    },
  };
  apps.push(app);
  return app;
}

function ended(child: ChildProcess, said: string): null {
  if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}: ${said.slice(-1000)}`);
  return null;
}

export const healthy = (url: string) =>
  until(
    () =>
      fetch(`${url}/health/ready`).then(
        ({ ok }) => ok,
        () => false,
      ),
    30_000,
  );

export async function stop(app: App) {
  const began = Date.now();
  app.child.kill('SIGTERM');
  return { ...(await app.ended), ms: Date.now() - began };
}

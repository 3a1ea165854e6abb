import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Command, type CommandHost, UsageError } from './command.ts';
import { readArgs } from './read-args.ts';

/** The programs of `tests/bench`: the benchmark, the outside world, and each peer in a process of its own. */
const programs = {
  main: 'main.ts',
  outside: 'outside/main.ts',
  'bare-insert': 'peers/bare-insert.ts',
  'bare-list': 'peers/bare-list.ts',
  'bare-grammy': 'peers/bare-grammy.ts',
  'chat-sdk': 'peers/chat-sdk.ts',
};
const peers = ['chat', '@chat-adapter/telegram', '@chat-adapter/state-pg', '@chat-adapter/state-redis'];

export const benchCommand: Command = {
  usage: 'bench [webhook | turns | channels | console | engine | search | start] [--rounds N] [--json]',
  does: 'đo tốc độ, mỗi số đặt cạnh một mốc so sánh đo cùng lúc',
  async run(args, host) {
    const { positionals } = readArgs(args, { rounds: { type: 'string' } });
    if (positionals.length > 1) throw new UsageError(`không hiểu: ${positionals.slice(1).join(' ')}`);
    if (!canBench(host.root)) {
      host.error('Phép đo cần mã nguồn và các gói phát triển: hãy chạy "npm ci" trong thư mục mã nguồn.');
      return 1;
    }
    const outdir = join(host.root, 'dist', 'bench');
    await bundle(host, outdir);
    const child = spawn(process.execPath, ['--expose-gc', join(outdir, 'main.js'), ...args], {
      stdio: 'inherit',
    });
    const [code] = (await once(child, 'exit')) as [number | null];
    return code ?? 1;
  },
};

function canBench(root: string): boolean {
  const isInstalled = (name: string): boolean => existsSync(join(root, 'node_modules', ...name.split('/')));
  return existsSync(join(root, 'tests', 'bench', 'main.ts')) && peers.every(isInstalled);
}

/** Built apart from the product, which never imports any of it. */
async function bundle(host: CommandHost, outdir: string): Promise<void> {
  const { build } = await import('esbuild');
  const entries = Object.entries(programs);
  await build({
    absWorkingDir: host.root,
    entryPoints: entries.map(([out, file]) => ({ in: `tests/bench/${file}`, out })),
    outdir,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    sourcemap: true,
    logLevel: 'error',
  });
}

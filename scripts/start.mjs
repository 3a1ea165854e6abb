import { requireNode } from './node-version.mjs';

requireNode();

const { ensureBuilt, ensureInstalled } = await import('./prepare.mjs');
const { runProgram } = await import('./run-child.mjs');
const { runScript, say } = await import('./say.mjs');

async function start() {
  if (!process.argv.includes('--no-build')) {
    await ensureInstalled();
    await ensureBuilt();
  }
  say('Gần Dân đang khởi động…');
  return runProgram('main.js', [], () => say('Gần Dân đang dừng…'));
}

await runScript(start);

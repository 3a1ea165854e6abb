import { requireNode } from './node-version.mjs';

requireNode();

const { ensureBuilt, ensureInstalled } = await import('./prepare.mjs');
const { runScript } = await import('./say.mjs');

async function build() {
  await ensureInstalled();
  await ensureBuilt();
  return 0;
}

await runScript(build);

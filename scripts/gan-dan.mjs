import { requireNode } from './node-version.mjs';

requireNode();

const { ensureBuilt, ensureInstalled } = await import('./prepare.mjs');
const { runProgram } = await import('./run-child.mjs');
const { runScript } = await import('./say.mjs');

/** Prints nothing on stdout itself: that is the command's own. */
async function runCommand() {
  await ensureInstalled();
  await ensureBuilt();
  return runProgram('cli.js', process.argv.slice(2));
}

await runScript(runCommand);

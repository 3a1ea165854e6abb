import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { publish, readStamp } from './build-output.mjs';
import { bundle } from './bundle.mjs';
import { fingerprintOf } from './fingerprint.mjs';
import { withLock } from './lock.mjs';
import { inRoot, root } from './paths.mjs';
import { Refusal, say } from './say.mjs';

export { ensureInstalled } from './install.mjs';

/** All that a build is made from. */
const sources = [
  'src',
  'queues',
  'apps',
  'content/vi/web-chat',
  'content/en/web-chat',
  'content/vi/console',
  'content/en/console',
  'scripts/bundle.mjs',
  'package-lock.json',
  'tsconfig.json',
];

/** Builds `dist/` when its sources changed; once, however many start at once. */
export async function ensureBuilt() {
  if (isBuilt()) return;
  const waiting = () => say('Một tiến trình khác đang dựng chương trình, xin chờ…');
  await withLock(
    inRoot('.gan-dan-build.lock'),
    async () => {
      if (!isBuilt()) await buildNow();
    },
    waiting,
  );
}

function isBuilt() {
  if (!existsSync(inRoot('dist', 'main.js')) || !existsSync(inRoot('dist', 'cli.js'))) return false;
  return readStamp(inRoot('dist'))?.fingerprint === fingerprintOf(root, sources);
}

async function buildNow() {
  const started = Date.now();
  say('Đang dựng chương trình…');
  // Taken before the build: a file saved meanwhile makes the next start build again.
  const fingerprint = fingerprintOf(root, sources);
  removeLeftovers();
  const fresh = inRoot(`.gan-dan-build-${process.pid}`);
  mkdirSync(fresh);
  try {
    await bundle(fresh);
    publish(fresh, inRoot('dist'), fingerprint);
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true });
    throw explain(error);
  }
  say(`Đã dựng xong (${((Date.now() - started) / 1000).toFixed(1)} giây).`);
}

/** Whoever holds the build lock is alone: other build folders are of builds that were killed. */
function removeLeftovers() {
  for (const name of readdirSync(root)) {
    if (/^\.gan-dan-build-\d+$/.test(name)) rmSync(inRoot(name), { recursive: true, force: true });
  }
}

function explain(error) {
  const faults = error?.errors;
  if (!Array.isArray(faults)) return error;
  const lines = faults.slice(0, 20).map(({ text, location }) => {
    const place = location ? `${location.file}:${location.line}: ` : '';
    return `  ${place}${text}`;
  });
  return new Refusal(['Chưa dựng được chương trình:', ...lines].join('\n'), { cause: error });
}

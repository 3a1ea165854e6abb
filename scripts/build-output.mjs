import { mkdirSync, readdirSync, readFileSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const stampName = '.stamp';

/** What the last build was made from and consists of; undefined when there is none. */
export function readStamp(dist) {
  try {
    return JSON.parse(readFileSync(join(dist, stampName), 'utf8'));
  } catch {
    return undefined;
  }
}

/**
 * Moves a finished build into `dist` file by file, each by an atomic rename: parts first, then what names
 * them, the stamp last. Whoever starts meanwhile runs the old program or the new one, never half of each.
 * The parts of the build before this one stay, for programs that still run it.
 */
export function publish(fresh, dist, fingerprint) {
  const before = readStamp(dist);
  const files = listFiles(fresh).sort(byPublishingOrder);
  for (const file of files) move(join(fresh, file), join(dist, file));
  const stamp = { fingerprint, files, previous: before?.files ?? [] };
  writeFileSync(join(fresh, stampName), JSON.stringify(stamp));
  move(join(fresh, stampName), join(dist, stampName));
  rmSync(fresh, { recursive: true, force: true });
  sweep(dist, new Set([...stamp.files, ...stamp.previous]));
}

const namesOthers = (file) => /(^|\/)(main|work-thread|cli)\.js$|\.html$/.test(file);

function byPublishingOrder(a, b) {
  return Number(namesOthers(a)) - Number(namesOthers(b)) || a.localeCompare(b);
}

function move(from, to) {
  mkdirSync(dirname(to), { recursive: true });
  renameSync(from, to);
}

function sweep(dist, keep) {
  for (const file of listFiles(dist)) {
    if (file === stampName || keep.has(file)) continue;
    rmSync(join(dist, file), { force: true });
    removeIfEmpty(dirname(join(dist, file)), dist);
  }
}

function removeIfEmpty(dir, dist) {
  if (dir !== dist && readdirSync(dir).length === 0) rmdirSync(dir);
}

function listFiles(dir, prefix = '') {
  return readdirSync(join(dir, prefix), { withFileTypes: true }).flatMap((entry) => {
    const path = prefix ? `${prefix}/${entry.name}` : entry.name;
    return entry.isDirectory() ? listFiles(dir, path) : [path];
  });
}

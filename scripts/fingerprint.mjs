import { createHash } from 'node:crypto';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const ignored = new Set(['node_modules', 'dist', 'output', '.data']);

/**
 * One hash over path, size and modification time of every file below the given paths.
 * Contents are not read: a fresh answer for some thousand files takes a few milliseconds.
 */
export function fingerprintOf(base, paths) {
  const hash = createHash('sha256');
  for (const path of [...paths].sort()) {
    for (const line of describeTree(base, path)) hash.update(line);
  }
  return hash.digest('hex');
}

function* describeTree(base, path) {
  const full = join(base, path);
  if (!existsSync(full)) return yield `${path} absent\n`;
  const stat = statSync(full);
  if (!stat.isDirectory()) return yield `${path} ${stat.size} ${stat.mtimeMs}\n`;
  for (const name of readdirSync(full).sort()) {
    if (!ignored.has(name)) yield* describeTree(base, join(path, name));
  }
}

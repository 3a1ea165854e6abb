import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../config.ts';

/** The configured secret, or one made at the first start and kept in DATA_DIR, readable by its owner only. */
export async function loadAppSecret(config: Config): Promise<string> {
  if (config.appSecret) return config.appSecret;
  const path = join(config.server.dataDir, 'app-secret');
  const known = await readFile(path, 'utf8').catch(() => '');
  if (known) return known.trim();
  await mkdir(config.server.dataDir, { recursive: true });
  const fresh = randomBytes(32).toString('base64url');
  try {
    await writeFile(path, `${fresh}\n`, { mode: 0o600, flag: 'wx' });
    return fresh;
  } catch (error) {
    // A command started at the same moment was quicker: its secret counts.
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return (await readFile(path, 'utf8')).trim();
    throw error;
  }
}

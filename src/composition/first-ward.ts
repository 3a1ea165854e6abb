import type { WardId } from '../core/ids.ts';
import { ensureWard, loadSampleWard } from '../features/wards/index.ts';
import type { Database } from '../store/database.ts';

/** A fresh installation begins with the fictional sample ward; an existing one keeps what staff have changed. */
export async function ensureFirstWard(
  db: Database,
  contentDir: string,
): Promise<{ readonly id: WardId; readonly code: string }> {
  const profile = await loadSampleWard(contentDir);
  const id = await db.system((tx) => ensureWard(tx, profile));
  return { id, code: profile.code };
}

import type { WardId } from '../core/ids.ts';
import { ensureDesk, loadDeskFile } from '../features/cases/index.ts';
import { ensureWard, loadSampleWard } from '../features/wards/index.ts';
import type { Database } from '../store/database.ts';

/** The starter rules are in force for every case that can still come in. */
const firstDay = '2025-07-01';

/** A fresh installation begins with the fictional sample ward; an existing one keeps what staff have changed. */
export async function ensureFirstWard(
  db: Database,
  contentDir: string,
): Promise<{ readonly id: WardId; readonly code: string }> {
  const profile = await loadSampleWard(contentDir);
  const id = await db.system((tx) => ensureWard(tx, profile));
  const desk = await loadDeskFile(contentDir);
  await db.forWard(id, (tx) => ensureDesk(tx, desk, firstDay));
  return { id, code: profile.code };
}

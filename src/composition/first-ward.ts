import { ensureWard, type WardRow } from '../features/accounts/index.ts';
import type { Database } from '../store/database.ts';

/** A fresh installation begins with the fictional sample ward. */
export async function ensureFirstWard(db: Database, root: string): Promise<WardRow> {
  void root;
  return ensureWard(db, { code: 'gan-dan', name: 'Phường Gần Dân', province: 'Tỉnh Mẫu', settings: {} });
}

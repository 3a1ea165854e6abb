import { AuditPage, AuditQuery } from '../../contracts/console/audit.ts';
import type { Database } from '../../store/database.ts';
import { pageOfEntries } from './audit.repo.ts';
import { type StaffRoute, staffRoute } from './staff-route.ts';

/** What was done, newest first. */
export const createAuditRoutes = ({ db }: { readonly db: Database }): readonly StaffRoute[] => [
  staffRoute({
    method: 'GET',
    path: '/audit',
    summary: 'Nhật ký quản trị, mới nhất trước; lọc theo việc',
    query: AuditQuery,
    answer: AuditPage,
    async handle({ actor, query: { action = null, before = null, limit } }) {
      const rows = await db.forWard(actor.wardId, (tx) => pageOfEntries(tx, { action, before, limit }));
      const entries = rows.map(({ previousHash: _before, hash: _own, ...entry }) => entry);
      const last = entries.at(-1);
      return { entries, next: last && entries.length === limit && last.number > 1 ? last.number : null };
    },
  }),
];

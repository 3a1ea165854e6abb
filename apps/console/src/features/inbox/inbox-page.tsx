import { Navigate } from '@tanstack/react-router';
import { caseReaders } from '../../lib/case-readers.ts';
import { useHasRole } from '../../lib/session.ts';
import { Inbox } from './inbox.tsx';

/** Who is an administrator only has no cases to read: their work begins with the staff. */
export function InboxPage() {
  const seesCases = useHasRole(...caseReaders);
  return seesCases ? <Inbox /> : <Navigate to="/admin/$section" params={{ section: 'staff' }} replace />;
}

import { Link } from '@tanstack/react-router';
import type { CaseDetail } from '../../../../../src/contracts/console/case.ts';
import { apiBase } from '../../lib/api.ts';
import { useHasRole } from '../../lib/session.ts';
import { say } from '../../lib/words.ts';

/** What leaves the case: its file on paper, and what everybody may read of it. */
export function PapersCard({ detail }: { readonly detail: CaseDetail }) {
  const maySave = useHasRole('dispatcher', 'officer', 'lead', 'approver', 'auditor');
  const seesPublic = useHasRole('communications', 'approver');
  const isPublic = detail.acts.includes('publish') || (seesPublic && detail.answeredAt !== null);
  if (!maySave && !isPublic) return null;
  return (
    <section className="card">
      <h2>{say('papers.title')}</h2>
      {isPublic && (
        <Link className="big-link" to="/cases/$caseId/publication" params={{ caseId: String(detail.id) }}>
          {say('papers.publish')}
        </Link>
      )}
      {maySave && (
        <a className="plain-link" href={`${apiBase}/cases/${detail.id}/dossier.docx`} download>
          {say('papers.dossier')}
        </a>
      )}
    </section>
  );
}

import { Link } from '@tanstack/react-router';
import type { PublicationRow } from '../../../../../src/contracts/console/publications.ts';
import { categoryName, useLookups } from '../../lib/lookups.ts';
import { dateOnly, dateTime, startOfDate } from '../../lib/moments.ts';
import { say } from '../../lib/words.ts';

export function PublicationLine({ row }: { readonly row: PublicationRow }) {
  const lookups = useLookups();
  return (
    <li className="card">
      <h2>
        <Link className="plain-link" to="/cases/$caseId/publication" params={{ caseId: String(row.caseId) }}>
          {categoryName(lookups, row.category)} · {row.code}
        </Link>
      </h2>
      <p>{row.excerpt}</p>
      <p className="soft">
        {say('publication.dates', {
          asked: dateOnly(startOfDate(row.askedOn)),
          answered: dateOnly(startOfDate(row.answeredOn)),
        })}
        {row.preparedBy && ` ${say('publication.prepared_by', { name: row.preparedBy.name })}`}
        {row.releasedBy &&
          row.releasedAt !== null &&
          ` ${say('publication.released_by', { name: row.releasedBy.name, at: dateTime(row.releasedAt) })}`}
      </p>
    </li>
  );
}

import { Button } from '@mantine/core';
import { Failure } from '../../components/failure.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { dateTime } from '../../lib/moments.ts';
import { nameOf, say } from '../../lib/words.ts';
import { auditSentence } from './audit-words.ts';
import { useAudit } from './people-api.ts';

/** Who did what, newest first; entries are chained and cannot be changed. */
export function AuditList() {
  const { data, error, isPending, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useAudit();
  const entries = data?.pages.flatMap((page) => page.entries) ?? [];
  return (
    <section className="card">
      <h2>{nameOf('admin.section', 'audit')}</h2>
      {isPending && <Waiting />}
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      <ol className="rows">
        {entries.map((entry) => (
          <li key={entry.number} className="row-line">
            <span>
              <strong>{entry.staffName ?? say('history.actor_house')}</strong> {auditSentence(entry)}
              <br />
              <span className="soft">
                {dateTime(entry.at)} · #{entry.number}
              </span>
            </span>
          </li>
        ))}
      </ol>
      {hasNextPage && (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {say('inbox.more')}
        </Button>
      )}
    </section>
  );
}

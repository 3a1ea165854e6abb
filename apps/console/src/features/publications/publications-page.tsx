import { Button } from '@mantine/core';
import { Link, useSearch } from '@tanstack/react-router';
import { Failure } from '../../components/failure.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { nameOf, say } from '../../lib/words.ts';
import { usePublications } from './api.ts';
import { PublicationLine } from './publication-line.tsx';
import { shelves } from './publication-state.ts';

/** Answered cases that may be shown to everybody, by how far their preparation is. */
export function PublicationsPage() {
  const { state } = useSearch({ from: '/inside/publications' });
  const list = usePublications(state);
  const rows = list.data?.pages.flatMap(({ publications }) => publications) ?? [];
  return (
    <div className="page">
      <h1>{say('publication.title')}</h1>
      <p className="soft">{say('publication.hint')}</p>
      <nav aria-label={say('publication.title')}>
        <ul className="tabs">
          {shelves.map((one) => (
            <li key={one}>
              <Link to="/publications" search={{ state: one }}>
                {nameOf('publication.state', one)}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      {list.isPending && <Waiting />}
      {list.error && <Failure error={list.error} onRetry={() => void list.refetch()} />}
      {list.data && rows.length === 0 && <p className="empty">{say('publication.none')}</p>}
      <ul className="cards">
        {rows.map((row) => (
          <PublicationLine key={row.caseId} row={row} />
        ))}
      </ul>
      {list.hasNextPage && (
        <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {say('inbox.more')}
        </Button>
      )}
    </div>
  );
}

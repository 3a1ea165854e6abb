import { Button } from '@mantine/core';
import { Failure } from '../../components/failure.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { useLookups } from '../../lib/lookups.ts';
import { useNow } from '../../lib/use-now.ts';
import { say } from '../../lib/words.ts';
import { useCases } from './api.ts';
import { CaseItem } from './case-item.tsx';
import { type Folder, filterCount } from './folder.ts';
import { MoreBelow } from './more-below.tsx';
import { useOpenCase } from './use-open-case.ts';

/** The browser skips drawing what is out of sight (`content-visibility`): a thousand rows stay cheap. */
export function CaseList({ folder }: { readonly folder: Folder }) {
  const now = useNow();
  const lookups = useLookups();
  const open = useOpenCase();
  const { data, error, isPending, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } =
    useCases(folder);
  const cases = data?.pages.flatMap((page) => page.cases) ?? [];
  if (isPending) return <Waiting />;
  if (!data) return <Failure error={error} onRetry={() => void refetch()} />;
  if (cases.length === 0)
    return <p className="empty">{say(isNarrowed(folder) ? 'inbox.none_found' : 'inbox.empty')}</p>;
  return (
    <>
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      <ul className="cases">
        {cases.map((row) => (
          <CaseItem key={row.id} row={row} now={now} lookups={lookups} onOpen={open} />
        ))}
      </ul>
      {hasNextPage && (
        <MoreBelow isBusy={isFetchingNextPage} onReach={() => void fetchNextPage()}>
          <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {say('inbox.more')}
          </Button>
        </MoreBelow>
      )}
    </>
  );
}

const isNarrowed = (folder: Folder) => folder.q !== undefined || filterCount(folder) > 0;

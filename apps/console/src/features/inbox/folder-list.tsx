import { NativeSelect } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { type CaseView, countedViews } from '../../../../../src/contracts/console/cases.ts';
import { nameOf, say } from '../../lib/words.ts';
import { useCounts } from './api.ts';
import { type Folder, views } from './folder.ts';

/** A list on a desk; on a phone the same as one choice, so that the cases themselves come first. */
export function FolderList({ folder }: { readonly folder: Folder }) {
  const { data } = useCounts();
  const navigate = useNavigate();
  const countOf = (view: CaseView): number | undefined => {
    const counted = countedViews.find((known) => known === view);
    return counted && data?.counts[counted];
  };
  return (
    <>
      <NativeSelect
        className="folder-choice"
        aria-label={say('inbox.folder')}
        value={folder.view}
        data={views.map((view) => ({
          value: view,
          label: withCount(nameOf('inbox.view', view), countOf(view)),
        }))}
        onChange={({ currentTarget }) => {
          const view = views.find((known) => known === currentTarget.value);
          if (view) void navigate({ to: '/', search: { ...folder, view } });
        }}
      />
      <nav className="folders" aria-label={say('inbox.folder')}>
        <ul>
          {views.map((view) => (
            <li key={view}>
              <Link
                to="/"
                search={{ ...folder, view }}
                aria-current={view === folder.view ? 'page' : undefined}
              >
                <span>{nameOf('inbox.view', view)}</span>
                <span className={view === 'overdue' && countOf(view) ? 'count count-late' : 'count'}>
                  {countOf(view) ?? ''}
                </span>
              </Link>
            </li>
          ))}
        </ul>
      </nav>
    </>
  );
}

const withCount = (name: string, count: number | undefined) =>
  count === undefined ? name : `${name} (${count})`;

import { Link, useSearch } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { Done } from '../../components/done.tsx';
import { Icon } from '../../components/icon.tsx';
import { useHasRole } from '../../lib/session.ts';
import { say } from '../../lib/words.ts';
import { CaseList } from './case-list.tsx';
import { Filters } from './filters.tsx';
import { FolderList } from './folder-list.tsx';
import { KeysHelp } from './keys-help.tsx';
import { SearchBox } from './search-box.tsx';
import { useClaim } from './use-claim.ts';
import { useKeys } from './use-keys.ts';
import './inbox.css';

export function Inbox() {
  const folder = useSearch({ from: '/inside/' });
  const files = useHasRole('dispatcher', 'officer', 'lead', 'approver', 'head');
  const search = useRef<HTMLInputElement>(null);
  const [showsHelp, setShowsHelp] = useState(false);
  const { told, claim } = useClaim();
  useKeys({ onSearch: () => search.current?.focus(), onHelp: () => setShowsHelp(true), onClaim: claim });
  return (
    <div className="inbox">
      <h1 className="visually-hidden">{say('inbox.title')}</h1>
      <div className="inbox-side">
        {files && (
          <Link className="big-link" to="/cases/new">
            <Icon name="plus" /> {say('inbox.new_case')}
          </Link>
        )}
        <FolderList folder={folder} />
        <button type="button" className="quiet keys-button" onClick={() => setShowsHelp(true)}>
          {say('inbox.keys')}
        </button>
      </div>
      <div className="inbox-main">
        <SearchBox folder={folder} inputRef={search} />
        <Filters folder={folder} />
        <Done text={told} />
        <CaseList folder={folder} />
      </div>
      {showsHelp && <KeysHelp onClose={() => setShowsHelp(false)} />}
    </div>
  );
}

import { Link } from '@tanstack/react-router';
import { Icon } from '../components/icon.tsx';
import { caseReaders } from '../lib/case-readers.ts';
import { useHasRole, useSession } from '../lib/session.ts';
import { say } from '../lib/words.ts';
import { SignOutButton } from './sign-out-button.tsx';
import { useHasPetitions } from './use-has-petitions.ts';

export function NavigationLinks() {
  const { staff } = useSession();
  const seesCases = useHasRole(...caseReaders);
  const talks = useHasRole('dispatcher', 'officer', 'lead', 'approver');
  const routes = useHasRole('dispatcher', 'lead', 'approver', 'admin');
  const publishes = useHasRole('communications', 'approver', 'auditor');
  const knows = useHasRole('dispatcher', 'communications', 'approver', 'auditor');
  const counts = useHasRole('dispatcher', 'officer', 'lead', 'communications', 'approver', 'auditor');
  const hasPetitions = useHasPetitions();
  const isAdmin = useHasRole('admin');
  const oversees = useHasRole('admin', 'auditor');
  return (
    <ul className="nav-list">
      {seesCases && (
        <li>
          <Link to="/" search={{ view: 'mine' }} activeOptions={{ exact: true, includeSearch: false }}>
            <Icon name="inbox" /> {say('shell.cases')}
          </Link>
        </li>
      )}
      {talks && (
        <li>
          <Link to="/conversations">
            <Icon name="talk" /> {say('shell.conversations')}
          </Link>
        </li>
      )}
      {routes && (
        <li>
          <Link to="/simulator">
            <Icon name="route" /> {say('shell.simulator')}
          </Link>
        </li>
      )}
      {publishes && (
        <li>
          <Link to="/publications" search={{ state: 'candidate' }}>
            <Icon name="eye" /> {say('shell.publications')}
          </Link>
        </li>
      )}
      {knows && (
        <li>
          <Link to="/knowledge">
            <Icon name="search" /> {say('shell.knowledge')}
          </Link>
        </li>
      )}
      {counts && (
        <li>
          <Link to="/statistics">
            <Icon name="check" /> {say('shell.statistics')}
          </Link>
        </li>
      )}
      {hasPetitions && (
        <li>
          <Link to="/petitions">
            <Icon name="alert" /> {say('shell.petitions')}
          </Link>
        </li>
      )}
      {oversees && (
        <li>
          <Link to="/admin/$section" params={{ section: isAdmin ? 'staff' : 'offices' }}>
            <Icon name="gear" /> {say('shell.admin')}
          </Link>
        </li>
      )}
      <li>
        <Link to="/settings">
          <Icon name="person" /> <span className="nav-name">{staff.name}</span>
        </Link>
      </li>
      <li>
        <SignOutButton />
      </li>
    </ul>
  );
}

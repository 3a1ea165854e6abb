import { Link, useParams } from '@tanstack/react-router';
import { useHasRole } from '../../lib/session.ts';
import { nameOf, say } from '../../lib/words.ts';
import { AccountsView } from './accounts-view.tsx';
import { AuditList } from './audit-list.tsx';
import { HoursView } from './hours-view.tsx';
import { PersonalDataView } from './personal-data-view.tsx';
import { SectionView } from './section-view.tsx';
import { findSection, sections } from './sections.ts';
import { StaffView } from './staff-view.tsx';
import { WardView } from './ward-view.tsx';

/** What the ward is made of. Auditors read; only administrators change. */
export function AdminPage() {
  const { section: name } = useParams({ from: '/inside/admin/$section' });
  const isAdmin = useHasRole('admin');
  const section = findSection(name);
  const names = [
    ...(isAdmin ? ['staff'] : []),
    'ward',
    ...sections.map((one) => one.name),
    'office-hours',
    'accounts',
    'audit',
    ...(isAdmin ? ['personal-data'] : []),
  ];
  return (
    <div className="page">
      <h1>{say('admin.title')}</h1>
      <nav aria-label={say('admin.title')}>
        <ul className="tabs">
          {names.map((one) => (
            <li key={one}>
              <Link to="/admin/$section" params={{ section: one }}>
                {nameOf('admin.section', one)}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      {section && <SectionView key={name} section={section} mayChange={isAdmin} />}
      {name === 'staff' && <StaffView />}
      {name === 'ward' && <WardView mayChange={isAdmin} />}
      {name === 'office-hours' && <HoursView mayChange={isAdmin} />}
      {name === 'accounts' && <AccountsView mayChange={isAdmin} />}
      {name === 'audit' && <AuditList />}
      {name === 'personal-data' && isAdmin && <PersonalDataView />}
    </div>
  );
}

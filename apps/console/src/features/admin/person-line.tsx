import { Button } from '@mantine/core';
import type { StaffMember } from '../../../../../src/contracts/console/admin.ts';
import { useLookups } from '../../lib/lookups.ts';
import { dateTime } from '../../lib/moments.ts';
import { useNow } from '../../lib/use-now.ts';
import { say } from '../../lib/words.ts';
import { grantWords } from './grants.ts';

interface Props {
  readonly person: StaffMember;
  readonly onEdit: () => void;
}

export function PersonLine({ person, onEdit }: Props) {
  const lookups = useLookups();
  const now = useNow();
  const { name, email, grants, disabled, lockedUntil, lastSeenAt } = person;
  return (
    <li className="row-line">
      <span>
        <strong>{name}</strong> {disabled && <span className="chip chip-late">{say('admin.disabled')}</span>}
        {lockedUntil !== null && lockedUntil > now && (
          <span className="chip chip-soon">{say('admin.locked', { at: dateTime(lockedUntil) })}</span>
        )}
        <br />
        {grants.map((grant) => grantWords(grant, lookups)).join('; ')}
        <br />
        <span className="soft">
          {email} ·{' '}
          {lastSeenAt === null ? say('admin.never_seen') : say('admin.seen', { at: dateTime(lastSeenAt) })}
        </span>
      </span>
      <Button variant="default" onClick={onEdit}>
        {say('admin.change')}
      </Button>
    </li>
  );
}

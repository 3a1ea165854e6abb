import type { CaseRow } from '../../../../src/contracts/console/cases.ts';
import { nameOf, say } from '../lib/words.ts';
import { Icon } from './icon.tsx';
import { TimeChip } from './time-chip.tsx';

interface Props {
  readonly row: CaseRow;
  readonly now: number;
  readonly daysOff: readonly string[] | undefined;
}

/** What must be seen of a case at a glance. */
export function CaseChips({ row, now, daysOff }: Props) {
  return (
    <span className="chips">
      <TimeChip clocked={row} now={now} daysOff={daysOff} />
      {row.urgent && (
        <span className="chip chip-urgent">
          <Icon name="fire" /> {say('case.urgent')}
        </span>
      )}
      {row.hasNews && (
        <span className="chip chip-news">
          <Icon name="talk" /> {say('case.news')}
        </span>
      )}
      {row.waitsForApproval && <span className="chip chip-soon">{say('case.waits_for_approval')}</span>}
      <span className="chip">{nameOf('case.state', row.state)}</span>
      {row.photos > 0 && (
        <span className="chip">
          <Icon name="photo" /> {say('case.photo_count', { count: row.photos })}
        </span>
      )}
    </span>
  );
}

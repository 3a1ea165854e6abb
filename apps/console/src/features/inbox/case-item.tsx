import { type MouseEvent, memo } from 'react';
import type { CaseRow } from '../../../../../src/contracts/console/cases.ts';
import type { Lookups } from '../../../../../src/contracts/console/lookups.ts';
import { CaseChips } from '../../components/case-chips.tsx';
import { Icon } from '../../components/icon.tsx';
import { holderOf } from '../../lib/case-words.ts';
import { categoryName, neighbourhoodName } from '../../lib/lookups.ts';
import { caseAddress } from './use-open-case.ts';

interface Props {
  readonly row: CaseRow;
  readonly now: number;
  readonly lookups: Lookups;
  readonly onOpen: (event: MouseEvent<HTMLAnchorElement>) => void;
}

export const CaseItem = memo(function CaseItem({ row, now, lookups, onOpen }: Props) {
  const place = neighbourhoodName(lookups, row.neighbourhoodId);
  return (
    <li className="case-item">
      <a
        className="case-link"
        href={caseAddress(row.id)}
        onClick={onOpen}
        data-case-id={row.id}
        data-case-code={row.code}
      >
        <span className="case-line">
          <strong>{categoryName(lookups, row.category)}</strong>
          <span className="soft">{row.code}</span>
        </span>
        <span className="excerpt">{row.excerpt}</span>
        <CaseChips row={row} now={now} daysOff={lookups.daysOff} />
        <span className="case-line soft">
          <span>
            <Icon name="person" /> {holderOf(row, lookups)}
          </span>
          {place && (
            <span>
              <Icon name="place" /> {place}
            </span>
          )}
        </span>
      </a>
    </li>
  );
});

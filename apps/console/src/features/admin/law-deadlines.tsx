import { Button } from '@mantine/core';
import type { DeadlineRuleList } from '../../../../../src/contracts/console/admin.ts';
import { useLookups } from '../../lib/lookups.ts';
import { dateField } from '../../lib/moments.ts';
import { nameIfKnown, say } from '../../lib/words.ts';
import { useLawDeadlines } from './api.ts';
import { dayText, rowWords } from './row-line.tsx';
import type { Row } from './row-text.ts';
import type { Section } from './sections.ts';

interface Props {
  readonly section: Section;
  /** Null = this person only reads. */
  readonly onReplace: ((preset: Row) => void) | null;
}

type LawRow = DeadlineRuleList['law'][number];

/** What clocks go by where the ward has set nothing: with its basis, and whether anybody has checked it. */
export function LawDeadlines({ section, onReplace }: Props) {
  const { data } = useLawDeadlines();
  const lookups = useLookups();
  if (!data || data.length === 0) return null;
  return (
    <>
      <h3>{say('admin.law')}</h3>
      <p className="soft">{say('admin.law_hint')}</p>
      <ul className="rows">
        {data.map((row) => (
          <li key={row.id} className="row-line">
            <span>
              {rowWords(section, row, lookups)}
              <br />
              <span className="soft">{standing(row)}</span>
            </span>
            {onReplace && isOfWards(section, row) && (
              <Button variant="default" onClick={() => onReplace(presetOf(row))}>
                {say('admin.replace')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

const standing = ({ effectiveFrom, confidence }: LawRow): string =>
  [say('admin.since', { from: dayText(effectiveFrom) }), nameIfKnown('admin.confidence', confidence)]
    .filter((part) => part !== null)
    .join(' · ');

/** Limits for complaints and denunciations are the law's alone. */
const isOfWards = ({ fields }: Section, row: Row): boolean =>
  fields.every(({ name, choices }) => !choices || row[name] === null || choices.includes(String(row[name])));

/** The basis of what nobody has checked is to be written, not taken over. */
const presetOf = (row: LawRow): Row => ({
  ...row,
  legalBasis: row.confidence === 'GK' ? '' : row.legalBasis,
  effectiveFrom: dateField(Date.now()),
});

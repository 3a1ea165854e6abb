import { Button } from '@mantine/core';
import type { Lookups } from '../../../../../src/contracts/console/lookups.ts';
import { useLookups } from '../../lib/lookups.ts';
import { say } from '../../lib/words.ts';
import type { Row } from './row-text.ts';
import type { Section } from './sections.ts';
import { valueWords } from './value-words.ts';

interface Props {
  readonly section: Section;
  readonly row: Row;
  /** Null = this person only reads. */
  readonly onEdit: (() => void) | null;
}

/** One row: what it is called, whether it still holds, and the way to change it. */
export function RowLine({ section, row, onEdit }: Props) {
  const lookups = useLookups();
  return (
    <li className="row-line">
      <span>
        {rowWords(section, row, lookups)}
        <br />
        <span className="soft">{standingWords(section, row)}</span>
      </span>
      {onEdit && (
        <Button variant="default" onClick={onEdit}>
          {say(section.ends === 'closed' ? 'admin.change' : 'admin.end')}
        </Button>
      )}
    </li>
  );
}

/** What a row is called. */
export const rowWords = ({ title, fields }: Section, row: Row, lookups: Lookups): string =>
  title
    .map((name) => fields.find((field) => field.name === name))
    .flatMap((field) => (field ? [valueWords(field, row[field.name], lookups)] : []))
    .filter((text) => text !== '')
    .join(' · ');

/** `2025-07-01` as it is written here. */
export const dayText = (day: unknown): string =>
  String(day ?? '')
    .split('-')
    .reverse()
    .join('/');

function standingWords({ ends, key }: Section, row: Row): string {
  if (ends === 'closed')
    return row.closed === true ? say('admin.closed') : String(row[key === 'id' ? 'code' : key] ?? '');
  const from = dayText(row.effectiveFrom);
  if (row.effectiveTo && String(row.effectiveTo) < String(row.effectiveFrom))
    return say('admin.called_off', { from });
  return row.effectiveTo
    ? say('admin.between', { from, to: dayText(row.effectiveTo) })
    : say('admin.since', { from });
}

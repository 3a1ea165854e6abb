import type { Lookups } from '../../../../../src/contracts/console/lookups.ts';
import { categoryName, neighbourhoodName, officeName } from '../../lib/lookups.ts';
import { nameOf } from '../../lib/words.ts';
import type { Field } from './sections.ts';

/** What a field holds, as people say it. */
export function valueWords(field: Field, value: unknown, lookups: Lookups): string {
  if (value === null || value === undefined) return '';
  if (field.kind === 'category') return categoryName(lookups, String(value));
  if (field.kind === 'office') return officeName(lookups, Number(value)) || String(value);
  if (field.kind === 'neighbourhood') return neighbourhoodName(lookups, Number(value)) || String(value);
  return field.kind === 'choice' ? nameOf('admin.choice', String(value)) : String(value);
}

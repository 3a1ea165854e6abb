import type { Lookups } from '../../../../../src/contracts/console/lookups.ts';
import { currentLanguage } from '../../lib/language.ts';
import { nameOf } from '../../lib/words.ts';
import type { Field } from './sections.ts';

interface Option {
  readonly value: string;
  readonly label: string;
}

/** What a field is chosen from; null = it is written. */
export function optionsOf({ kind, choices }: Field, lookups: Lookups): Option[] | null {
  if (kind === 'choice')
    return (choices ?? []).map((value) => ({ value, label: nameOf('admin.choice', value) }));
  if (kind === 'category')
    return lookups.categories.map((row) => ({ value: row.code, label: row[currentLanguage()] }));
  if (kind === 'office') return lookups.offices.map(named);
  return kind === 'neighbourhood' ? lookups.neighbourhoods.map(named) : null;
}

const named = ({ id, name }: { id: number; name: string }): Option => ({ value: String(id), label: name });

import { useNavigate } from '@tanstack/react-router';
import type { CaseRow } from '../../../../../src/contracts/console/cases.ts';
import { currentLanguage } from '../../lib/language.ts';
import { useLookups } from '../../lib/lookups.ts';
import { nameOf, say } from '../../lib/words.ts';
import { FilterChoice } from './filter-choice.tsx';
import { type Folder, filterCount, readFolder } from './folder.ts';

const states: readonly CaseRow['state'][] = [
  'new',
  'in_progress',
  'waiting',
  'answered',
  'referred',
  'declined',
  'withdrawn',
  'merged',
];

/** Folded away until somebody wants them: on a phone they would push the cases off the screen. */
export function Filters({ folder }: { readonly folder: Folder }) {
  const navigate = useNavigate();
  const { categories, neighbourhoods, offices } = useLookups();
  const count = filterCount(folder);
  const choose = (change: Readonly<Record<string, string>>) =>
    void navigate({ to: '/', search: readFolder({ ...folder, ...change }), replace: true });
  const named = (list: readonly { id: number; name: string }[]) =>
    list.map(({ id, name }) => ({ value: String(id), label: name }));
  return (
    <details className="filters">
      <summary>{count === 0 ? say('inbox.filters') : say('inbox.filters_on', { count })}</summary>
      <div className="filter-row">
        <FilterChoice
          label={say('inbox.category')}
          value={folder.category ?? ''}
          options={categories.map((category) => ({
            value: category.code,
            label: category[currentLanguage()],
          }))}
          onChoose={(category) => choose({ category })}
        />
        <FilterChoice
          label={say('inbox.neighbourhood')}
          value={String(folder.neighbourhood ?? '')}
          options={named(neighbourhoods)}
          onChoose={(neighbourhood) => choose({ neighbourhood })}
        />
        <FilterChoice
          label={say('inbox.office')}
          value={String(folder.office ?? '')}
          options={named(offices)}
          onChoose={(office) => choose({ office })}
        />
        <FilterChoice
          label={say('inbox.state')}
          value={folder.state ?? ''}
          options={states.map((state) => ({ value: state, label: nameOf('case.state', state) }))}
          onChoose={(state) => choose({ state })}
        />
      </div>
    </details>
  );
}

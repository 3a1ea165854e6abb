import { nameOf, say } from '../../lib/words.ts';
import type { Change } from './version-changes.ts';

export function VersionChanges({ changes }: { readonly changes: readonly Change[] }) {
  if (changes.length === 0) return <p className="soft">{say('version.same')}</p>;
  return (
    <ul>
      {changes.map((change) => (
        <li key={`${change.kind} ${change.name}`}>
          {labelOf(change)}: {say(wayOf(change), { before: change.before, after: change.after })}
        </li>
      ))}
    </ul>
  );
}

function labelOf({ kind, name }: Change): string {
  if (kind === 'field') return nameOf('admin.ward', name);
  if (kind === 'day') return nameOf('admin.day', name);
  return kind === 'year' ? say('version.year', { year: name }) : say('version.contact', { name });
}

const wayOf = ({ before, after }: Change): string => {
  if (before === '') return 'version.added';
  return after === '' ? 'version.removed' : 'version.changed';
};

import { Dialog } from '../../components/dialog.tsx';
import { say } from '../../lib/words.ts';

const keys = [
  ['j', 'inbox.key_next'],
  ['k', 'inbox.key_previous'],
  ['Enter', 'inbox.key_open'],
  ['c', 'inbox.key_claim'],
  ['/', 'inbox.key_search'],
  ['?', 'inbox.key_help'],
] as const;

export function KeysHelp({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog title={say('inbox.keys')} onClose={onClose}>
      <dl className="keys">
        {keys.map(([key, words]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{say(words)}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}

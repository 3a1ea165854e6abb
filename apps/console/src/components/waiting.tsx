import { say } from '../lib/words.ts';

export function Waiting() {
  return (
    <p className="waiting" role="status">
      {say('shared.loading')}
    </p>
  );
}

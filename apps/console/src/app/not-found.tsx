import { Link } from '@tanstack/react-router';
import { say } from '../lib/words.ts';

export function NotFound() {
  return (
    <main className="page">
      <h1>{say('shared.not_found_title')}</h1>
      <p>
        <Link className="plain-link" to="/" search={{ view: 'mine' }}>
          {say('shared.to_inbox')}
        </Link>
      </p>
    </main>
  );
}

import type { CaseDetail } from '../../../../../src/contracts/console/case.ts';
import { useLookups } from '../../lib/lookups.ts';
import { dateTime } from '../../lib/moments.ts';
import { say } from '../../lib/words.ts';
import { eventActor, eventSentence } from './event-words.ts';

/** Newest first: what changed since one looked last is at the top. */
export function History({ detail }: { readonly detail: CaseDetail }) {
  const lookups = useLookups();
  const events = [...detail.history].sort((a, b) => b.at - a.at || b.id - a.id);
  return (
    <section className="card">
      <h2>{say('history.title')}</h2>
      <ol className="history">
        {events.map((event) => (
          <li key={event.id} className={`event event-${event.kind}`}>
            <p>
              <strong>{eventActor(event)}</strong> <span>{eventSentence(event, lookups)}</span>{' '}
              <span className="soft">{dateTime(event.at)}</span>
            </p>
            {event.words && <p className="written event-words">{event.words}</p>}
          </li>
        ))}
      </ol>
    </section>
  );
}

import { Link } from '@tanstack/react-router';
import type { CaseDetail } from '../../../../../src/contracts/console/case.ts';
import { Icon } from '../../components/icon.tsx';
import { phoneLink, phoneText } from '../../lib/phones.ts';
import { useNow } from '../../lib/use-now.ts';
import { say } from '../../lib/words.ts';
import { replyWords } from './reply-words.ts';

/** Who asks, and how they can be reached now. */
export function PersonCard({ detail }: { readonly detail: CaseDetail }) {
  const now = useNow();
  const { contact, hasContact, identityShown, reply, conversationId, filedBy, rating, ratingWords } = detail;
  return (
    <section className="card">
      <h2>{say('case.person')}</h2>
      {contact?.name && <p>{contact.name}</p>}
      {contact?.phone && (
        <a className="plain-link" href={phoneLink(contact.phone)}>
          <Icon name="phone" /> {phoneText(contact.phone)}
        </a>
      )}
      {!hasContact && <p className="soft">{say('case.contact_none')}</p>}
      {hasContact && !contact && <p className="soft">{say('case.contact_hidden')}</p>}
      {contact && !identityShown && <p className="soft">{say('case.identity_hidden')}</p>}
      {filedBy && <p className="soft">{say('case.filed_by', { name: filedBy.name })}</p>}
      <p className={reply?.open ? 'reply' : 'reply reply-closed'}>
        <Icon name={reply?.open ? 'talk' : 'alert'} /> {replyWords(reply, now)}
      </p>
      {conversationId !== null && (
        <Link
          className="plain-link"
          to="/conversations/$conversationId"
          params={{ conversationId: String(conversationId) }}
        >
          {say('case.conversation')}
        </Link>
      )}
      {rating !== null && <p>{say('case.rating', { count: rating })}</p>}
      {ratingWords && <p className="written">{ratingWords}</p>}
    </section>
  );
}

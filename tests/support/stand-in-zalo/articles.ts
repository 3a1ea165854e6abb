import type { Answer, Call } from '../vendor/answer.ts';
import type { Endpoint } from '../vendor/server.ts';
import { maxText } from './consult.ts';
import { bodyOf, refuse, success } from './envelope.ts';
import type { Gate } from './gate.ts';
import { type House, isNight } from './house.ts';

interface Article {
  readonly type: string;
  readonly title: string;
  readonly author: string;
  readonly description: string;
  readonly body: readonly object[];
}
interface OldMessage {
  readonly recipient: {
    readonly user_id?: string;
    readonly anonymous_id?: string;
    readonly conversation_id?: string;
    readonly target?: object;
  };
  readonly message: {
    readonly text?: string;
    readonly attachment?: {
      readonly payload?: {
        readonly elements?: readonly { readonly media_type?: string; readonly attachment_id?: string }[];
      };
    };
  };
  readonly sender_action: { readonly react_icon?: string; readonly react_message_id?: string };
}

const longest = { title: 150, author: 50, description: 300 } as const;

/** Articles, and what is left of /v2.0/oa/message: their broadcast, anonymous visitors and reactions. */
export function articleEndpoints(house: House, { guarded }: Gate): readonly Endpoint[] {
  const { desk, options } = house;
  const articles = new Map<string, { readonly title: string; readonly token: string; polls: number }>();

  function create(call: Call): Answer {
    const article = bodyOf<Article>(call);
    for (const field of ['title', 'author', 'description'] as const) {
      if (!article[field]) throw refuse(-201, `${field} is invalid`);
      if (article[field].length <= longest[field]) continue;
      desk.broke(`zalo: an article's ${field} of ${article[field].length} characters`);
      throw refuse(-210, `${field} is over limit`);
    }
    if (!article.body?.length) throw refuse(-201, 'body is invalid');
    const id = `article-${articles.size + 1}`;
    articles.set(id, { title: article.title ?? '', token: `token-${id}`, polls: 0 });
    return success({ token: `token-${id}` });
  }

  function verify(call: Call): Answer {
    const { token } = bodyOf<{ token: string }>(call);
    const found = [...articles].find(([, article]) => article.token === token);
    if (!found) throw refuse(-201, 'token is invalid');
    const [id, article] = found;
    article.polls += 1;
    if (article.polls <= options.articlePolls) throw refuse(-214);
    return success({ id });
  }

  const list = () => {
    const medias = [...articles].map(([id, { title }]) => ({ id, title, type: 'normal', status: 'show' }));
    return success({ medias, total: medias.length });
  };

  function oldMessage(call: Call): Answer {
    const { recipient = {}, message, sender_action: action } = bodyOf<OldMessage>(call);
    if (recipient.target) return broadcast(message);
    if (recipient.anonymous_id && recipient.conversation_id)
      return toVisitor(recipient.anonymous_id, message?.text);
    if (recipient.user_id && action?.react_icon && action.react_message_id) return success({});
    desk.broke('zalo: a message by /v2.0/oa/message');
    throw refuse(-240);
  }

  function broadcast(message: OldMessage['message'] | undefined): Answer {
    const elements = message?.attachment?.payload?.elements ?? [];
    const ids = elements.map((one) => (one.media_type === 'article' ? one.attachment_id : undefined));
    if (ids.length === 0 || ids.some((id) => !articles.has(id ?? '')))
      throw refuse(-201, 'attachment_id is invalid');
    if (isNight(house)) {
      desk.broke('zalo: a broadcast at night');
      throw refuse(-234);
    }
    const text = ids.map((id) => articles.get(id ?? '')?.title).join('\n');
    return success({ message_id: house.deliver({ userId: '*', text, how: 'broadcast' }) });
  }

  function toVisitor(userId: string, text = ''): Answer {
    if (text === '') throw refuse(-201, 'text is invalid');
    if (text.length > maxText) {
      desk.broke(`zalo: a text of ${text.length} characters`);
      throw refuse(-210, 'text is over limit');
    }
    return success({ message_id: house.deliver({ userId, text, how: 'anonymous' }), anonymous_id: userId });
  }

  return [
    { name: 'article-create', method: 'POST', path: '/v2.0/article/create', run: guarded(create) },
    { name: 'article-verify', method: 'POST', path: '/v2.0/article/verify', run: guarded(verify) },
    { name: 'article-list', method: 'GET', path: '/v2.0/article/getslice', run: guarded(list) },
    { name: 'old-message', method: 'POST', path: '/v2.0/oa/message', sends: true, run: guarded(oldMessage) },
  ];
}

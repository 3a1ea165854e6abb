import { setTimeout as sleep } from 'node:timers/promises';
import { err, ok, type Result } from '../../../core/result.ts';
import type { Receipt, SendError } from '../../channel.ts';
import { rejected } from '../errors.ts';
import type { ZaloCall } from './call.ts';
import { ArticleDetail, ArticleId, ArticleSlice, ArticleToken, SentMessage } from './schema.ts';

type ArticlePart =
  | { readonly type: 'text'; readonly content: string }
  | { readonly type: 'image'; readonly url: string; readonly caption?: string };

export interface Article {
  readonly title: string;
  readonly author: string;
  readonly description: string;
  readonly coverUrl: string;
  readonly body: readonly ArticlePart[];
  readonly visible: boolean;
  readonly comments: boolean;
}

/** https://stc-developers.zdn.vn/docs/v2, article/create, in characters. */
const articleLimits = { title: 150, author: 50, description: 300 } as const;
type LimitedField = keyof typeof articleLimits;

/** Whom a broadcast is for, by what Zalo knows of them; an absent field is no condition. */
export interface BroadcastTarget {
  /** Age groups 0 to 7. */
  readonly ages?: string;
  readonly gender?: '0' | '1' | '2';
  /** 0 North, 1 Central, 2 South. */
  readonly locations?: string;
  /** Provinces 0 to 63, as before the mergers of 2025. */
  readonly cities?: string;
  /** 1 iOS, 2 Android, 3 Windows. */
  readonly platform?: string;
}

export interface Polling {
  readonly tries?: number;
  readonly pauseMs?: number;
}

export function articleCalls(call: ZaloCall) {
  const post = (path: string, body: object) =>
    ({ method: 'POST', family: 'article', path: `/v2.0/article/${path}`, body }) as const;
  const verify = (token: string) => call(post('verify', { token }), ArticleId);
  return {
    /** The token of an article that Zalo is now working on. */
    async createArticle(article: Article): Promise<Result<{ token: string }, SendError>> {
      const fault = articleFault(article);
      return fault ? err(rejected(fault)) : await call(post('create', toVendor(article)), ArticleToken);
    },
    /** Asks until the article has an id; `unreachable` with -214 when it still has none after all tries. */
    async verifyArticle(token: string, { tries = 10, pauseMs = 3_000 }: Polling = {}) {
      let answer = await verify(token);
      for (let made = 1; made < tries && isProcessing(answer); made += 1) {
        await sleep(pauseMs);
        answer = await verify(token);
      }
      return answer;
    },
    listArticles: (offset: number, limit: number) =>
      call(
        {
          method: 'GET',
          family: 'article',
          path: '/v2.0/article/getslice',
          query: { offset, limit, type: 'normal' },
        },
        ArticleSlice,
      ),
    articleDetail: (id: string) =>
      call(
        { method: 'GET', family: 'article', path: '/v2.0/article/getdetail', query: { id } },
        ArticleDetail,
      ),
  };
}

/** The only way to everybody: one article, to people of a kind, never to named ones. */
export function broadcastCalls(call: ZaloCall) {
  return {
    async broadcastArticle(articleId: string, target: BroadcastTarget): Promise<Result<Receipt, SendError>> {
      const elements = [{ media_type: 'article', attachment_id: articleId }];
      const attachment = { type: 'template', payload: { template_type: 'media', elements } };
      const body = { recipient: { target }, message: { attachment } };
      const sent = await call({ method: 'POST', path: '/v2.0/oa/message', body }, SentMessage);
      return sent.ok ? ok({ vendorMessageId: sent.value.message_id }) : sent;
    },
  };
}

const isProcessing = (answer: Result<unknown, SendError>): boolean =>
  !answer.ok && answer.error.vendorCode === '-214';

function articleFault(article: Article): string | undefined {
  const limits = Object.entries(articleLimits) as [LimitedField, number][];
  const broken = limits.find(([field, limit]) => article[field].normalize('NFC').length > limit);
  return broken && `article_${broken[0]}_too_long`;
}

function toVendor({ title, author, description, coverUrl, body, visible, comments }: Article): object {
  const shown = (yes: boolean) => (yes ? 'show' : 'hide');
  return {
    type: 'normal',
    title: title.normalize('NFC'),
    author: author.normalize('NFC'),
    description: description.normalize('NFC'),
    cover: { cover_type: 'photo', photo_url: coverUrl, status: 'show' },
    body,
    status: shown(visible),
    comment: shown(comments),
  };
}

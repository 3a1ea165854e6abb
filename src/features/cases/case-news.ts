import type { AccountId } from '../../core/ids.ts';
import type { Language } from '../../core/message.ts';
import { localDate } from '../../rules/local-day.ts';
import type { WardTx } from '../../store/database.ts';
import { announce } from '../conversations/index.ts';
import { loadWard } from '../wards/index.ts';
import type { CaseFacts } from './case-facts.repo.ts';
import { type Listener, loadListeners, noteMessages } from './case-news.repo.ts';
import type { CaseDesk } from './desk.ts';

/** Sentences of `content/<language>/shared/case-news.yaml`. */
export type NewsKind =
  | 'claimed'
  | 'supplement'
  | 'other_agency'
  | 'referred'
  | 'declined'
  | 'merged'
  | 'reopened'
  | 'answered'
  | 'progress';

export interface News {
  readonly kind: NewsKind;
  /** Case as it is now. */
  readonly facts: Pick<CaseFacts, 'id' | 'code' | 'dueAt' | 'officeName' | 'chairOnly'>;
  /** What staff wrote: a question, a reason, an answer. */
  readonly words?: string;
  /** Other places of the sentence. */
  readonly more?: Readonly<Record<string, string>>;
  readonly answerId?: number;
  /** The citizen is told otherwise. */
  readonly withoutChat?: boolean;
}

/** News that those who follow a case get as well: how it ended. */
const forFollowers: ReadonlySet<NewsKind> = new Set(['answered', 'referred', 'declined']);

/**
 * Tells the citizen, in the transaction that made it true: so it is told once or, when that fails, not at all.
 * Returns the accounts that have something to send.
 */
export async function tellNews(
  tx: WardTx,
  desk: Pick<CaseDesk, 'speak' | 'capabilitiesOf'>,
  news: News,
): Promise<readonly AccountId[]> {
  const everybody = await loadListeners(tx, news.facts.id);
  const listeners = everybody.filter(({ isCitizen }) =>
    isCitizen ? !news.withoutChat : forFollowers.has(news.kind),
  );
  if (listeners.length === 0) return [];
  const wardName = (await loadWard(tx)).name;
  const announcements = listeners.map((listener) => ({
    accountId: listener.accountId,
    conversationId: listener.conversationId,
    text: newsText(desk, news, { ...listener, wardName }),
    // A person's answer to the one who asked; whoever follows asked to be told.
    purpose: isAnswer(news) && listener.isCitizen ? ('officer' as const) : ('notice' as const),
    facts: factsOf(news, wardName),
    // "Received" must not come after "answered".
    inTurn: true,
  }));
  const messages = await announce(tx, announcements, desk.capabilitiesOf);
  await noteMessages(
    tx,
    news.facts.id,
    news.answerId ?? null,
    messages.map(({ id }) => id),
  );
  return [...new Set(listeners.map(({ accountId }) => accountId))];
}

const isAnswer = ({ kind }: News): boolean =>
  kind === 'answered' || kind === 'progress' || kind === 'supplement';

/** What a platform's template may be filled with. */
export const factsOf = ({ facts }: Pick<News, 'facts'>, wardName: string): Record<string, string> => ({
  code: facts.code,
  office: officeOf(facts, wardName),
  due: dayWords(facts.dueAt),
});

export const officeOf = (facts: Pick<CaseFacts, 'officeName' | 'chairOnly'>, wardName: string): string =>
  facts.chairOnly ? wardName : (facts.officeName ?? wardName);

export const dayWords = (at: number): string => localDate(at).split('-').reverse().join('/');

/** The message as this person gets it. */
export function newsText(
  { speak }: Pick<CaseDesk, 'speak'>,
  news: News,
  { language, isCitizen, wardName }: Pick<Listener, 'language' | 'isCitizen'> & { readonly wardName: string },
): string {
  const values = { ...factsOf(news, wardName), ...news.more, words: news.words ?? '' };
  return say(speak, language, `${isCitizen ? 'citizen' : 'follower'}.${news.kind}`, values);
}

const say = (
  speak: CaseDesk['speak'],
  language: Language,
  key: string,
  values: Readonly<Record<string, string>>,
): string => speak(language, `case-news.${key}`, values).trim();

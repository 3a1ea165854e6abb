import { DateTime } from 'luxon';
import type { Speak } from '../../catalog/spoken-texts.ts';
import { noticeKinds } from '../../contracts/console/notices.ts';
import type { ClaimedNotice } from './notices.repo.ts';

type Words = Pick<ClaimedNotice, 'kind' | 'language' | 'code' | 'category' | 'dueAt' | 'caseId' | 'facts'>;
type Values = Readonly<Record<string, string>>;

export interface WordsDeps {
  readonly speak: Speak;
  readonly publicUrl?: string;
}

const known: ReadonlySet<string> = new Set(noticeKinds);

/** What a notice says of its case; never a name, a phone number or a word of the citizen. */
function valuesOf({ speak, publicUrl }: WordsDeps, notice: Words): Values {
  const { kind, language, code, category, dueAt, caseId } = notice;
  return {
    what: speak(language, `staff-notices.kinds.${known.has(kind) ? kind : 'other'}`),
    code: code ?? '',
    category: category ?? '',
    due: dueAt ? momentWords(dueAt) : '',
    link: publicUrl && caseId !== null ? `${publicUrl}/console/cases/${caseId}` : '',
    why: typeof notice.facts.why === 'string' ? notice.facts.why : '',
  };
}

const momentWords = (at: Date): string =>
  DateTime.fromJSDate(at, { zone: 'Asia/Ho_Chi_Minh' }).toFormat('HH:mm dd/MM/yyyy');

export function mailWords(deps: WordsDeps, notice: Words): { subject: string; text: string } {
  const values = valuesOf(deps, notice);
  const say = (key: string) => deps.speak(notice.language, `staff-notices.mail.${key}`, values);
  return { subject: say('subject'), text: withoutGaps(say('body')) };
}

/** Many at once, one line each. */
export function digestWords(deps: WordsDeps, notices: readonly Words[]): { subject: string; text: string } {
  const language = notices[0]?.language ?? 'vi';
  const say = (key: string, values: Values) => deps.speak(language, `staff-notices.mail.${key}`, values);
  const count = { count: String(notices.length) };
  const lines = notices.map((notice) => say('digest_line', valuesOf(deps, notice)));
  return { subject: say('digest_subject', count), text: [say('digest_body', count), ...lines].join('\n') };
}

const ofGroups: ReadonlySet<string> = new Set([
  'link_help',
  'answer_taken',
  'answer_refused',
  'answer_elsewhere',
]);

export function groupWords(deps: WordsDeps, notice: Words): string {
  const key = ofGroups.has(notice.kind) ? notice.kind : 'body';
  return withoutGaps(deps.speak(notice.language, `staff-notices.group.${key}`, valuesOf(deps, notice)));
}

/** Lines whose only place was empty. */
const withoutGaps = (text: string): string =>
  text
    .split('\n')
    .filter((line) => line.trim() !== '' && !/:\s*$/.test(line))
    .join('\n');

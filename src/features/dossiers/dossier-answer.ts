import { DateTime } from 'luxon';
import type { Speak } from '../../catalog/spoken-texts.ts';
import type { Language } from '../../core/message.ts';
import type { DossierFacts } from './dossier.schema.ts';

export interface AnswerContext {
  readonly speak: Speak;
  readonly language: Language;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

export interface KnownDossier {
  readonly code: string;
  readonly facts: DossierFacts;
  /** When the facts are not of this moment. */
  readonly asOf?: number | undefined;
}

const zone = 'Asia/Ho_Chi_Minh';
/** In these nobody waits for us any more, or the clock stands still until the citizen acts. */
const notRunning: ReadonlySet<DossierFacts['state']> = new Set([
  'needs_papers',
  'ready',
  'returned',
  'rejected',
  'withdrawn',
]);

/** What a citizen reads about a dossier. */
export function dossierAnswer(dossier: KnownDossier, { speak, language, now }: AnswerContext): string {
  const { facts } = dossier;
  const say = sayer(speak, language);
  const sayIf = (key: string, value: string | undefined): string =>
    value ? say(key, { value: bare(value) }) : '';
  const sayDate = (key: string, date: string | undefined): string =>
    date ? say(key, { date: when(date, say) }) : '';
  return [
    say('heading', { code: dossier.code }),
    sayIf('procedure', facts.procedure),
    sayIf('applicant', facts.applicant),
    say(`state.${facts.state}`, { value: bare(facts.stateText ?? '') }),
    holder(facts, say),
    missing(facts, say),
    sayDate('received', facts.receivedOn),
    sayDate('due', facts.dueOn),
    overdue(facts, now, say),
    sayDate('result', facts.resultOn),
    sayIf('resultPlace', facts.resultPlace),
    dossier.asOf === undefined ? '' : say('asOf', { date: when(localMinute(dossier.asOf), say) }),
  ]
    .filter((line) => line !== '')
    .join('\n');
}

/** State, place and next date in one breath, without a name: an SMS of one piece. */
export function briefDossierAnswer(dossier: KnownDossier, { speak, language, now }: AnswerContext): string {
  const { facts } = dossier;
  const say = sayer(speak, language);
  const date = facts.resultOn ?? facts.dueOn;
  const days = daysLate(facts, now);
  return [
    say('brief.heading', { code: dossier.code }),
    say(`brief.state.${facts.state}`, { value: bare(facts.stateText ?? '').slice(0, 60) }),
    days > 0 ? say('brief.late', { days }) : '',
    date && !facts.resultOn && !notRunning.has(facts.state)
      ? say('brief.due', { date: when(date, say) })
      : '',
    facts.state === 'ready' && facts.resultPlace
      ? say('brief.place', { value: bare(facts.resultPlace).slice(0, 50) })
      : '',
  ]
    .filter((part) => part !== '')
    .join(' ');
}

const sayer =
  (speak: Speak, language: Language): Say =>
  (key, values) =>
    speak(language, `dossier-card.${key}`, values);

type Say = (key: string, values?: Readonly<Record<string, string | number>>) => string;

function holder({ office, officer }: DossierFacts, say: Say): string {
  if (office && officer) return say('holder.both', { office: bare(office), officer: bare(officer) });
  if (office) return say('holder.office', { office: bare(office) });
  return officer ? say('holder.officer', { officer: bare(officer) }) : '';
}

function missing(facts: DossierFacts, say: Say): string {
  if (facts.missing.length === 0) return '';
  return [say('missing'), ...facts.missing.map((value) => say('item', { value }))].join('\n');
}

function overdue(facts: DossierFacts, now: number, say: Say): string {
  const days = daysLate(facts, now);
  if (days === 0) return '';
  const { text, newDate } = facts.apology ?? {};
  return [
    text ?? say('overdue.apology', { days }),
    newDate ? say('overdue.newDate', { date: when(newDate, say) }) : say('overdue.noNewDate'),
  ].join('\n');
}

/** Whole calendar days after the promised day, at least 1 once the promised minute has passed; 0 = not late. */
export function daysLate({ state, dueOn }: DossierFacts, now: number): number {
  if (!dueOn || notRunning.has(state)) return 0;
  const due = DateTime.fromISO(dueOn, { zone });
  const end = dueOn.includes('T') ? due : due.endOf('day');
  const at = DateTime.fromMillis(now, { zone });
  if (at <= end) return 0;
  return Math.max(1, Math.round(at.startOf('day').diff(due.startOf('day'), 'days').days));
}

/** `22/11/2026`, or with the hour in front when there is one. */
function when(moment: string, say: Say): string {
  const [day = '', time] = moment.split('T');
  const date = day.split('-').reverse().join('/');
  return time ? say('dateTime', { time, date }) : date;
}

function localMinute(at: number): string {
  return DateTime.fromMillis(at, { zone }).toFormat("yyyy-MM-dd'T'HH:mm");
}

/** Sentences bring their own full stop. */
const bare = (text: string): string => text.replace(/[\s.;,]+$/, '');

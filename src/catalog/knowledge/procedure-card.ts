import { type CardFacts, cardFacts, type ToldProcedure } from './card-facts.ts';
import { type CardTexts, fill } from './card-texts.ts';
import type { ProcedurePart } from './language-files.ts';
import type { ChannelKind, ProcedureFile } from './procedure-file.ts';
import type { ProcedureRecord } from './procedure-record.ts';

/** The best description we hold: what people wrote and checked wins over what was imported. */
export function preferCurated(
  curated: ProcedureFile | undefined,
  imported: ProcedureRecord | undefined,
): ProcedureFile | ProcedureRecord | undefined {
  return curated ?? imported;
}

/**
 * One part of a procedure as plain-text lines for a citizen.
 * A number never stands without its unit; what is not known reads `texts.noInformation`.
 * `texts` = `knowledge.cards[language]`; the facts themselves stay Vietnamese.
 */
export function procedureCard(
  procedure: ToldProcedure,
  part: ProcedurePart,
  texts: CardTexts,
  everydayNames: readonly string[] = [],
): string[] {
  return parts[part](cardFacts(procedure, everydayNames), texts);
}

const parts = {
  overview,
  documents: (facts, texts) => section('documents', facts, texts, documentLines(facts, texts)),
  bring: (facts, texts) => section('bring', facts, texts, bringLines(facts, texts)),
  fee: (facts, texts) => section('fee', facts, texts, feeLines(facts, texts)),
  time: (facts, texts) => section('time', facts, texts, timeLines(facts, texts)),
  where: (facts, texts) => section('where', facts, texts, whereLines(facts, texts)),
  steps: (facts, texts) => section('steps', facts, texts, stepLines(facts, texts)),
  legal: (facts, texts) => section('legal', facts, texts, lawLines(facts, texts)),
  forms: (facts, texts) => section('forms', facts, texts, formLines(facts, texts)),
  share,
} satisfies Record<ProcedurePart, (facts: CardFacts, texts: CardTexts) => string[]>;

function section(
  part: keyof CardTexts['headings'],
  facts: CardFacts,
  texts: CardTexts,
  lines: string[],
): string[] {
  const heading = fill(texts.headings[part], { name: facts.title });
  return [heading, ...(lines.length > 0 ? lines : [fill(texts.item, { value: texts.noInformation })])];
}

function overview(facts: CardFacts, texts: CardTexts): string[] {
  const time = timeLines(facts, texts);
  const fee = feeLines(facts, texts);
  return [
    facts.title,
    ...(facts.summary ? [facts.summary] : []),
    ...(facts.who ? [fill(texts.who, { value: facts.who })] : []),
    ...whereLines(facts, texts),
    texts.shortHeadings.time,
    ...(time.length > 0 ? time : [fill(texts.item, { value: texts.noInformation })]),
    texts.shortHeadings.fee,
    ...(fee.length > 0 ? fee : [fill(texts.item, { value: texts.noInformation })]),
    ...(facts.results.length > 0 ? [fill(texts.results, { value: facts.results.join('; ') })] : []),
    ...facts.tips.map((value) => fill(texts.tip, { value })),
    ...officialNameLines(facts, texts),
  ];
}

/** Who looks it up elsewhere, or asks an officer, needs the name of the catalogue. */
const officialNameLines = ({ title, name }: CardFacts, texts: CardTexts): string[] =>
  title === name ? [] : [fill(texts.officialName, { value: name })];

function share(facts: CardFacts, texts: CardTexts): string[] {
  return [
    fill(texts.shareTitle, { name: facts.title, code: facts.code }),
    ...officialNameLines(facts, texts),
    ...(facts.summary ? [facts.summary] : []),
    ...documentLines(facts, texts),
    ...whereLines(facts, texts),
    ...(facts.url ? [fill(texts.link, { url: facts.url })] : []),
    ...sourceLines(facts, texts),
  ];
}

function sourceLines(facts: CardFacts, texts: CardTexts): string[] {
  return [
    ...(facts.sourceTitle ? [fill(texts.source, { value: facts.sourceTitle })] : []),
    ...(facts.checkedOn
      ? [fill(texts.checkedOn, { date: facts.checkedOn.split('-').reverse().join('/') })]
      : []),
  ];
}

const items = (values: readonly string[], texts: CardTexts) =>
  values.map((value) => fill(texts.item, { value }));

function documentLines(facts: CardFacts, texts: CardTexts): string[] {
  const lines = facts.papers.map(({ name, copies, note }) => {
    const counted = copies ? fill(texts.copies, { value: name, copies }) : name;
    return note ? fill(texts.withNote, { value: counted, note: withoutStop(note) }) : counted;
  });
  return items(lines, texts);
}

function bringLines(facts: CardFacts, texts: CardTexts): string[] {
  return items(facts.bring.length > 0 ? facts.bring : [texts.bringPapers], texts);
}

function timeLines(facts: CardFacts, texts: CardTexts): string[] {
  const lines = facts.times.map(({ channel, value, unit, note }) => {
    const time = value && unit ? fill(texts.units[unit], { value: number(value) }) : undefined;
    return byChannel(channel, withNote(time, note, texts), texts);
  });
  return items([...new Set(lines)], texts);
}

function feeLines(facts: CardFacts, texts: CardTexts): string[] {
  const lines = facts.fees.flatMap(({ channel, amountVnd, text, note }) => {
    const amount = amountVnd === undefined ? text : money(amountVnd, texts);
    if (!amount && !note) return [];
    return [byChannel(channel, withNote(amount, note, texts), texts)];
  });
  if (lines.length === 0) return [];
  return [...items([...new Set(lines)], texts), ...(facts.feesVary ? [texts.feeVaries] : [])];
}

/** What holds for every way of applying needs no word about the way. */
function byChannel(channel: ChannelKind, value: string, texts: CardTexts): string {
  if (channel === 'any') return value.charAt(0).toUpperCase() + value.slice(1);
  return fill(texts.byChannel, { channel: texts.channels[channel], value });
}

function withNote(value: string | undefined, note: string | undefined, texts: CardTexts): string {
  if (!value) return fill(texts.noteOnly, { note: note ?? '' });
  return note ? fill(texts.withNote, { value, note: withoutStop(note) }) : value;
}

function whereLines(facts: CardFacts, texts: CardTexts): string[] {
  return [
    ...(facts.where ? items([facts.where], texts) : []),
    ...(facts.office ? items([fill(texts.office, { value: texts.offices[facts.office] })], texts) : []),
    ...(facts.agency ? items([fill(texts.agency, { value: facts.agency })], texts) : []),
    ...(facts.competent ? items([fill(texts.competent, { value: facts.competent })], texts) : []),
    ...(facts.onlineLevel ? items([texts.levels[facts.onlineLevel]], texts) : []),
  ];
}

function stepLines(facts: CardFacts, texts: CardTexts): string[] {
  const numbered = (steps: readonly string[]) =>
    steps.map((value, index) => fill(texts.numbered, { number: index + 1, value }));
  const own = facts.imported ? items(facts.steps, texts) : numbered(facts.steps);
  return [
    ...own,
    ...(facts.moreSteps ? [texts.moreSteps] : []),
    ...(facts.onlineSteps.length > 0 ? [texts.onlineSteps, ...numbered(facts.onlineSteps)] : []),
  ];
}

function lawLines(facts: CardFacts, texts: CardTexts): string[] {
  const lines = facts.laws.map(({ title, number: lawNumber }) =>
    lawNumber ? fill(texts.law, { value: title, number: lawNumber }) : title,
  );
  return lines.length > 0 ? [...items(lines, texts), ...sourceLines(facts, texts)] : [];
}

function formLines(facts: CardFacts, texts: CardTexts): string[] {
  const lines = facts.forms.map(({ name, number: formNumber }) =>
    formNumber ? fill(texts.law, { value: name, number: formNumber }) : name,
  );
  return items(lines, texts);
}

function money(amountVnd: number, texts: CardTexts): string {
  return amountVnd === 0 ? texts.free : fill(texts.money, { amount: number(amountVnd) });
}

/** Vietnamese grouping: 10.000; 1,5. */
function number(value: number): string {
  const [whole = '', fraction] = String(value).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, '.');
  return fraction ? `${grouped},${fraction}` : grouped;
}

const withoutStop = (note: string) => note.replace(/\.$/, '');

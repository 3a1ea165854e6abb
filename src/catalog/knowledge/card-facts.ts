import type { OwnFacts } from './own-facts.ts';
import { paperName } from './paper-name.ts';
import { plainName } from './plain-name.ts';
import type { ChannelKind, Office, ProcedureFile, TimeUnit } from './procedure-file.ts';
import type { ProcedureRecord } from './procedure-record.ts';
import { shortTitle } from './short-title.ts';

export interface CardPaper {
  readonly name: string;
  /** With its unit, "1 bản chính". */
  readonly copies?: string | undefined;
  readonly note?: string | undefined;
}
export interface CardTime {
  readonly channel: ChannelKind;
  readonly value?: number | undefined;
  readonly unit?: TimeUnit | undefined;
  readonly note?: string | undefined;
}
export interface CardFee {
  readonly channel: ChannelKind;
  readonly amountVnd?: number | undefined;
  /** As published, with its currency. */
  readonly text?: string | undefined;
  readonly note?: string | undefined;
}

/** The facts that a card can show, wherever they come from; an absent field is not known. */
export interface CardFacts {
  readonly code: string;
  /** What people call it. */
  readonly title: string;
  /** As it stands in the national catalogue. */
  readonly name: string;
  readonly summary?: string | undefined;
  readonly who?: string | undefined;
  readonly where?: string | undefined;
  readonly office?: Office | undefined;
  readonly agency?: string | undefined;
  readonly competent?: string | undefined;
  readonly onlineLevel?: ProcedureFile['online']['level'] | undefined;
  readonly onlineSteps: readonly string[];
  readonly papers: readonly CardPaper[];
  readonly bring: readonly string[];
  readonly steps: readonly string[];
  readonly moreSteps: boolean;
  readonly times: readonly CardTime[];
  readonly fees: readonly CardFee[];
  /** Amounts of an import are those of one place: shown as a reference only. */
  readonly feesVary: boolean;
  /** An imported text brings its own numbering. */
  readonly imported: boolean;
  readonly results: readonly string[];
  readonly laws: readonly { readonly title: string; readonly number?: string | undefined }[];
  readonly forms: readonly { readonly name: string; readonly number?: string | undefined }[];
  readonly tips: readonly string[];
  readonly sourceTitle?: string | undefined;
  readonly url?: string | undefined;
  /** ISO date. */
  readonly checkedOn?: string | undefined;
}

/** A procedure as it was published, and what the ward corrects of it. */
export type ToldProcedure = (ProcedureFile | ProcedureRecord) & { readonly own?: OwnFacts };

/** `everydayNames` help to call an imported procedure by a short title. */
export function cardFacts(procedure: ToldProcedure, everydayNames: readonly string[] = []): CardFacts {
  const facts = 'checkedOn' in procedure ? factsOfFile(procedure) : factsOfRecord(procedure, everydayNames);
  return withOwnFacts(facts, procedure.own);
}

function withOwnFacts(facts: CardFacts, own: OwnFacts = {}): CardFacts {
  const { fee, time, where, note } = own;
  return {
    ...facts,
    ...(fee !== undefined && { fees: [{ channel: 'any', text: fee }], feesVary: false }),
    ...(time !== undefined && { times: [{ channel: 'any', note: time }] }),
    ...(where !== undefined && { where, office: undefined, agency: undefined }),
    ...(note !== undefined && { tips: [...facts.tips, note] }),
  };
}

/** What people call a procedure; a curated one says it itself. */
export function procedureTitle(
  procedure: ProcedureFile | ProcedureRecord,
  everydayNames: readonly string[] = [],
): string {
  const own = 'checkedOn' in procedure ? [procedure.short, ...procedure.names] : [];
  return shortTitle(procedure.name, [...own, ...everydayNames]);
}

function factsOfFile(file: ProcedureFile): CardFacts {
  return {
    code: file.code,
    title: procedureTitle(file),
    name: plainName(file.name),
    summary: file.summary,
    who: file.who,
    where: file.where,
    office: file.office,
    onlineLevel: file.online.level,
    onlineSteps: file.online.steps ?? [],
    papers: file.documents ?? [],
    bring: file.bring ?? [],
    steps: file.steps ?? [],
    moreSteps: false,
    times: file.time ?? [],
    fees: file.fee ?? [],
    feesVary: false,
    imported: false,
    results: file.results ?? [],
    laws: file.legalBasis ?? [],
    forms: file.forms ?? [],
    tips: file.tips ?? [],
    sourceTitle: file.source.title,
    url: file.source.url,
    checkedOn: file.checkedOn,
  };
}

const maxSteps = 8;
const maxStepChars = 300;
const maxPapers = 12;
const maxPaperChars = 240;

function factsOfRecord(record: ProcedureRecord, everydayNames: readonly string[]): CardFacts {
  const steps = record.steps
    .split(/\n+/)
    .map((line) => line.replace(/^[-+•*\s]+/, '').trim())
    .filter((line) => line.length > 1);
  return {
    code: record.code,
    title: procedureTitle(record, everydayNames),
    name: plainName(record.name),
    agency: record.agency || undefined,
    competent: record.competent === record.agency ? undefined : record.competent || undefined,
    who: record.audience.join('; ') || undefined,
    onlineSteps: [],
    papers: record.papers.slice(0, maxPapers).map((paper) => ({
      name: shorten(paperName(paper.name), maxPaperChars),
      copies: paper.copies && paper.kind ? `${paper.copies} bản ${paper.kind}` : undefined,
    })),
    bring: [],
    steps: steps.slice(0, maxSteps).map((line) => shorten(line, maxStepChars)),
    moreSteps: steps.length > maxSteps,
    times: record.channels.flatMap(({ kind, time }) => (time ? [{ channel: kind, ...time }] : [])),
    fees: sameEverywhere(
      record.channels.flatMap(({ kind, fee }) => (fee ? [{ channel: kind, text: fee }] : [])),
    ),
    feesVary: true,
    imported: true,
    results: record.results.map((result) => paperName(result.name)),
    laws: record.legal ? [{ title: shorten(record.legal, 600) }] : [],
    forms: [],
    tips: [],
    sourceTitle: record.decision || undefined,
    url: record.url,
  };
}

/** One line instead of three when every way of applying costs the same. */
function sameEverywhere(fees: readonly CardFee[]): readonly CardFee[] {
  const [first] = fees;
  const channels = new Set(fees.map(({ channel }) => channel));
  if (!first || channels.size < 3 || fees.some(({ text }) => text !== first.text)) return fees;
  return [{ ...first, channel: 'any' }];
}

function shorten(text: string, maxChars: number): string {
  if (text.length <= maxChars) return text;
  const cut = text.lastIndexOf(' ', maxChars - 1);
  return `${text.slice(0, cut > maxChars / 2 ? cut : maxChars - 1)}…`;
}

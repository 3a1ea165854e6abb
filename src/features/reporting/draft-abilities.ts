import type { Values } from '../../core/value.ts';
import { isPetition, type ReportCues, saysNothing } from '../../rules/report-cues.ts';
import type { Ability, AbilityContext } from '../conversations/index.ts';
import { spotOf, textOf } from './arguments.ts';
import { readContact } from './contact.ts';
import { readAddition, readPlaceAnswer } from './read-answer.ts';
import { findNeighbourhood, findPlaceWords, guessCategory, guessKind } from './read-report.ts';
import { dayWords, excerptOf, reportSayer } from './report-words.ts';
import { type CategoryRow, loadCategories, loadHead, loadPlaces } from './reporting.repo.ts';
import type { ReportingDeps } from './reporting-deps.ts';
import { splitMatters } from './split-matters.ts';

/** As much as fits on two pages. */
const maxChars = 3_000;
const maxTailChars = 60;

/** The first part of a letter, up to the end of a word. */
const cutLetter = (text: string): string =>
  text.length <= maxChars ? text : text.slice(0, maxChars).replace(/\s+\S*$/, '');

/** The last words that were kept, so that the citizen can go on from there. */
const tailOf = (text: string): string => text.slice(-maxTailChars).replace(/^\S*\s+/, '');

const kinds = ['feedback', 'suggestion', 'question'];

/** What is asked before a report is filed. */
export function createDraftAbilities(deps: ReportingDeps): Record<string, Ability> {
  return {
    read_report: (context, args) => readReport(deps, context, args),
    read_place: (context, args) => readSaid(deps, context, args),
    read_addition: (context, args) => readSaid(deps, context, args, textOf(args, 'place')),
    async report_choices({ tx, language }) {
      const categories = (await loadCategories(tx)).map((row) => ({ id: row.code, label: row[language] }));
      return { outcome: 'shown', values: { categories } };
    },
    async report_places({ tx }) {
      const places = (await loadPlaces(tx)).map(({ name }) => ({ id: name, label: name }));
      return { outcome: 'shown', values: { places } };
    },
    async check_category({ tx, language }, args) {
      const code = textOf(args, 'category');
      const row = (await loadCategories(tx)).find((known) => known.code === code);
      const told = row && (language === 'en' ? (row.insteadEn ?? row.insteadVi) : row.insteadVi);
      return told ? { outcome: 'not_ours', values: { told } } : { outcome: 'ours', values: {} };
    },
    find_similar_reports: (context, args) => findSimilarReport(deps, context, args),
    async sum_up_report(context, args) {
      const noPhotos = deps.takesPhotos(context) ? null : 'yes';
      const photos = await deps.desk.countPhotos(context.tx, context.conversationId);
      const summary = summaryOf(deps, context, { ...args, photos });
      return { outcome: 'shown', values: { summary, noPhotos } };
    },
  };
}

const readReport = async (
  { cues }: ReportingDeps,
  { tx, language, accountId, externalId }: AbilityContext,
  args: Parameters<Ability>[1],
): ReturnType<Ability> => {
  const whole = [textOf(args, 'text'), textOf(args, 'more')].filter((part) => part !== '').join('\n');
  const matters = splitMatters(whole);
  const text = cutLetter(matters?.first ?? whole);
  const given = textOf(args, 'kind');
  const kind = kinds.includes(given) ? given : guessKind(cues, text);
  if (isPetition(cues, text)) return { outcome: 'petition', values: {} };
  if (saysNothing(cues, text)) return { outcome: 'empty', values: { kind } };
  const [categories, places] = [await loadCategories(tx), await loadPlaces(tx)];
  const category =
    textOf(args, 'chosen') ||
    ofConduct(cues, categories, args) ||
    guessCategory(cues, categories.map(known), text);
  const row = categories.find(({ code }) => code === category);
  const place = textOf(args, 'place') || findPlaceWords(text, places);
  const head = await loadHead(tx, accountId, externalId);
  return {
    outcome: 'read',
    values: {
      text,
      kind,
      category: row?.code ?? null,
      categoryName: row?.[language] ?? null,
      place: place ?? null,
      head: head ? 'yes' : 'no',
      kept: text === (matters?.first ?? whole) ? null : tailOf(text),
      rest: (matters?.rest ?? textOf(args, 'rest')) || null,
      several: matters ? String(matters.count) : null,
    },
  };
};

/** What is added about the conduct of staff makes it the chair's own, and it stays so whatever else is told. */
function ofConduct(cues: ReportCues, categories: readonly CategoryRow[], args: Values): string | undefined {
  const added = guessCategory(cues, categories.map(known), textOf(args, 'more'));
  const [code] = [added, textOf(args, 'category')].filter((one) =>
    categories.some((row) => row.code === one && row.chairOnly),
  );
  return code;
}

/** Where a place is given already, the whole report was shown; else a place was asked for. */
const readSaid = async (
  { cues, answers }: ReportingDeps,
  { tx }: AbilityContext,
  args: Parameters<Ability>[1],
  place?: string,
): ReturnType<Ability> => {
  const text = textOf(args, 'said');
  const places = await loadPlaces(tx);
  const isMatter = guessCategory(cues, (await loadCategories(tx)).map(known), text) !== undefined;
  const said =
    place === undefined
      ? readPlaceAnswer(answers, places, text, isMatter)
      : readAddition(answers, places, text, place);
  return { outcome: said.kind, values: said.kind === 'place' ? { place: said.place } : {} };
};

const known = ({ code, vi, en }: CategoryRow) => ({ code, names: [vi, en] });

async function findSimilarReport(
  { desk, speak }: ReportingDeps,
  { tx, conversationId, language, now }: AbilityContext,
  args: Parameters<Ability>[1],
): ReturnType<Ability> {
  const text = textOf(args, 'text');
  const places = await loadPlaces(tx);
  const found = await desk.similar(tx, {
    category: textOf(args, 'category'),
    neighbourhoodId:
      (findNeighbourhood(places, textOf(args, 'place')) ?? findNeighbourhood(places, text))?.id ?? null,
    place: spotOf(args),
    text,
    where: textOf(args, 'place'),
    at: now,
    conversationId,
  });
  if (!found) return { outcome: 'none', values: {} };
  const say = reportSayer(speak, language);
  const { date } = dayWords(found.receivedAt, say);
  const category = (await loadCategories(tx)).find(({ code }) => code === found.category)?.[language] ?? '';
  const neighbourhood = places.find((known) => known.id === found.neighbourhoodId)?.name;
  const place = [found.spot, neighbourhood].filter((part) => part).join(', ');
  // Somebody else wrote it: what it says is not shown.
  const similarText = place
    ? say('similar', { category, place, date })
    : say('similarNear', { category, date });
  return { outcome: 'found', values: { similar: String(found.id), similarText } };
}

function summaryOf(
  { speak }: ReportingDeps,
  { language }: AbilityContext,
  args: Parameters<Ability>[1],
): string {
  const say = reportSayer(speak, language);
  const kind = textOf(args, 'kind');
  const place = textOf(args, 'place');
  const category = textOf(args, 'categoryName');
  const photos = typeof args.photos === 'number' ? args.photos : 0;
  return [
    say('summary.heading'),
    say('summary.what', {
      kind: say(`kind.${kinds.includes(kind) ? kind : 'feedback'}`),
      text: excerptOf(textOf(args, 'text'), 500),
    }),
    ...(category ? [say('summary.category', { category })] : []),
    ...(place ? [say('summary.place', { place })] : []),
    ...(!place && spotOf(args) ? [say('summary.spot')] : []),
    ...(place || spotOf(args) ? [] : [say('summary.nowhere')]),
    ...contactLine(textOf(args, 'contact'), say),
    ...(photos > 0 ? [say('summary.photos', { count: photos })] : []),
  ].join('\n');
}

function contactLine(text: string, say: ReturnType<typeof reportSayer>): string[] {
  const { name, phone } = readContact(text);
  const contact = [name, phone?.replace(/^84/, '0')].filter((part) => part).join(', ');
  return contact === '' ? [] : [say('summary.contact', { contact })];
}

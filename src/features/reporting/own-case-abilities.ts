import { foldWords } from '../../core/fold.ts';
import { readCaseCode } from '../../rules/case-code.ts';
import { asksWhenRule } from '../../rules/case-wishes.ts';
import type { Ability, AbilityContext } from '../conversations/index.ts';
import { textOf } from './arguments.ts';
import { findWished } from './case-wish.ts';
import type { OwnCase } from './citizen-desk.ts';
import { askerOf, isOpen, ownCase } from './own-case.ts';
import { isThanks } from './read-answer.ts';
import { dayWords, excerptOf, reportSayer, type Say } from './report-words.ts';
import { loadCaseByCode, loadOwnCases } from './reporting.repo.ts';
import type { ReportingDeps } from './reporting-deps.ts';

/** Later words are about something else. */
const latestLastsMs = 24 * 3_600_000;
const maxListed = 8;

/** What a citizen may do with the reports that were filed from this chat. */
export function createOwnCaseAbilities(deps: ReportingDeps): Record<string, Ability> {
  return {
    own_cases: (context) => listOwn(deps, context),
    case_status: (context, args) => tellStatus(deps, context, textOf(args, 'code')),
    async add_to_case(context, args) {
      const found = await ownCase(deps, context, textOf(args, 'code'));
      const added = found && (await addWords(deps, context, found, textOf(args, 'text')));
      return { outcome: added ? 'added' : 'ended', values: {} };
    },
    add_to_latest_case: (context, args) => addToLatest(deps, context, textOf(args, 'text')),
    read_case_wish: (context, args) => findWished(deps, context, textOf(args, 'text')),
    async withdraw_case(context, args) {
      const found = await ownCase(deps, context, textOf(args, 'code'));
      const done = found && (await deps.desk.withdraw(context.tx, actOf(context, found)));
      return { outcome: done ? 'withdrawn' : 'ended', values: {} };
    },
    reopen_case: (context, args) => reopen(deps, context, args),
    async follow_case(context, args) {
      const caseId = Number(textOf(args, 'case'));
      const { tx, conversationId, now: at, language } = context;
      const code = Number.isSafeInteger(caseId)
        ? await deps.desk.follow(tx, { caseId, conversationId, at })
        : null;
      if (code === null) return { outcome: 'gone', values: {} };
      await deps.desk.dropPhotos(tx, conversationId);
      return { outcome: 'done', values: { told: reportSayer(deps.speak, language)('following', { code }) } };
    },
  };
}

const actOf = ({ conversationId, now }: AbilityContext, { id }: OwnCase) => ({
  caseId: id,
  conversationId,
  at: now,
});

async function addWords(deps: ReportingDeps, context: AbilityContext, found: OwnCase, words: string) {
  return words !== '' && isOpen(found) && deps.desk.addWords(context.tx, { ...actOf(context, found), words });
}

/** Thanks and a question about it are no additions to a report. */
async function addToLatest(deps: ReportingDeps, context: AbilityContext, text: string): ReturnType<Ability> {
  const none = { outcome: 'none', values: {} };
  const [latest] = await loadOwnCases(context.tx, await askerOf(deps, context), 1);
  const isFresh = latest && isOpen(latest) && context.now - latest.receivedAt <= latestLastsMs;
  if (!isFresh) return none;
  if (asksWhenRule.check(text).ok) return { outcome: 'asked', values: { code: latest.code } };
  if (isThanks(deps.answers, text)) return { outcome: 'thanks', values: {} };
  const isAddition = !text.includes('?') && foldWords(text).includes(' ');
  const added = isAddition && (await addWords(deps, context, latest, text));
  return added ? { outcome: 'added', values: { code: latest.code } } : none;
}

async function listOwn(deps: ReportingDeps, context: AbilityContext): ReturnType<Ability> {
  const own = await loadOwnCases(context.tx, await askerOf(deps, context), maxListed, true);
  const [only] = own;
  if (!only) return { outcome: 'none', values: {} };
  if (own.length === 1) return { outcome: 'one', values: { code: only.code } };
  const say = reportSayer(deps.speak, context.language);
  // What somebody else wrote is not shown to a follower.
  const options = own.map(({ code, body, mine }) => ({
    id: code,
    label: mine ? say('own', { code, excerpt: excerptOf(body, 40) }) : say('followed', { code }),
  }));
  return { outcome: 'several', values: { options } };
}

async function tellStatus(deps: ReportingDeps, context: AbilityContext, text: string): ReturnType<Ability> {
  const say = reportSayer(deps.speak, context.language);
  const read = readCaseCode(text);
  if (!read.ok) return { outcome: 'wrong_code', values: { told: say(`status.fault.${read.fault}`) } };
  const found = await loadCaseByCode(context.tx, read.code, await askerOf(deps, context));
  if (!found) return { outcome: 'wrong_code', values: { told: say('status.unknown', { code: read.code }) } };
  const told = statusWords(found, say);
  if (found.mine && isOpen(found)) return { outcome: 'own_open', values: { told, code: found.code } };
  if (found.mine && found.reopens) return { outcome: 'own_ended', values: { told, code: found.code } };
  return { outcome: 'shown', values: { told } };
}

function statusWords(found: OwnCase, say: Say): string {
  const { code, state, office, answeredAt } = found;
  const date = answeredAt === null ? '' : dayWords(answeredAt, say).date;
  return [
    say('status.heading', { code }),
    say(`status.state.${state}`, { date, office: office ?? '' }),
    say('status.received', { date: dayWords(found.receivedAt, say).date }),
    ...(isOpen(found) && office ? [say('status.office', { office })] : []),
    ...(isOpen(found) && state !== 'waiting' ? [say('status.due', dayWords(found.dueAt, say))] : []),
  ].join('\n');
}

const reopen: (deps: ReportingDeps, ...call: Parameters<Ability>) => ReturnType<Ability> = async (
  deps,
  context,
  args,
) => {
  const say = reportSayer(deps.speak, context.language);
  const found = await ownCase(deps, context, textOf(args, 'code'));
  const due =
    found &&
    (await deps.desk.reopen(context.tx, { ...actOf(context, found), words: textOf(args, 'reason') }));
  if (!found || due === null || due === undefined) {
    const told = say('reopenTooLate', {
      days: await deps.desk.reopenDays(context.tx, context.now),
      code: found?.code ?? '',
    });
    return { outcome: 'too_late', values: { told } };
  }
  return { outcome: 'reopened', values: { told: say('reopened', dayWords(due, say)) } };
};

import { foldWords } from '../../core/fold.ts';
import { readCaseWish } from '../../rules/case-wishes.ts';
import { readWords } from '../../rules/case-words.ts';
import type { Ability, AbilityContext } from '../conversations/index.ts';
import type { OwnCase } from './citizen-desk.ts';
import { askerOf, isOpen, ownCase } from './own-case.ts';
import { loadOwnCases } from './reporting.repo.ts';
import type { ReportingDeps } from './reporting-deps.ts';

const maxLooked = 8;
/** Who speaks of a report so soon after it means that one. */
const justFiledMs = 3_600_000;
type Found = Awaited<ReturnType<Ability>>;
const own: Found = { outcome: 'own', values: {} };

/** The report that is to be withdrawn or looked at again; `own` lets the citizen pick, `report` = it is a new matter. */
export async function findWished(deps: ReportingDeps, context: AbilityContext, text: string): Promise<Found> {
  const coded = await ownCase(deps, context, text);
  const cases = await loadOwnCases(context.tx, await askerOf(deps, context), maxLooked);
  if (readCaseWish(text) === 'withdraw') return toWithdraw(coded, cases, context.now);
  const again = coded ?? latestAnswered(cases);
  if (readCaseWish(text) === 'reopen') return again ? look(again) : own;
  const still = [again, ...cases.filter(isOpen)].find((known) => known && speaksOf(text, known));
  return still ? look(still) : { outcome: 'report', values: {} };
}

const look = ({ code }: OwnCase): Found => ({ outcome: 'look', values: { code } });

function toWithdraw(coded: OwnCase | undefined, cases: readonly OwnCase[], now: number): Found {
  if (coded && !isOpen(coded)) return look(coded);
  const open = cases.filter(isOpen);
  const [latest] = open;
  const isMeant = latest && (open.length === 1 || now - latest.receivedAt <= justFiledMs);
  const meant = coded ?? (isMeant ? latest : undefined);
  return meant ? { outcome: 'withdraw', values: { code: meant.code } } : own;
}

const latestAnswered = (cases: readonly OwnCase[]): OwnCase | undefined =>
  cases
    .filter(({ reopens }) => reopens)
    .toSorted((one, other) => (other.answeredAt ?? 0) - (one.answeredAt ?? 0))[0];

/** Said of any report: nothing of what it is about. */
const ofAnyReport = new Set([
  'sua',
  'xong',
  'xu',
  'ly',
  'don',
  'dau',
  'nhu',
  'cu',
  'hu',
  'hong',
  'the',
  'same',
  'not',
  'there',
  'still',
  'broken',
]);

/** "Vẫn chưa sửa" is of any report; "vẫn còn ổ gà đó" of one about a pothole. */
function speaksOf(text: string, { body }: OwnCase): boolean {
  const words = [...readWords(text).meaningful].filter((word) => !ofAnyReport.has(word));
  const told = foldWords(body).split(' ');
  return words.length === 0 || words.some((word) => told.includes(word));
}

import type { Statistics, StatisticsQuery } from '../../contracts/console/statistics.ts';
import type { Actor } from '../../core/actor.ts';
import { figuresOf } from '../../rules/case-figures.ts';
import { dateOfDay, localDay } from '../../rules/local-day.ts';
import type { WardTx } from '../../store/database.ts';
import { loadOfficeHours, sightOf } from '../cases/index.ts';
import { figuresBy } from './group-figures.ts';
import { loadCountedCases, loadNames, type Period } from './statistics.repo.ts';

/** Both ends given, or the last twelve months: from the first day of the eleventh month before this one. */
export function periodOf({ from, to }: StatisticsQuery, now: number): Period {
  const today = dateOfDay(localDay(now));
  return { from: from ?? firstOfMonth(to ?? today, -11), to: to ?? today };
}

/** The first day of the month that lies so many months from the day's. */
export function firstOfMonth(day: string, months: number): string {
  const [year = 0, month = 1] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 + months, 1)).toISOString().slice(0, 10);
}

export interface FiguresQuestion {
  readonly actor: Actor;
  readonly period: Period;
  readonly now: number;
  /** What stands in the place of the office of cases that none has yet. */
  readonly unassigned: string;
}

/** The figures of the cases that this person may see. */
export async function wardFigures(
  tx: WardTx,
  { actor, period, now, unassigned }: FiguresQuestion,
): Promise<Statistics> {
  const names = await loadNames(tx, 'vi');
  const counting = { hours: await loadOfficeHours(tx), now };
  const cases = await loadCountedCases(tx, period, sightOf(actor));
  const months = figuresBy(cases, ({ month }) => month, counting);
  const offices = figuresBy(cases, ({ officeId }) => officeId, counting);
  const categories = figuresBy(cases, ({ category }) => category, counting);
  return {
    ...period,
    total: figuresOf(cases, counting.hours, now),
    months: months.map(({ key, figures }) => ({ month: key, ...figures })).sort(byMonth),
    offices: offices.map(({ key, figures }) => ({
      officeId: key,
      name: key === null ? unassigned : (names.offices.get(key) ?? ''),
      ...figures,
    })),
    categories: categories.map(({ key, figures }) => ({
      category: key,
      name: names.categories.get(key) ?? key,
      ...figures,
    })),
  };
}

const byMonth = (one: { month: string }, other: { month: string }): number =>
  one.month.localeCompare(other.month);

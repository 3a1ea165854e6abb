import type { PublicStatistics } from '../../contracts/public.ts';
import type { Language } from '../../core/message.ts';
import { localDate } from '../../rules/local-day.ts';
import type { WardTx } from '../../store/database.ts';
import { loadOfficeHours, type Sight } from '../cases/index.ts';
import { publicFiguresBy } from './group-figures.ts';
import { loadCountedCases, loadNames } from './statistics.repo.ts';
import { firstOfMonth, periodOf } from './ward-figures.ts';

/** Everything but what is the chair's alone. */
const everybody: Sight = {
  staffId: 0,
  all: true,
  chair: false,
  own: false,
  offices: [],
  neighbourhoods: [],
};

/**
 * Figures for everybody: the last twelve months, and one of them by office and by category. Offices are never
 * summed over several months: such a sum less the months shown would give away a month that was too small to show.
 */
export async function publicFigures(
  tx: WardTx,
  question: { readonly month?: string; readonly language: Language; readonly now: number },
): Promise<PublicStatistics> {
  const { now, language } = question;
  const names = await loadNames(tx, language);
  const counting = { hours: await loadOfficeHours(tx), now };
  const cases = await loadCountedCases(tx, periodOf({}, now), everybody);
  const months = publicFiguresBy(cases, (counted) => counted.month, counting);
  const known = months
    .flatMap(({ key }) => key ?? [])
    .sort()
    .reverse();
  const month = known.find((one) => one === question.month) ?? known[0] ?? localDate(now).slice(0, 7);
  const ofMonth = known.includes(month) ? cases.filter((counted) => counted.month === month) : [];
  return {
    since: firstOfMonth(localDate(now), -11).slice(0, 7),
    month,
    months: months
      .map(({ key, figures }) => ({ month: key, ...figures }))
      .sort((one, other) => (other.month ?? '').localeCompare(one.month ?? '')),
    offices: publicFiguresBy(ofMonth, ({ officeId }) => officeId ?? 0, counting).map(({ key, figures }) => ({
      office: key === null ? null : (names.offices.get(key) ?? ''),
      ...figures,
    })),
    categories: publicFiguresBy(ofMonth, ({ category }) => category, counting).map(({ key, figures }) => ({
      category: key,
      name: key === null ? null : (names.categories.get(key) ?? key),
      ...figures,
    })),
  };
}

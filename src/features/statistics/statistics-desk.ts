import type { Speak } from '../../catalog/spoken-texts.ts';
import { Statistics, StatisticsQuery } from '../../contracts/console/statistics.ts';
import type { Clock } from '../../core/clock.ts';
import type { Database } from '../../store/database.ts';
import { type StaffRoute, staffRoute } from '../staff/index.ts';
import { periodOf, wardFigures } from './ward-figures.ts';

export interface StatisticsDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly speak: Speak;
}

export const createStatisticsRoutes = ({ db, clock, speak }: StatisticsDeps): readonly StaffRoute[] => [
  staffRoute({
    method: 'GET',
    path: '/statistics',
    summary: 'Số liệu phản ánh, kiến nghị theo tháng, bộ phận, lĩnh vực',
    query: StatisticsQuery,
    answer: Statistics,
    handle: ({ actor, query }) => {
      const now = clock.now();
      const unassigned = speak('vi', 'exports.monthly.noOffice');
      const question = { actor, period: periodOf(query, now), now, unassigned };
      return db.forWard(actor.wardId, (tx) => wardFigures(tx, question));
    },
  }),
];

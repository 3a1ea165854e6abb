import { Statistics, StatisticsQuery } from '../../contracts/console/statistics.ts';
import type { Clock } from '../../core/clock.ts';
import type { Database } from '../../store/database.ts';
import { type StaffRoute, staffRoute } from '../staff/index.ts';
import { periodOf, wardFigures } from './ward-figures.ts';

export interface StatisticsDeps {
  readonly db: Database;
  readonly clock: Clock;
}

export const createStatisticsRoutes = ({ db, clock }: StatisticsDeps): readonly StaffRoute[] => [
  staffRoute({
    method: 'GET',
    path: '/statistics',
    summary: 'Số liệu phản ánh, kiến nghị theo tháng, bộ phận, lĩnh vực',
    query: StatisticsQuery,
    answer: Statistics,
    handle: ({ actor, query }) => {
      const now = clock.now();
      return db.forWard(actor.wardId, (tx) => wardFigures(tx, { actor, period: periodOf(query, now), now }));
    },
  }),
];

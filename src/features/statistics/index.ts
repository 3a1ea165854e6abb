export { publicFigures } from './public-figures.ts';
export { scopeOf } from './scope-of.ts';
export { loadNames, type Names, type Scope } from './statistics.repo.ts';
export { createStatisticsRoutes, type StatisticsDeps } from './statistics-desk.ts';
export { firstOfMonth, wardFigures } from './ward-figures.ts';

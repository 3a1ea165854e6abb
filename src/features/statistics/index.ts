export { publicFigures } from './public-figures.ts';
export { loadNames, type Names } from './statistics.repo.ts';
export { createStatisticsRoutes, type StatisticsDeps } from './statistics-desk.ts';
export { firstOfMonth, wardFigures } from './ward-figures.ts';

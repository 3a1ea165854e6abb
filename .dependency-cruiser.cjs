// One table is the architecture; a new edge is a change to this file, seen in review.
const may = {
  'src/core': [],
  'src/contracts': ['src/core'],
  'src/engine': ['src/core'],
  'src/rules': ['src/core'],
  'src/lib': ['src/core'],
  'src/store': ['src/core', 'src/lib'],
  'src/catalog': ['src/core', 'src/engine', 'src/rules', 'src/lib'],
  'src/channels': ['src/core', 'src/lib'],
  'src/features': [
    'src/core',
    'src/contracts',
    'src/engine',
    'src/rules',
    'src/catalog',
    'src/store',
    'src/lib',
    'src/channels/channel',
    'queues/[^/]+/queue',
  ],
  'src/http': ['src/core', 'src/contracts', 'src/features', 'src/channels', 'src/lib'],
  queues: ['src/core', 'src/features', 'src/channels', 'src/lib'],
  apps: ['src/contracts'],
};
const tests = '\\.test\\.ts$';

const layers = Object.entries(may).map(([from, to]) => ({
  name: `${from} -> ${to.join(' | ') || 'nothing'}`,
  severity: 'error',
  from: { path: `^${from}/`, pathNot: tests },
  to: {
    path: '^(src|queues|apps|tests)/',
    pathNot: [from, ...to].map((path) => `^${path}(/|\\.ts$)`),
  },
}));

const fence = (packages, where) => ({
  name: `${packages.join(', ')} only in ${where.join(', ')}`,
  severity: 'error',
  from: { path: '^(src|queues|apps)/', pathNot: [...where, tests] },
  to: { path: packages.map((name) => `(^|node_modules/)${name}(/|$)`) },
});

module.exports = {
  forbidden: [
    ...layers,
    {
      name: 'only the composition root builds everything',
      severity: 'error',
      from: { pathNot: '^src/(main\\.ts|work-thread\\.ts|cli\\.ts|cli/|composition/)|^tests/' },
      to: { path: '^src/(main\\.ts|work-thread\\.ts|cli\\.ts|cli/|composition/)' },
    },
    {
      name: 'nothing imports tests',
      severity: 'error',
      from: { pathNot: '^tests/' },
      to: { path: '^tests/' },
    },
    { name: 'no cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'a channel never imports another channel',
      severity: 'error',
      from: { path: '^src/channels/([^/]+)/' },
      to: { path: '^src/channels/[^/]+/', pathNot: '^src/channels/($1|shared)/' },
    },
    {
      name: 'a feature enters another by its index',
      severity: 'error',
      from: { path: '^src/features/([^/]+)/', pathNot: tests },
      to: { path: '^src/features/[^/]+/', pathNot: ['^src/features/$1/', '/index\\.ts$'] },
    },
    {
      name: 'queue.ts -> core, lib',
      severity: 'error',
      from: { path: '^queues/[^/]+/queue\\.ts$' },
      to: { path: '^(src|queues)/', pathNot: ['^src/(core|lib)/', '^queues/define-queue\\.ts$'] },
    },
    fence(['express'], ['^src/http/', '\\.routes\\.ts$', 'webhook\\.ts$']),
    fence(['grammy'], ['^src/channels/telegram/']),
    fence(
      ['bullmq', 'ioredis'],
      ['^queues/', '^src/(main|work-thread|cli)\\.ts$', '^src/(composition|cli)/'],
    ),
    fence(['drizzle-orm', 'pg'], ['^src/store/', '\\.repo\\.ts$']),
    fence(['axios'], ['^src/lib/']),
    fence(['undici'], ['^src/lib/', '^src/channels/']),
    {
      name: 'no orphans',
      severity: 'error',
      from: {
        orphan: true,
        pathNot: [tests, '\\.d\\.ts$', '^src/(main|work-thread|cli)\\.ts$', '^apps/', '^tests/'],
      },
      to: {},
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
  },
};

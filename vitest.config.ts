import { defineConfig } from 'vitest/config';

const project = (name: string, include: string[], testTimeout = 10_000, globalSetup: string[] = []) => ({
  test: { name, include, testTimeout, globalSetup, hookTimeout: 120_000, environment: 'node' as const },
});
const postgres = ['tests/support/shared-postgres.ts'];

export const config = defineConfig({
  test: {
    projects: [
      project('unit', [
        'src/**/*.test.ts',
        'queues/**/*.test.ts',
        'scripts/**/*.test.ts',
        'apps/**/*.test.ts',
        'tests/bench/**/*.test.ts',
      ]),
      project('contracts', ['tests/contracts/**/*.test.ts'], 20_000),
      project('journeys', ['tests/journeys/**/*.test.ts'], 30_000),
      project('integration', ['tests/integration/**/*.test.ts'], 60_000, postgres),
      project('e2e', ['tests/e2e/**/*.test.ts'], 120_000, postgres),
      project('chaos', ['tests/chaos/**/*.test.ts'], 900_000),
    ],
  },
});

// biome-ignore lint/style/noDefaultExport: vitest reads its configuration from the default export.
export default config;

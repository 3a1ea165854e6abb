import { defineConfig } from 'vitest/config';

const project = (name: string, include: string[], testTimeout = 10_000) => ({
  test: { name, include, testTimeout, hookTimeout: 120_000, environment: 'node' as const },
});

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
      project('integration', ['tests/integration/**/*.test.ts'], 60_000),
      project('e2e', ['tests/e2e/**/*.test.ts'], 120_000),
      project('chaos', ['tests/chaos/**/*.test.ts'], 900_000),
    ],
  },
});

// biome-ignore lint/style/noDefaultExport: vitest reads its configuration from the default export.
export default config;

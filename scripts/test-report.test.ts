import { describe, expect, it } from 'vitest';
import { inParallel, runStep } from './run-step.mjs';
import { formatReport, hasFailures, skippedGroup, stepResult, sumUp, vitestResult } from './test-report.mjs';

const passing = { fullName: 'adds', status: 'passed' };
const failing = { fullName: 'subtracts', status: 'failed', failureMessages: ['expected 1\nat x'] };
const ran = (code: number) => ({ code, seconds: 1 });
const reportOf = (status: string, assertionResults: object[]) => ({
  testResults: [{ name: 'a.test.ts', status, message: 'Cannot find module', assertionResults }],
});

describe('vitestResult', () => {
  it('adds up what passed, failed and was skipped', () => {
    const skipped = { fullName: 'waits', status: 'pending', meta: { skipReason: 'needs Redis' } };

    const result = vitestResult('unit', reportOf('failed', [passing, failing, skipped]), ran(1));

    expect(result).toMatchObject({
      passed: 1,
      failures: [{ name: 'subtracts', reason: 'expected 1' }],
      skips: [{ name: 'waits', reason: 'needs Redis' }],
    });
  });

  it('counts a file that cannot be loaded as a failure', () => {
    const result = vitestResult('unit', reportOf('failed', []), ran(1));

    expect(result.failures).toEqual([{ name: 'a.test.ts', reason: 'Cannot find module' }]);
  });

  it('counts an error outside every test as a failure', () => {
    expect(vitestResult('unit', reportOf('passed', [passing]), ran(1)).failures).toHaveLength(1);
  });

  it('counts a group that did not start, and one that holds no test, as a failure', () => {
    expect(vitestResult('unit', undefined, ran(1)).failures).toHaveLength(1);
    expect(vitestResult('unit', { testResults: [] }, ran(1)).failures).toHaveLength(1);
  });
});

describe('formatReport', () => {
  const results = [
    stepResult('types', ran(0)),
    vitestResult('unit', reportOf('failed', [passing, failing]), ran(1)),
    skippedGroup('e2e', 'no Chromium found'),
  ];

  it('ends with the line that sums up', () => {
    expect(formatReport(results).at(-1)).toBe('2 passed, 1 failed, 1 skipped');
  });

  it('names every skip with its reason', () => {
    expect(formatReport(results).join('\n')).toContain('e2e: 1 skipped: no Chromium found');
  });

  it('knows whether anything failed', () => {
    expect(hasFailures(results)).toBe(true);
    expect(hasFailures([stepResult('types', ran(0))])).toBe(false);
    expect(sumUp([stepResult('types', ran(2))])).toBe('0 passed, 1 failed, 0 skipped');
  });
});

describe('runStep', () => {
  const node = (script: string, minutes = 1) =>
    runStep({ command: process.execPath, args: ['-e', script], minutes });

  it('gives the exit code and all that was printed', async () => {
    const step = await node("console.log('ra'); console.error('lỗi'); process.exit(3)");

    expect(step).toMatchObject({ code: 3 });
    expect(step.output).toContain('ra');
    expect(step.output).toContain('lỗi');
  });

  it('ends a command that takes too long', async () => {
    const step = await node('setInterval(() => {}, 1000)', 0.005);

    expect(step.code).toBe(124);
    expect(step.output).toContain('ended after');
  });

  it('reports a command that is not there', async () => {
    expect((await runStep({ command: 'no-such-program', args: [], minutes: 1 })).code).toBe(127);
  });
});

describe('inParallel', () => {
  it('keeps the order of the items and the limit', async () => {
    let now = 0;
    let most = 0;

    const doubled = await inParallel([3, 1, 2, 5], 2, async (item: number) => {
      now += 1;
      most = Math.max(most, now);
      await new Promise((resolve) => setTimeout(resolve, item));
      now -= 1;
      return item * 2;
    });

    expect(doubled).toEqual([6, 2, 4, 10]);
    expect(most).toBe(2);
  });
});

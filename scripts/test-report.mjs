/**
 * What one group of tests came to: `{ name, passed, failures: [{ name, reason }], skips: [{ name, reason }], seconds }`.
 * A group that could not run at all is one skip or one failure with the group's own name.
 */
export function emptyResult(name, seconds = 0) {
  return { name, passed: 0, failures: [], skips: [], seconds };
}

export const skippedGroup = (name, reason) => ({ ...emptyResult(name), skips: [{ name, reason }] });

export function stepResult(name, { code, seconds }) {
  const result = emptyResult(name, seconds);
  if (code === 0) return { ...result, passed: 1 };
  return { ...result, failures: [{ name, reason: `ended with code ${code}` }] };
}

/** Reads the report of vitest's JSON reporter; `report` is undefined when vitest wrote none. */
export function vitestResult(name, report, { code, seconds }) {
  const result = emptyResult(name, seconds);
  if (!report) return { ...result, failures: [{ name, reason: `did not start (code ${code})` }] };
  for (const file of report.testResults) addFile(result, file);
  // An error outside every test, or no test file at all: vitest fails without naming a test.
  if (code !== 0 && result.failures.length === 0) {
    result.failures.push({ name, reason: `vitest ended with code ${code}` });
  }
  return result;
}

function addFile(result, file) {
  const before = result.failures.length;
  for (const test of file.assertionResults) addTest(result, test);
  // A file that cannot be loaded, or a hook that throws, fails without a failing test.
  if (file.status === 'failed' && result.failures.length === before) {
    result.failures.push({ name: file.name, reason: firstLine(file.message) || 'could not be run' });
  }
}

function addTest(result, test) {
  const name = test.fullName.trim();
  if (test.status === 'passed') result.passed += 1;
  else if (test.status === 'failed')
    result.failures.push({ name, reason: firstLine(test.failureMessages?.[0]) });
  else result.skips.push({ name, reason: skipReason(test) });
}

function skipReason(test) {
  if (test.meta?.skipReason) return test.meta.skipReason;
  return test.status === 'todo' ? 'not written yet' : 'skipped by the test itself';
}

const firstLine = (text) => text?.trim().split('\n')[0] ?? '';

/** The table of all groups, every skip with its reason, and the line that sums up. */
export function formatReport(results) {
  const width = Math.max(...results.map(({ name }) => name.length), 5);
  const header = `${'group'.padEnd(width)}  passed  failed  skipped  seconds`;
  return [
    header,
    ...results.map((result) => formatRow(result, width)),
    ...formatSkips(results),
    sumUp(results),
  ];
}

function formatRow({ name, passed, failures, skips, seconds }, width) {
  const cells = [
    String(passed).padStart(6),
    String(failures.length).padStart(6),
    String(skips.length).padStart(7),
    seconds.toFixed(1).padStart(7),
  ];
  return `${name.padEnd(width)}  ${cells.join('  ')}`;
}

/** Equal reasons of one group are told once, with how many tests they concern. */
function formatSkips(results) {
  const lines = results.flatMap(({ name, skips }) => {
    const reasons = groupBy(skips, byReason);
    return [...reasons].map(([reason, tests]) => `  ${name}: ${tests.length} skipped: ${reason}`);
  });
  return lines.length > 0 ? ['', 'Skipped:', ...lines, ''] : [''];
}

const byReason = ({ name, reason }) =>
  reason === 'skipped by the test itself' ? `${reason}: ${name}` : reason;

function groupBy(items, keyOf) {
  const groups = new Map();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

export function sumUp(results) {
  const add = (count) => results.reduce((sum, result) => sum + count(result), 0);
  const passed = add((result) => result.passed);
  const failed = add((result) => result.failures.length);
  const skipped = add((result) => result.skips.length);
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

export const hasFailures = (results) => results.some(({ failures }) => failures.length > 0);

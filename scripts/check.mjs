import { requireNode } from './node-version.mjs';

requireNode();

const { checkSteps, runCheckStep } = await import('./check-steps.mjs');
const { ensureBuilt, ensureInstalled } = await import('./prepare.mjs');
const { endRunningSteps, inParallel } = await import('./run-step.mjs');
const { runScript } = await import('./say.mjs');
const { hasFailures, sumUp } = await import('./test-report.mjs');
const { runVitest } = await import('./vitest-group.mjs');

const tests = {
  name: 'unit, contract and journey tests',
  projects: ['unit', 'contracts', 'journeys'],
  minutes: 10,
};

/** Format, lint, types, imports, dead code, catalog and the quick tests: what every commit keeps. */
async function check() {
  process.on('SIGINT', endRunningSteps).on('SIGTERM', endRunningSteps);
  await ensureInstalled();
  await ensureBuilt();
  const steps = [() => runVitest(tests), ...checkSteps.map((step) => () => runCheckStep(step))];
  const results = await inParallel(steps, 2, async (step) => tell(await step()));
  console.log(sumUp(results));
  return hasFailures(results) ? 1 : 0;
}

function tell({ result, output }) {
  const failed = result.failures.length > 0;
  console.log(`${failed ? 'FAILED' : 'ok    '}  ${result.name} (${result.seconds.toFixed(1)} s)`);
  if (failed) console.log(output.trimEnd().replaceAll(/^/gm, '    '));
  return result;
}

await runScript(check);

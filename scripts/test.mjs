import { requireNode } from './node-version.mjs';

requireNode();

const { existsSync } = await import('node:fs');
const { parseArgs } = await import('node:util');
const { checkSteps, runCheckStep } = await import('./check-steps.mjs');
const { findBrowser, findProgram, startRedis } = await import('./machine.mjs');
const { inRoot } = await import('./paths.mjs');
const { ensureBuilt, ensureInstalled } = await import('./prepare.mjs');
const { endRunningSteps, inParallel } = await import('./run-step.mjs');
const { Refusal, runScript } = await import('./say.mjs');
const { emptyResult, formatReport, hasFailures, skippedGroup } = await import('./test-report.mjs');
const { runVitest } = await import('./vitest-group.mjs');

const groups = {
  checks: runChecks,
  unit: () => runGroup({ name: 'unit', minutes: 5 }),
  contracts: () => runGroup({ name: 'contracts', minutes: 5 }),
  journeys: () => runGroup({ name: 'journeys', minutes: 5 }),
  integration: runIntegration,
  e2e: runEndToEnd,
  chaos: runChaos,
};
/** A small round of chaos: enough to notice a broken guarantee, not to prove one. */
const chaosRounds = process.env.CHAOS_ROUNDS ?? '2';

/** Everything that can run on this machine; what cannot is named with its reason. */
async function test() {
  const { chosen, prepare } = readArguments();
  const redis = await provideRedis(chosen);
  const stop = async () => {
    endRunningSteps();
    await redis.stop();
    process.exit(130);
  };
  process.on('SIGINT', stop).on('SIGTERM', stop);
  try {
    const results = prepare ? [await prepareAll()] : [];
    const able = existsSync(inRoot('node_modules', 'vitest'));
    for (const name of chosen) results.push(...(able ? await groups[name](redis) : [notInstalled(name)]));
    console.log(['', ...formatReport(results)].join('\n'));
    return hasFailures(results) ? 1 : 0;
  } finally {
    await redis.stop();
  }
}

const notInstalled = (name) => skippedGroup(name, 'the packages are not installed');

function readArguments() {
  const { values } = parseArgs({ options: { only: { type: 'string' }, 'no-install': { type: 'boolean' } } });
  const names = Object.keys(groups);
  const chosen = values.only?.split(',') ?? names;
  const unknown = chosen.filter((name) => !names.includes(name));
  if (unknown.length > 0)
    throw new Refusal(`No group "${unknown.join(', ')}"; there are: ${names.join(', ')}`);
  return { chosen, prepare: !values['no-install'] };
}

async function prepareAll() {
  const started = Date.now();
  const result = emptyResult('install and build');
  try {
    await ensureInstalled();
    await ensureBuilt();
    result.passed = 1;
  } catch (error) {
    console.log(error.message);
    result.failures.push({ name: result.name, reason: error.message });
  }
  return { ...result, seconds: (Date.now() - started) / 1000 };
}

async function runChecks() {
  return inParallel(checkSteps, 2, async (step) => tell(await runCheckStep(step)));
}

async function runGroup({ name, minutes, env = {} }) {
  const started = Date.now();
  const beat = setInterval(() => {
    console.log(`  ${name}: running for ${Math.round((Date.now() - started) / 1000)} s`);
  }, 60_000);
  try {
    return [tell(await runVitest({ name, projects: [name], minutes, env }))];
  } finally {
    clearInterval(beat);
  }
}

/** The tests pick the queue's backend themselves: PostgreSQL always, Redis too when TEST_REDIS_URL is there. */
async function runIntegration(redis) {
  const env = redis.url ? { TEST_REDIS_URL: redis.url } : {};
  const results = await runGroup({ name: 'integration', minutes: 15, env });
  if (redis.url) return results;
  return [...results, skippedGroup('integration on Redis', redis.reason)];
}

function runEndToEnd() {
  const browser = findBrowser();
  if (browser) return runGroup({ name: 'e2e', minutes: 15, env: { CHROMIUM_PATH: browser } });
  return [skippedGroup('e2e', 'no Chromium found; install it or set CHROMIUM_PATH')];
}

async function runChaos(redis) {
  const results = await runGroup({ name: 'chaos', minutes: 20, env: { CHAOS_ROUNDS: chaosRounds } });
  return redis.url ? results : [...results, skippedGroup('chaos on Redis', redis.reason)];
}

async function provideRedis(chosen) {
  const none = { stop: async () => undefined };
  if (process.env.TEST_REDIS_URL) return { ...none, url: process.env.TEST_REDIS_URL };
  if (!chosen.includes('integration') && !chosen.includes('chaos')) return none;
  const program = findProgram('redis-server');
  if (!program) return { ...none, reason: 'no redis-server on the PATH; install it or set TEST_REDIS_URL' };
  const redis = await startRedis(program);
  return redis ?? { ...none, reason: 'redis-server did not start' };
}

function tell({ result, output }) {
  const failed = result.failures.length > 0;
  const counts = `${result.passed} passed, ${result.failures.length} failed, ${result.skips.length} skipped`;
  console.log(`${failed ? 'FAILED' : 'ok    '}  ${result.name}: ${counts} in ${result.seconds.toFixed(1)} s`);
  if (failed) console.log(output.trimEnd().split('\n').slice(-300).join('\n').replaceAll(/^/gm, '    '));
  return result;
}

await runScript(test);

// Walks through the Dockerfile without Docker: copies what COPY copies, runs what RUN runs on this machine's
// Node, then starts the last stage's CMD, asks its health check and stops it. Says what it did not run.
// What it cannot tell: whether the base image has what the steps need, and file owners.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isIgnored, parseCopy, parseDockerfile, readIgnore } from './dockerfile.mjs';
import { inRoot, root } from './paths.mjs';
import { Refusal, runScript } from './say.mjs';

const usedAtStart = new Set(['ENV', 'HEALTHCHECK', 'CMD', 'STOPSIGNAL']);
const port = '38127';
const readyMs = 90_000;
const stopMs = 10_000;

async function verify() {
  const work = mkdtempSync(join(tmpdir(), 'gan-dan-image-'));
  try {
    const stages = parseDockerfile(readFileSync(inRoot('Dockerfile'), 'utf8'));
    for (const stage of stages) buildStage(work, stages, stage);
    await startImage(join(work, stages.at(-1).name), stages.at(-1));
    console.log('All steps that can run here passed.');
    return 0;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** A stage is a folder that stands for `/`. */
function buildStage(work, stages, stage) {
  const image = join(work, stage.name);
  const base = stages.find(({ name }) => name === stage.base);
  if (base) cpSync(join(work, base.name), image, { recursive: true, verbatimSymlinks: true });
  else mkdirSync(image);
  if (base) stage.workdir = base.workdir;
  for (const { instruction, value } of stage.steps) {
    if (instruction === 'WORKDIR') enter(image, stage, value);
    else if (instruction === 'COPY') copy(work, image, stage, value);
    else if (instruction === 'RUN') run(image, stage, value);
    else if (!usedAtStart.has(instruction)) console.log(`[${stage.name}] not run: ${instruction} ${value}`);
  }
}

function enter(image, stage, dir) {
  stage.workdir = dir;
  mkdirSync(join(image, dir), { recursive: true });
}

function copy(work, image, stage, value) {
  const { from, sources, target } = parseCopy(value);
  for (const source of sources) {
    const into = join(image, stage.workdir, target.endsWith('/') ? join(target, basename(source)) : target);
    if (from) cpSync(join(work, from, source), into, { recursive: true, verbatimSymlinks: true });
    else copyFromContext(source, into);
  }
  console.log(`[${stage.name}] COPY ${value}`);
}

/** What git knows and .dockerignore lets through. */
function copyFromContext(source, into) {
  const patterns = readIgnore(readFileSync(inRoot('.dockerignore'), 'utf8'));
  const list = ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--', source];
  const files = execFileSync('git', list, { cwd: root, encoding: 'utf8' }).split('\0').filter(Boolean);
  const wanted = files.filter((file) => existsSync(inRoot(file)) && !isIgnored(file, patterns));
  if (wanted.length === 0) throw new Refusal(`COPY ${source}: nothing to copy`);
  for (const file of wanted) {
    const to = file === source ? into : join(into, file.slice(source.length + 1));
    mkdirSync(dirname(to), { recursive: true });
    cpSync(inRoot(file), to);
  }
}

function run(image, stage, command) {
  // Owners and the image's own users are beyond a folder that stands for an image.
  if (command.startsWith('install -d ')) {
    mkdirSync(join(image, command.split(' ').at(-1)), { recursive: true });
    console.log(`[${stage.name}] run without its owner: RUN ${command}`);
    return;
  }
  console.log(`[${stage.name}] RUN ${command}`);
  const ran = spawnSync('sh', ['-c', command], {
    cwd: join(image, stage.workdir),
    encoding: 'utf8',
    timeout: 600_000,
  });
  if (ran.status !== 0) throw new Refusal(`RUN ${command} failed:\n${ran.stdout}${ran.stderr}`);
}

async function startImage(image, stage) {
  const cwd = join(image, stage.workdir);
  const env = { ...process.env, ...imageEnvironment(image, stage), HOST: '127.0.0.1', PORT: port };
  const lastOf = (name) => stage.steps.find(({ instruction }) => instruction === name).value;
  const [command, ...args] = JSON.parse(lastOf('CMD'));
  const health = JSON.parse(lastOf('HEALTHCHECK').replace(/^.*?CMD /, ''));
  const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'inherit', 'inherit'] });
  const ended = new Promise((resolve) => child.on('exit', (code, signal) => resolve(signal ?? code)));
  try {
    await untilHealthy(
      child,
      () => spawnSync(health[0], health.slice(1), { cwd, env, timeout: 10_000 }).status === 0,
    );
    child.kill('SIGTERM');
    const end = await Promise.race([ended, sleep(stopMs, 'nothing in time')]);
    if (end !== 0) throw new Refusal(`CMD ended with ${end} after SIGTERM`);
    console.log('CMD became healthy and stopped cleanly on SIGTERM.');
  } finally {
    child.kill('SIGKILL');
  }
}

async function untilHealthy(child, isHealthy) {
  const deadline = Date.now() + readyMs;
  while (Date.now() < deadline && child.exitCode === null) {
    if (isHealthy()) return;
    await sleep(1000);
  }
  throw new Refusal('CMD never became healthy');
}

function imageEnvironment(image, stage) {
  const pairs = stage.steps
    .filter(({ instruction }) => instruction === 'ENV')
    .map(({ value }) => value.split('=', 2));
  const env = Object.fromEntries(pairs);
  return { ...env, DATA_DIR: join(image, env.DATA_DIR) };
}

await runScript(verify);

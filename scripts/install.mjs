import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withLock } from './lock.mjs';
import { root } from './paths.mjs';
import { Refusal, say } from './say.mjs';

/** Installs exactly what package-lock.json names, when it is not there yet; once, however many start at once. */
export async function ensureInstalled(base = root) {
  if (isInstalled(base)) return;
  const waiting = () => say('Một tiến trình khác đang cài thư viện, xin chờ…');
  await withLock(
    join(base, '.gan-dan-install.lock'),
    async (addHolder) => {
      if (!isInstalled(base)) await install(base, addHolder);
    },
    waiting,
  );
}

/** What must be equal for an installed tree to be used again. */
export function installStamp(lockText, runtime = process) {
  const lock = createHash('sha256').update(lockText).digest('hex');
  const major = runtime.versions.node.split('.')[0];
  return JSON.stringify({ lock, node: major, platform: `${runtime.platform}-${runtime.arch}` });
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];

const stampPath = (base) => join(base, 'node_modules', '.gan-dan-stamp');

export function isInstalled(base) {
  // A linked tree is looked after by whoever made the link.
  if (isLink(join(base, 'node_modules'))) return true;
  const lockText = readFileSync(join(base, 'package-lock.json'), 'utf8');
  const known = readIfThere(stampPath(base));
  if (known !== undefined) return known === installStamp(lockText);
  if (!matchesLock(base, lockText)) return false;
  writeFileSync(stampPath(base), installStamp(lockText));
  return true;
}

/** True when somebody ran `npm ci` by hand: npm's own record of the tree equals the lock file. */
function matchesLock(base, lockText) {
  const record = readIfThere(join(base, 'node_modules', '.package-lock.json'));
  if (record === undefined) return false;
  const installed = JSON.parse(record).packages;
  return Object.entries(JSON.parse(lockText).packages).every(([path, wanted]) => {
    if (path === '' || wanted.link || wanted.optional || wanted.devOptional) return true;
    return installed[path]?.version === wanted.version;
  });
}

async function install(base, addHolder) {
  say('Đang cài thư viện theo package-lock.json (lần đầu mất khoảng một phút)…');
  rmSync(stampPath(base), { force: true });
  const started = Date.now();
  const { code, output } = await runNpm(base, ['ci', '--include=dev', '--no-audit', '--no-fund'], addHolder);
  if (code !== 0) throw new Refusal(explainFailure(output));
  const lockText = readFileSync(join(base, 'package-lock.json'), 'utf8');
  writeFileSync(stampPath(base), installStamp(lockText));
  say(`Đã cài xong thư viện (${Math.round((Date.now() - started) / 1000)} giây).`);
}

function runNpm(base, args, addHolder) {
  const { command, first } = findNpm();
  const env = { ...process.env, NODE_ENV: 'development' };
  // Windows starts npm through a command file, which needs a shell.
  const shell = process.platform === 'win32' && first.length === 0;
  const child = spawn(command, [...first, ...args], {
    cwd: base,
    env,
    shell,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (child.pid) addHolder(child.pid);
  const stop = (signal) => child.kill(signal);
  for (const signal of signals) process.on(signal, stop);
  let output = '';
  const collect = (chunk) => {
    output = (output + chunk).slice(-20_000);
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({ code: 1, output: `${output}\n${error.message}` }));
    child.on('close', (code, signal) =>
      resolve({ code: code ?? 1, output: signal ? `${output}\n${signal}` : output }),
    );
  }).finally(() => {
    for (const signal of signals) process.off(signal, stop);
  });
}

/** The npm that started us, else the one on the PATH. */
function findNpm(execPath = process.env.npm_execpath) {
  const isNpm = execPath?.endsWith('npm-cli.js') && existsSync(execPath);
  return isNpm ? { command: process.execPath, first: [execPath] } : { command: 'npm', first: [] };
}

const causes = [
  [/SIG(INT|TERM|HUP)$/, 'Việc cài đặt đã bị dừng giữa chừng; lần chạy sau sẽ cài lại.'],
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|network/i,
    'Không kết nối được tới kho thư viện npm. Hãy kiểm tra mạng hoặc proxy, rồi chạy lại.',
  ],
  [/EUSAGE|in sync/, 'package.json và package-lock.json không khớp nhau. Hãy lấy lại mã nguồn nguyên vẹn.'],
  [/ENOSPC/, 'Ổ đĩa đã đầy. Cần khoảng 600 MB trống.'],
  [/EACCES|EPERM|EROFS/, 'Không có quyền ghi vào thư mục của dự án.'],
  [/spawn npm ENOENT/, 'Không tìm thấy npm. Hãy cài Node kèm npm (https://nodejs.org).'],
];

export function explainFailure(output) {
  const known = causes.find(([pattern]) => pattern.test(output));
  const reason = known ? known[1] : 'Lệnh "npm ci" không chạy được.';
  // npm tells the cause first and ends with its manual.
  const lines = output
    .trim()
    .split('\n')
    .filter((line) => !/^npm warn|^npm error\s*$/.test(line))
    .slice(0, 12);
  return [`Chưa cài được thư viện. ${reason}`, ...lines.map((line) => `  ${line}`)].join('\n');
}

function readIfThere(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function isLink(path) {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
}

// npm leaves out of package-lock.json the optional packages (other platforms' binaries) that its registry
// could not give when the lock file was written, and `npm ci` then refuses the whole file.
// This puts them back, with the version that their owner names; run it after `npm install <package>`.
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { inRoot } from './paths.mjs';

const systems = { darwin: 'darwin', linux: 'linux', win32: 'win32', windows: 'win32', android: 'android' };
const otherSystems = ['freebsd', 'openbsd', 'netbsd', 'sunos', 'aix', 'openharmony'];
const processors = [
  'x64',
  'arm64',
  'arm',
  'ia32',
  'ppc64',
  'riscv64',
  's390x',
  'loong64',
  'mips64el',
  'wasm32',
];

/** Every optional dependency of a locked package that the lock file does not hold: `{ name, version, owner }`. */
export function missingOptional(packages) {
  return Object.entries(packages).flatMap(([path, owner]) =>
    Object.entries(owner.optionalDependencies ?? {})
      .filter(([name]) => !isFound(packages, path, name))
      .map(([name, range]) => ({ name, version: range.replace(/^[\^~]/, ''), owner })),
  );
}

/** As Node looks for it: beside the owner's own packages, then in each folder above. */
function isFound(packages, path, name) {
  for (let folder = path; ; folder = folder.slice(0, Math.max(folder.lastIndexOf('/node_modules/'), 0))) {
    if (packages[`${folder ? `${folder}/` : ''}node_modules/${name}`]) return true;
    if (!folder) return false;
  }
}

export function completeLock(lock) {
  const added = missingOptional(lock.packages).map((entry) => [
    `node_modules/${entry.name}`,
    toPackage(entry),
  ]);
  const packages = Object.entries({ ...lock.packages, ...Object.fromEntries(added) });
  packages.sort(([a], [b]) => a.localeCompare(b, 'en'));
  return { ...lock, packages: Object.fromEntries(packages) };
}

function toPackage({ name, version, owner }) {
  return {
    version,
    ...platformOf(name),
    ...(owner.dev && { dev: true }),
    ...(owner.devOptional && { devOptional: true }),
    optional: true,
  };
}

/** These packages name their platform: `@scope/tool-linux-x64-musl`. */
export function platformOf(name) {
  const words = name.split(/[/-]/);
  const os = words
    .map((word) => systems[word] ?? otherSystems.find((system) => system === word))
    .find(Boolean);
  const cpu = words.find((word) => processors.includes(word));
  const musl = words.some((word) => word === 'musl' || word === 'musleabihf');
  const gnu = words.some((word) => word === 'gnu' || word === 'gnueabihf' || word === 'glibc');
  return {
    ...(os && { os: [os] }),
    ...(cpu && { cpu: [cpu] }),
    ...(musl && { libc: ['musl'] }),
    ...(gnu && { libc: ['glibc'] }),
  };
}

function run() {
  const file = inRoot('package-lock.json');
  const lock = JSON.parse(readFileSync(file, 'utf8'));
  const missing = missingOptional(lock.packages);
  if (missing.length > 0) writeFileSync(file, `${JSON.stringify(completeLock(lock), null, 2)}\n`);
  console.log(`${missing.length} optional packages put back into package-lock.json`);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) run();

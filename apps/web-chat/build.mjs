// Builds the citizens' page into dist/web: index.html and hashed assets, nothing from another host.
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { parse } from 'yaml';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..', '..');
const languages = ['vi', 'en'];

/** Old phones are many: nothing newer than these may end up in the bundle. */
const target = ['es2020', 'chrome87', 'safari14.1', 'firefox85'];

export async function buildWebChat({ outDir = join(root, 'dist', 'web') } = {}) {
  const words = await readWords();
  await rm(join(outDir, 'assets'), { recursive: true, force: true });
  const result = await build({
    entryPoints: {
      app: join(here, 'src/main.ts'),
      style: join(here, 'src/style.css'),
      icon: join(here, 'src/icon.svg'),
    },
    outdir: join(outDir, 'assets'),
    entryNames: '[name]-[hash]',
    loader: { '.svg': 'copy' },
    bundle: true,
    minify: true,
    format: 'iife',
    target,
    metafile: true,
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'warning',
    plugins: [wordsPlugin(words)],
  });
  const assets = assetNames(result.metafile);
  const page = await readFile(join(here, 'index.html'), 'utf8');
  await mkdir(outDir, { recursive: true });
  await writeFile(
    join(outDir, 'index.html'),
    fillPage(page.replace(/<!--[\s\S]*?-->\s*/g, ''), { ...words.ui.vi, ...assets }),
  );
  await compress([join(outDir, 'index.html'), ...(await filesIn(join(outDir, 'assets')))]);
  return { outDir };
}

/** Beside each file its `.gz`, for a house without a compressing proxy in front. */
async function compress(paths) {
  for (const path of paths) await writeFile(`${path}.gz`, gzipSync(await readFile(path), { level: 9 }));
}

async function filesIn(folder) {
  return (await readdir(folder)).map((name) => join(folder, name));
}

/** Both languages must say the same things; every fault is named at once. */
async function readWords() {
  const read = async (language, file) =>
    parse(await readFile(join(root, 'content', language, 'web-chat', file), 'utf8'));
  const words = { ui: {}, errors: {} };
  const faults = [];
  for (const kind of Object.keys(words)) {
    for (const language of languages) words[kind][language] = await read(language, `${kind}.yaml`);
    faults.push(...keyFaults(kind, words[kind]));
  }
  if (faults.length > 0) throw new Error(`content/*/web-chat:\n${faults.join('\n')}`);
  return words;
}

function keyFaults(kind, byLanguage) {
  const keys = new Set(languages.flatMap((language) => Object.keys(byLanguage[language])));
  const faults = [];
  for (const key of keys) {
    for (const language of languages) {
      const text = byLanguage[language][key];
      if (typeof text !== 'string' || text.trim() === '')
        faults.push(`${language}/${kind}.yaml: ${key} has no text`);
    }
  }
  return faults;
}

function wordsPlugin(words) {
  const name = 'virtual:web-chat-words';
  return {
    name,
    setup(plugin) {
      plugin.onResolve({ filter: /^virtual:web-chat-words$/ }, () => ({ path: name, namespace: name }));
      plugin.onLoad({ filter: /.*/, namespace: name }, () => ({
        contents: `export const ui = ${JSON.stringify(words.ui)}; export const errors = ${JSON.stringify(words.errors)};`,
        loader: 'js',
      }));
    },
  };
}

function assetNames({ outputs }) {
  const files = Object.keys(outputs).map((file) => basename(file));
  const find = (start, end) =>
    `/assets/${files.find((file) => file.startsWith(start) && file.endsWith(end))}`;
  return { script: find('app-', '.js'), style: find('style-', '.css'), icon: find('icon-', '.svg') };
}

function fillPage(page, values) {
  return page.replace(/\{\{(\w+)\}\}/g, (_, key) => {
    if (values[key] === undefined) throw new Error(`index.html asks for ${key}, which has no value`);
    return values[key].replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  });
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await buildWebChat();

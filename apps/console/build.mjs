// Builds the staff console into dist/web-console: index.html and hashed assets, nothing from another host.
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { parse } from 'yaml';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..', '..');
const languages = ['vi', 'en'];
/** Officers' own phones, some years old. */
const target = ['es2020', 'chrome90', 'safari15.4', 'firefox90'];
/** Libraries' own directives and comments. */
const harmless = new Set(['MODULE_LEVEL_DIRECTIVE', 'INVALID_ANNOTATION']);
const packed = new Set(['.html', '.js', '.css', '.svg']);

export async function buildConsole({ outDir = join(root, 'dist', 'web-console') } = {}) {
  const words = await readWords();
  await rm(outDir, { recursive: true, force: true });
  await build({
    configFile: false,
    root: here,
    base: '/console/',
    publicDir: false,
    logLevel: 'warn',
    // All three, or React would be built for developers whenever a test builds the page.
    mode: 'production',
    define: { 'process.env.NODE_ENV': '"production"' },
    esbuild: { jsx: 'automatic', jsxDev: false, legalComments: 'none' },
    plugins: [wordsPlugin(words)],
    build: {
      outDir,
      emptyOutDir: true,
      target,
      cssTarget: target,
      // A data: address in a style sheet would need a wider content policy.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      rollupOptions: {
        output: { manualChunks: chunkOf },
        onwarn: (warning, warn) => {
          if (!harmless.has(warning.code)) warn(warning);
        },
      },
    },
  });
  await writeWorker(words, outDir);
  await compress(outDir);
  return { outDir };
}

/** What changes seldom keeps its name from one version to the next, and stays in the phone's cache. */
function chunkOf(id) {
  if (/node_modules\/(react|react-dom|scheduler)\//.test(id)) return 'react';
  if (/node_modules\/@tanstack\//.test(id)) return 'tanstack';
  return undefined;
}

/** A worker has no page to ask for words: those of the notices are written into it. */
async function writeWorker(words, outDir) {
  const prefix = 'notice.kind_';
  const noticeWords = Object.fromEntries(
    languages.map((language) => [
      language,
      Object.fromEntries(
        Object.entries(words[language])
          .filter(([key]) => key.startsWith(prefix))
          .map(([key, text]) => [key.slice(prefix.length), text]),
      ),
    ]),
  );
  const source = await readFile(join(here, 'notices-worker.js'), 'utf8');
  const filled = source.replace('__NOTICE_WORDS__', () => JSON.stringify(noticeWords));
  await writeFile(join(outDir, 'notices-worker.js'), filled);
}

/** Beside each file its `.gz`, for a house without a compressing proxy in front. */
async function compress(outDir) {
  for (const name of await readdir(outDir, { recursive: true })) {
    if (!packed.has(extname(name))) continue;
    const path = join(outDir, name);
    await writeFile(`${path}.gz`, gzipSync(await readFile(path), { level: 9 }));
  }
}

/** `content/<language>/console/<file>.yaml` becomes `<file>.<key>`; every fault is named at once. */
async function readWords() {
  const words = {};
  for (const language of languages) words[language] = await readLanguage(language);
  const keys = new Set(languages.flatMap((language) => Object.keys(words[language])));
  const faults = [...keys].flatMap((key) =>
    languages
      .filter((language) => typeof words[language][key] !== 'string' || words[language][key].trim() === '')
      .map((language) => `${language}: ${key} has no text`),
  );
  if (faults.length > 0) throw new Error(`content/*/console:\n${faults.join('\n')}`);
  return words;
}

async function readLanguage(language) {
  const folder = join(root, 'content', language, 'console');
  const words = {};
  for (const file of (await readdir(folder)).filter((name) => name.endsWith('.yaml')).sort()) {
    const entries = Object.entries(parse(await readFile(join(folder, file), 'utf8')));
    for (const [key, text] of entries) words[`${file.slice(0, -'.yaml'.length)}.${key}`] = text;
  }
  return words;
}

/** A module for each language: a page loads the words of one. */
function wordsPlugin(words) {
  const prefix = 'virtual:console-words/';
  return {
    name: 'console-words',
    resolveId: (id) => (id.startsWith(prefix) ? `\0${id}` : undefined),
    load: (id) =>
      id.startsWith(`\0${prefix}`)
        ? `export const words = JSON.parse(${JSON.stringify(JSON.stringify(words[id.slice(prefix.length + 1)]))});`
        : undefined,
    transformIndexHtml: (html) =>
      html.replace(/<!--[\s\S]*?-->\s*/g, '').replace(/\{\{([\w.-]+)\}\}/g, (_, key) => {
        if (words.vi[key] === undefined) throw new Error(`index.html asks for ${key}, which has no text`);
        return words.vi[key].replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
      }),
  };
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await buildConsole();

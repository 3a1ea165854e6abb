import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { inRoot, root } from './paths.mjs';

/** Bundles the server and the command line into `outDir`, and the pages into folders of it. */
export async function bundle(outDir) {
  await bundlePrograms(outDir);
  for (const { app, make, folder } of pages) {
    const script = inRoot('apps', app, 'build.mjs');
    if (!existsSync(script)) continue;
    const built = await import(pathToFileURL(script).href);
    await built[make]({ outDir: `${outDir}/${folder}` });
  }
}

/** The citizens' page and the staff console. */
const pages = [
  { app: 'web-chat', make: 'buildWebChat', folder: 'web' },
  { app: 'console', make: 'buildConsole', folder: 'web-console' },
];

async function bundlePrograms(outDir) {
  const { build, stop } = await import('esbuild');
  await build({
    absWorkingDir: root,
    entryPoints: ['src/main.ts', 'src/work-thread.ts', 'src/cli.ts'],
    outdir: outDir,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    sourcemap: true,
    // Flat and named by content: every file lies one folder below the root, and a new build never
    // overwrites a part that a running program may still load.
    entryNames: '[name]',
    chunkNames: '[name]-[hash]',
    logLevel: 'silent',
  });
  // Its helper process would otherwise stay as long as the server runs.
  await stop();
}

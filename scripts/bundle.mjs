import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { inRoot, root } from './paths.mjs';

/** Bundles the server and the command line into `outDir`, and the citizens' page into `outDir/web`. */
export async function bundle(outDir) {
  await bundlePrograms(outDir);
  const webChat = inRoot('apps', 'web-chat', 'build.mjs');
  if (!existsSync(webChat)) return;
  const { buildWebChat } = await import(pathToFileURL(webChat).href);
  await buildWebChat({ outDir: `${outDir}/web` });
}

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

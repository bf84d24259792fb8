// Bundles the extension into dist/, or the integration tests into dist-test/ (--tests). --production minifies, --watch keeps watching.
import { globSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { build, context } from 'esbuild';
import { oldestApi } from './scripts/oldestApi.ts';

const production = process.argv.includes('--production');
const tests = process.argv.includes('--tests');
const watch = process.argv.includes('--watch');

/** @type {import('esbuild').BuildOptions} */
const shared = {
  bundle: true,
  platform: 'node',
  target: 'node22',
  external: ['vscode'],
  // See wantedVscode.ts. What is packaged sees whatever there is.
  plugins: process.env.ROUTEE_VSCODE === 'oldest' && !production ? [oldestApi] : [],
  // jsonc-parser's main file is UMD, whose inner require calls no bundler can follow.
  mainFields: ['module', 'main'],
  // The package's main file reads bundles of texts from the disk, which VS Code does for us.
  alias: { '@vscode/l10n': './node_modules/@vscode/l10n/dist/browser.js' },
  logLevel: watch ? 'info' : 'warning',
};

/** @type {import('esbuild').BuildOptions} */
const shipped = {
  ...shared,
  // package.json's licence field, LICENSE and ThirdPartyNotices.txt say all of that already.
  legalComments: 'none',
  minify: production,
  sourcemap: production ? false : 'inline',
  metafile: true,
};

/** Whatever is imported by `import()`. Each file is a question to VS Code's loader, which takes longer than its code. */
const LATER = ['./src/later.ts', './src/host/nodeLater.ts', './src/features/sandbox/sandboxServer.ts'];

/**
 * ES modules for VS Code's Node extension host: what runs at the start, and one file for all that is loaded later.
 * The ending .mjs marks them: `"type": "module"` in package.json would hold for the web bundle, too, and VS Code's web
 * extension host loads CommonJS only.
 *
 * @type {import('esbuild').BuildOptions}
 */
const desktop = {
  ...shipped,
  entryPoints: ['src/extension.ts'],
  outdir: 'dist',
  format: 'esm',
  splitting: true,
  outExtension: { '.js': '.mjs' },
  chunkNames: '[name]-[hash]',
  plugins: [
    ...shared.plugins,
    {
      name: 'later',
      setup: (bundler) => {
        bundler.onResolve({ filter: /\/mcpServer\.ts$/ }, () => ({
          path: './agents/mcpServer.mjs',
          external: true,
        }));
        bundler.onResolve({ filter: /^\./ }, ({ kind }) =>
          kind === 'dynamic-import' ? { path: 'later', namespace: 'later' } : undefined,
        );
        bundler.onLoad({ filter: /^/, namespace: 'later' }, () => ({
          contents: LATER.map((file) => `export * from '${file}';`).join('\n'),
          resolveDir: import.meta.dirname,
        }));
      },
    },
  ],
};

/**
 * A bundle of its own: in one with the rest, all of zod that it uses would stand in the chunk that runs at start-up.
 *
 * @type {import('esbuild').BuildOptions}
 */
const agents = {
  ...shipped,
  entryPoints: ['src/host/mcpServer.ts'],
  outfile: 'dist/agents/mcpServer.mjs',
  format: 'esm',
  plugins: [
    {
      // Checks what agents answer to questions, of which there are none: mcpServer.ts puts another checker in place.
      name: 'ajv',
      setup: (bundler) => {
        bundler.onResolve({ filter: /^ajv(?:-formats)?$/ }, ({ path }) => ({ path, namespace: 'left out' }));
        bundler.onLoad({ filter: /^/, namespace: 'left out' }, () => ({ contents: 'export default null;' }));
      },
    },
  ],
};

/**
 * One CommonJS file for browsers, from the same code but for the host. What only Node has fails to resolve.
 *
 * @type {import('esbuild').BuildOptions}
 */
const web = {
  ...shipped,
  entryPoints: ['src/extension.web.ts'],
  outfile: 'dist/web/extension.js',
  format: 'cjs',
  platform: 'browser',
  target: 'es2022',
};

/** @type {import('esbuild').BuildOptions} */
const integrationTests = {
  ...shared,
  entryPoints: globSync('test/integration/*.ts'),
  outdir: 'dist-test/integration',
  format: 'cjs',
  external: ['vscode', 'mocha'],
  sourcemap: 'inline',
};

if (watch) {
  for (const options of [desktop, agents]) await (await context(options)).watch();
} else if (tests) {
  rmSync('dist-test', { recursive: true, force: true });
  await build(integrationTests);
} else {
  rmSync('dist', { recursive: true, force: true });
  for (const [options, folder] of [
    [desktop, 'dist'],
    [agents, 'dist/agents'],
    [web, 'dist/web'],
  ]) {
    const { metafile } = await build(options);
    // Packaging collects the licences of what is in the bundles from it; it is not packaged.
    writeFileSync(join(folder, 'meta.json'), JSON.stringify(metafile));
  }
}

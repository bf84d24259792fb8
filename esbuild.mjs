import { existsSync, globSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { build, context, transform } from 'esbuild';

const production = process.argv.includes('--production');
const tests = process.argv.includes('--tests');
const watch = process.argv.includes('--watch');

/** @type {import('esbuild').BuildOptions} */
const shared = {
  bundle: true,
  format: 'cjs',
  platform: 'node',
  target: 'node22',
  // jsonc-parser's main file is UMD, whose inner require calls no bundler can follow.
  mainFields: ['module', 'main'],
  // Its main file reads bundles from the disk, which VS Code does for us.
  alias: { '@vscode/l10n': './node_modules/@vscode/l10n/dist/browser.js' },
  logLevel: 'warning',
};

/**
 * The extension: what runs at start-up in `extension.js`, what a command needs in chunks that its first use loads.
 * esbuild splits only ES modules, and VS Code loads CommonJS everywhere, so the pieces are converted as they are written.
 *
 * @type {import('esbuild').BuildOptions}
 */
const extension = {
  ...shared,
  entryPoints: ['src/extension.ts'],
  outdir: 'dist',
  format: 'esm',
  splitting: true,
  chunkNames: '[name]-[hash]',
  external: ['vscode'],
  // The bundle should not carry what package.json's licence field and LICENSE already say.
  legalComments: 'none',
  minify: production,
  sourcemap: production ? false : 'inline',
  write: false,
  metafile: true,
  plugins: [{ name: 'write-commonjs', setup: ({ onEnd }) => onEnd(writeCommonJs) }],
};

/**
 * The extension for browsers, from the same code: `x.web.ts` takes the place of `x.ts` where there is one. It is one
 * file, for the web extension host loads nothing but that and `vscode`. What Node alone has fails to resolve.
 *
 * @type {import('esbuild').BuildOptions}
 */
const web = {
  ...shared,
  entryPoints: ['src/extension.ts'],
  outfile: 'dist/web/extension.js',
  platform: 'browser',
  target: 'es2022',
  external: ['vscode'],
  legalComments: 'none',
  minify: production,
  sourcemap: production ? false : 'inline',
  metafile: true,
  plugins: [
    { name: 'web-files', setup: ({ onResolve }) => onResolve({ filter: /^\.\.?\/.+\.ts$/ }, webFile) },
  ],
};

/** @param {import('esbuild').OnResolveArgs} args */
function webFile({ path, resolveDir }) {
  const file = join(resolveDir, path.replace(/\.ts$/, '.web.ts'));
  return existsSync(file) ? { path: file } : undefined;
}

const EXPORTS = '__exports__';

/**
 * Turns the statements of an ES module that esbuild has written into CommonJS, except for named imports. What esbuild
 * itself puts into every file for them is half a kilobyte, read at start-up as often as there are files: these files
 * need no default exports, and load only each other and what is CommonJS.
 *
 * @param {string} text
 */
function withPlainExports(text) {
  return text
    .replace(
      /\bexport\s*\{([^}]*)\};?(?=\s*(?:\/\/# sourceMappingURL=\S+\s*)?$)/,
      (_, /** @type {string} */ names) => {
        const getters = names.split(',').map((name) => {
          const [local = '', exported = local] = name.trim().split(' as ');
          return `${exported}: { get: () => ${local} }`;
        });
        return `Object.defineProperties(${EXPORTS}, { ${getters.join()} });`;
      },
    )
    .replace(/\bimport\s*\*\s*as\s+([\w$]+)\s+from\s*"vscode";/g, 'const $1 = require("vscode");')
    .replace(/\bimport\(("\.\/[^"]+")\)/g, 'Promise.resolve().then(() => require($1))');
}

/** @param {import('esbuild').BuildResult} result */
async function writeCommonJs({ outputFiles = [], errors, metafile }) {
  if (errors.length > 0) return;
  rmSync('dist', { recursive: true, force: true });
  mkdirSync('dist');
  for (const { path, text } of outputFiles) {
    const { code } = await transform(withPlainExports(text), {
      format: 'cjs',
      platform: 'node',
      target: shared.target,
      minify: production,
      legalComments: 'none',
      sourcemap: production ? false : 'inline',
      sourcefile: path,
    });
    writeFileSync(path, code.replace(EXPORTS, 'exports'));
  }
  // Tells packaging what is loaded at start-up; it is not packaged.
  writeFileSync('dist/meta.json', JSON.stringify(metafile));
}

if (watch) {
  const watcher = await context({ ...extension, logLevel: 'info' });
  await watcher.watch();
} else if (tests) {
  rmSync('dist-test', { recursive: true, force: true });
  await build({
    ...shared,
    entryPoints: globSync('test/integration/*.ts'),
    outdir: 'dist-test/integration',
    external: ['vscode', 'mocha'],
    sourcemap: 'inline',
  });
} else {
  await build(extension);
  const { metafile } = await build(web);
  writeFileSync('dist/web/meta.json', JSON.stringify(metafile));
}

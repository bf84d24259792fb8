import { globSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';

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
}

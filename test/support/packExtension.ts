import { cpSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';

import { projectRoot } from '../../scripts/paths.ts';
import { runNode } from '../../scripts/runProgram.ts';

/** Builds and packs a small extension: `extension.ts` and `package.json` of a folder. Resolves to the VSIX. */
export async function packExtension(source: string, temporary: string): Promise<string> {
  const name = path.basename(source);
  const folder = path.join(temporary, name);
  mkdirSync(folder, { recursive: true });
  cpSync(path.join(source, 'package.json'), path.join(folder, 'package.json'));
  await build({
    entryPoints: [path.join(source, 'extension.ts')],
    outfile: path.join(folder, 'extension.js'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['vscode'],
    logLevel: 'error',
  });
  const vsix = path.join(temporary, `${name}.vsix`);
  const vsce = path.join(projectRoot, 'node_modules/@vscode/vsce/vsce');
  let output = '';
  const code = await runNode(
    [vsce, 'package', '--no-dependencies', '--allow-missing-repository', '--skip-license', '--out', vsix],
    { cwd: folder, inheritOutput: false, onOutput: (text) => (output += text) },
  );
  if (code !== 0) throw new Error(`${name} was not packed:\n${output}`);
  return vsix;
}

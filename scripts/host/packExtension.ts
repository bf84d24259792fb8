import { cpSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { projectRoot } from '../paths.ts';
import { runNode } from '../runProgram.ts';

/**
 * Makes a VSIX of a small extension for tests or measurements: a `package.json` whose `main` is `./extension.js`, and
 * an `extension.ts` beside it.
 *
 * @param temporary an empty folder, in which the VSIX is made
 */
export async function packExtension(folder: string, temporary: string): Promise<string> {
  cpSync(path.join(folder, 'package.json'), path.join(temporary, 'package.json'));
  await build({
    entryPoints: [path.join(folder, 'extension.ts')],
    outfile: path.join(temporary, 'extension.js'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['vscode'],
    logLevel: 'error',
  });
  const vsix = path.join(temporary, 'packed.vsix');
  const vsce = path.join(projectRoot, 'node_modules/@vscode/vsce/vsce');
  let output = '';
  const code = await runNode(
    [vsce, 'package', '--no-dependencies', '--allow-missing-repository', '--skip-license', '--out', vsix],
    { cwd: temporary, inheritOutput: false, onOutput: (text) => (output += text) },
  );
  if (code !== 0) throw new Error(`${folder} was not packed:\n${output}`);
  return vsix;
}

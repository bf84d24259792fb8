import { cpSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';

import { projectRoot } from '../../../scripts/paths.ts';
import { runNode } from '../../../scripts/runProgram.ts';

/**
 * A VSIX with httpYac's extension. The real one is in no registry that a test may ask: `ROUTEE_HTTPYAC_VSIX` names a
 * file with it, else the stand-in beside this file is packed.
 */
export async function packHttpyac(temporary: string): Promise<string> {
  const real = process.env['ROUTEE_HTTPYAC_VSIX'];
  if (real !== undefined) return real;
  cpSync(path.join(import.meta.dirname, 'package.json'), path.join(temporary, 'package.json'));
  await build({
    entryPoints: [path.join(import.meta.dirname, 'extension.ts')],
    outfile: path.join(temporary, 'extension.js'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['vscode'],
    logLevel: 'error',
  });
  const vsix = path.join(temporary, 'httpyac.vsix');
  const vsce = path.join(projectRoot, 'node_modules/@vscode/vsce/vsce');
  let output = '';
  const code = await runNode(
    [vsce, 'package', '--no-dependencies', '--allow-missing-repository', '--skip-license', '--out', vsix],
    { cwd: temporary, inheritOutput: false, onOutput: (text) => (output += text) },
  );
  if (code !== 0) throw new Error(`The stand-in for httpYac was not packed:\n${output}`);
  return vsix;
}

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../paths.ts';
import { SetupError } from '../setupError.ts';

/**
 * The desktop VS Code to download, from ROUTEE_VSCODE: `stable`, the default, `insiders`, or `oldest`, which
 * package.json promises to run in. For `oldest` esbuild.mjs hides besides, in every host, what that one does not have.
 */
export function wantedVscode(wanted = process.env['ROUTEE_VSCODE'] ?? ''): string {
  if (wanted === '') return 'stable';
  if (wanted === 'stable' || wanted === 'insiders') return wanted;
  if (wanted !== 'oldest') {
    throw new SetupError(`ROUTEE_VSCODE is "${wanted}": it can be "stable", "insiders" or "oldest".`);
  }
  const manifest = JSON.parse(readFileSync(path.join(projectRoot, 'package.json'), 'utf8')) as {
    readonly engines: { readonly vscode: string };
  };
  return manifest.engines.vscode.replace('^', '');
}

import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';

import { cacheRoot } from '../../../scripts/paths.ts';
import { run } from './sampleRunner.ts';

/**
 * Installs packages that only one test has a use for, and which are large, beside the project; once.
 *
 * @param packages with their versions: `a@1.2.3`
 * @returns the folder that holds `node_modules`
 */
export async function installPackages(name: string, packages: readonly string[]): Promise<string> {
  const versions = packages.map((each) => each.replace(/.*@/, '')).join('-');
  const folder = path.join(cacheRoot, `${name}-${versions}`);
  const isThere = (each: string): boolean =>
    existsSync(path.join(folder, 'node_modules', each.replace(/(?!^)@.*/, '')));
  if (!packages.every(isThere)) {
    mkdirSync(folder, { recursive: true });
    const flags = ['--no-save', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'];
    await run(['npm', 'install', '--prefix', folder, ...flags, ...packages], folder);
  }
  return folder;
}

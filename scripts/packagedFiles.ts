import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from './paths.ts';

/**
 * The files that `.vscodeignore` lets into the package, from the root of the project. vsce comes to the same ones, but
 * asks for every file of this folder by every pattern, which takes it half a minute.
 */
export function packagedFiles(): string[] {
  const [all, ...kept] = readFileSync(path.join(projectRoot, '.vscodeignore'), 'utf8').trim().split(/\r?\n/);
  if (all !== '**' || !kept.every((line) => line.startsWith('!'))) {
    throw new Error(
      '.vscodeignore must leave out everything in its first line, and name what is packaged in the others.',
    );
  }
  const patterns = kept.map((line) => line.slice(1));
  return globSync(patterns, { cwd: projectRoot }).map((file) => file.replaceAll(path.sep, '/'));
}

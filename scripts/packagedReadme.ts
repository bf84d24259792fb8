// The README as it is packaged: VS Code shows it without the files beside it, and pictures from https addresses only.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { packagedReadmeFile, projectRoot } from './paths.ts';

const PICTURE = /!\[([^\]]*)\]\((?!https:)([^)\s]+)\)/g;
const LINK = /(?<!!)\[([^\]]+)\]\((?!https?:|#)([^)\s]+)\)/g;

/**
 * @param base the public address of the project's files, ending in a slash; without one, pictures are left out, and
 * links to files become plain text, rather than leading nowhere
 */
export function packagedReadme(text: string, base: string | undefined): string {
  return base === undefined
    ? text.replaceAll(new RegExp(`${PICTURE.source}\\n+`, 'g'), '').replaceAll(LINK, '$1')
    : text.replaceAll(PICTURE, `![$1](${base}$2)`).replaceAll(LINK, `[$1](${base}$2)`);
}

/** ROUTEE_README_BASE is that address. */
export function writePackagedReadme(): void {
  const text = readFileSync(path.join(projectRoot, 'README.md'), 'utf8');
  mkdirSync(path.dirname(packagedReadmeFile), { recursive: true });
  writeFileSync(packagedReadmeFile, packagedReadme(text, process.env['ROUTEE_README_BASE']));
}

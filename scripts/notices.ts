// Collects the licences of the packages whose code esbuild has put into the extension, as their terms ask.
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { noticesFile, projectRoot } from './paths.ts';

/** Those that allow what we do, and ask for no more than their text. Another one needs a decision first. */
const ALLOWED = new Set(['MIT', 'ISC']);

interface BuildMeta {
  readonly inputs: Record<string, unknown>;
}

interface BundledPackage {
  readonly folder: string;
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly author?: unknown;
}

/** The packages in the bundles that these files of esbuild describe, by name. */
export function bundledPackages(metaFiles: readonly string[]): BundledPackage[] {
  const inputs = metaFiles.flatMap((file) =>
    Object.keys((JSON.parse(readFileSync(file, 'utf8')) as BuildMeta).inputs),
  );
  const folders = inputs.flatMap((input) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1] ?? []);
  return [...new Set(folders)]
    .map((folder) => {
      const manifest = JSON.parse(
        readFileSync(path.join(projectRoot, folder, 'package.json'), 'utf8'),
      ) as Omit<BundledPackage, 'folder'>;
      return { ...manifest, folder };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/**
 * Writes the notices that are packaged.
 *
 * @throws {Error} for a package whose licence is unknown, or whose text is missing
 */
export function writeNotices(): void {
  const metaFiles = ['dist', 'dist/agents', 'dist/web'].map((folder) =>
    path.join(projectRoot, folder, 'meta.json'),
  );
  const packages = bundledPackages(metaFiles);
  if (packages.length === 0) throw new Error('The build names no package at all: see esbuild.mjs.');
  const notices = packages.map(
    (bundled) =>
      `${bundled.name} ${bundled.version} (${bundled.license})\n${'-'.repeat(72)}\n\n${licenceText(bundled)}\n`,
  );
  const head = 'Routee Auth contains code of these packages, under the licences that follow.\n';
  writeFileSync(noticesFile, [head, ...notices].join('\n'));
}

function licenceText({ folder, name, license, author }: BundledPackage): string {
  if (!ALLOWED.has(license)) throw new Error(`${name} has the licence ${license}, which is not allowed yet.`);
  const [file] = globSync('{LICENSE,LICENCE,license,licence,License}{,.md,.txt,-MIT}', {
    cwd: path.join(projectRoot, folder),
  });
  if (file !== undefined) {
    return readFileSync(path.join(projectRoot, folder, file), 'utf8')
      .replaceAll('\r\n', '\n')
      .trim();
  }
  if (license !== 'MIT' || typeof author !== 'string') {
    throw new Error(`${name} comes without the text of its licence.`);
  }
  // Ours has the same terms: only whose they are is another.
  const own = readFileSync(path.join(projectRoot, 'LICENSE'), 'utf8').trim();
  return own.replace(/^Copyright .*$/m, `Copyright (c) ${author}`);
}

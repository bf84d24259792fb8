import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { getL10nJson } from '@vscode/l10n-dev';

import { CALLBACKS } from '../src/core/resources/table/callbackResources.ts';
import { RESOURCES } from '../src/core/resources/resources.ts';
import { projectRoot } from './paths.ts';

/** What Routee Auth speaks besides English. */
export const LANGUAGES = ['de', 'el', 'es', 'fr'] as const;

export type Texts = Readonly<Record<string, string>>;

/** The two halves of what users read: in the code, and in package.json. */
export const ENGLISH = { code: 'l10n/bundle.l10n.json', manifest: 'package.nls.json' } as const;

/** Where the translation of a file of English texts is, from the root of the project. */
export function translationOf(english: string, language: string): string {
  return english.replace(/\.json$/, `.${language}.json`);
}

export function readTexts(file: string): Texts {
  return JSON.parse(readFileSync(path.join(projectRoot, file), 'utf8')) as Texts;
}

/** The title of a command, as the palette and menus show it. */
export function commandTitle(id: string): string {
  const manifest = JSON.parse(readFileSync(path.join(projectRoot, 'package.json'), 'utf8')) as {
    readonly contributes: {
      readonly commands: readonly { readonly command: string; readonly title: string }[];
    };
  };
  const title = manifest.contributes.commands.find(({ command }) => command === id)?.title ?? id;
  return readTexts(ENGLISH.manifest)[title.replaceAll('%', '')] ?? title;
}

/** The texts that the code has translated, with those of the table of resources, each as its own key, in order. */
export async function textsOfCode(): Promise<Texts> {
  const sources = globSync('src/**/*.ts', { cwd: projectRoot }).map((file) =>
    readFileSync(path.join(projectRoot, file), 'utf8'),
  );
  // Most files have none, and to read them would take longer than the rest.
  const translated = sources.filter((contents) => contents.includes('l10n'));
  const found = await getL10nJson(translated.map((contents) => ({ contents, extension: '.ts' as const })));
  const texts = Object.entries(found).map(
    ([key, value]) => [key, typeof value === 'string' ? value : value.message] as const,
  );
  const ofTable = [...RESOURCES, ...CALLBACKS].flatMap(({ group, title, purpose, notes = [] }) => [
    group,
    title,
    purpose,
    ...notes,
  ]);
  return Object.fromEntries(
    [...texts, ...ofTable.map((text) => [text, text] as const)].sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';

import { projectRoot } from '../../../scripts/paths.ts';
import {
  ENGLISH,
  LANGUAGES,
  readTexts,
  textsOfCode,
  translationOf,
  type Texts,
} from '../../../scripts/texts.ts';

/** What a translation must have as often as the English text: values, icons, code, settings, links. */
const KEPT =
  /\{\w+\}|\$\([\w-]+\)|`[^`]+`|\]\([^)]*\)|https?:\/\/[^\s)`,]*\w|\n|\broutee\.[a-z]\w*(?:\.\w+)*/gi;

const marks = (text: string): string[] => [...text.matchAll(KEPT)].map(([mark]) => mark).sort();
const around = (text: string): string => `${/^\s/.test(text)} ${/\s$/.test(text)} ${/[.…]$/.test(text)}`;
const keys = (texts: Texts): string[] => Object.keys(texts);
const wordsOf = (text: string): number => text.match(/\p{L}{2,}/gu)?.length ?? 0;

describe('The English texts', () => {
  it('are those of the code: `npm run l10n` writes them', async () => {
    assert.deepEqual(readTexts(ENGLISH.code), await textsOfCode());
  }).timeout(60_000);

  it('are those of package.json', () => {
    const manifest = readFileSync(path.join(projectRoot, 'package.json'), 'utf8');
    const used = [...manifest.matchAll(/"%([^%"]+)%"/g)].map(([, key]) => key);
    assert.deepEqual(used.sort(), keys(readTexts(ENGLISH.manifest)).sort());
  });
});

/** Abbreviations of time units have a point in Greek. */
const GREEK_UNIT = /(?<= (?:ώρ|λεπ|δευτ))\.(\*?)$/;

for (const language of LANGUAGES) {
  for (const file of Object.values(ENGLISH)) {
    describe(`The texts in ${translationOf(file, language)}`, () => {
      const english = readTexts(file);
      const translated = readTexts(translationOf(file, language));
      const both = Object.entries(english).map(
        ([key, text]) => ({ key, text, translation: translated[key] ?? '' }) as const,
      );
      const wrong = (isWrong: (text: string, translation: string) => boolean): string[] =>
        both.filter(({ text, translation }) => isWrong(text, translation)).map(({ key }) => key);

      it('are all there, and no others, in the order of the English ones', () => {
        assert.deepEqual(keys(translated), keys(english));
      });

      it('hold the same values, icons, code, settings, links and line breaks', () => {
        for (const { key, text, translation } of both) assert.deepEqual(marks(translation), marks(text), key);
      });

      it('begin and end as the English ones do, for they are put together', () => {
        assert.deepEqual(
          wrong((text, translation) => around(text) !== around(translation.replace(GREEK_UNIT, '$1'))),
          [],
        );
      });

      it('are translated', () => {
        assert.deepEqual(
          wrong(
            (text, translation) => translation.trim() === '' || (wordsOf(text) > 3 && text === translation),
          ),
          [],
        );
      });
    });
  }
}

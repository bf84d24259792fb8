import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { projectRoot } from '../../scripts/paths.ts';
import { ENGLISH, readTexts } from '../../scripts/texts.ts';

const media = path.join(projectRoot, 'media');
/** A text of the product, and the pictures in which it can be read: `npm run screenshots` writes them. */
const pictured = Object.entries(
  JSON.parse(readFileSync(path.join(media, 'texts.json'), 'utf8')) as Readonly<Record<string, string>>,
);

describe('the pictures of README and walkthrough', () => {
  it('tell what the product says: otherwise `npm run screenshots` makes them again', () => {
    const texts = new Set(
      Object.values(ENGLISH)
        .map(readTexts)
        .flatMap((one) => Object.values(one)),
    );
    assert.ok(pictured.length > 20);
    assert.deepEqual(
      pictured.filter(([text]) => !texts.has(text)),
      [],
    );
  });

  it('are all made by that command', () => {
    const files = globSync('{demo.gif,{readme,walkthrough}/*.webp}', { cwd: media });
    const made = new Set(pictured.flatMap(([, names]) => names.split(' ')));
    assert.deepEqual(
      files
        .map((file) => file.replaceAll(path.sep, '/').replace(/(?:-(?:dark|light))?\.\w+$/, ''))
        .filter((name) => !made.has(name)),
      [],
    );
  });
});

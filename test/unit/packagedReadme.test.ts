import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';

import { packagedReadme } from '../../scripts/packagedReadme.ts';
import { projectRoot } from '../../scripts/paths.ts';

const TEXT =
  'a\n\n![b c](media/x.gif)\n\n[d](https://a.example) [e](#f) [g](SECURITY.md) ![h](https://a.example/i.png)\n';

describe('the README in the package', () => {
  it('leaves out what would lead nowhere', () => {
    assert.equal(
      packagedReadme(TEXT, undefined),
      'a\n\n[d](https://a.example) [e](#f) g ![h](https://a.example/i.png)\n',
    );
  });

  it('leads to the files of the project where they have an address', () => {
    assert.equal(
      packagedReadme(TEXT, 'https://b.example/raw/'),
      'a\n\n![b c](https://b.example/raw/media/x.gif)\n\n[d](https://a.example) [e](#f) ' +
        '[g](https://b.example/raw/SECURITY.md) ![h](https://a.example/i.png)\n',
    );
  });

  for (const base of [undefined, 'https://b.example/']) {
    it(`needs no file beside it, with ${base ?? 'no address'}`, () => {
      const text = packagedReadme(readFileSync(path.join(projectRoot, 'README.md'), 'utf8'), base);
      const targets = [...text.matchAll(/\]\(([^)\s]+)/g)].map(([, target = '']) => target);
      assert.ok(targets.length > 0);
      assert.deepEqual(
        targets.filter((target) => !/^(?:https:\/\/|#)/.test(target)),
        [],
      );
    });
  }
});

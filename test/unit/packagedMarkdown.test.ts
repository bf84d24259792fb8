import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';

import { packagedMarkdown } from '../../scripts/packagedMarkdown.ts';
import { projectRoot } from '../../scripts/paths.ts';
import { projectAddresses } from '../../scripts/projectAddress.ts';

const TEXT =
  'a\n\n![b c](media/x.gif)\n\n[d](https://a.example) [e](#f) [g](SECURITY.md) ' +
  '![h](https://a.example/i.png) [j](docs/k.md)\n';

describe('Markdown in the package', () => {
  it('leaves out what would lead nowhere, and names the pages that are packaged', () => {
    assert.equal(
      packagedMarkdown(TEXT, undefined),
      'a\n\n[d](https://a.example) [e](#f) g ![h](https://a.example/i.png) j (`docs/k.md`)\n',
    );
  });

  it('leads to the files of the project where they have an address', () => {
    assert.equal(
      packagedMarkdown(TEXT, { files: 'https://b.example/', rawFiles: 'https://c.example/' }),
      'a\n\n![b c](https://c.example/media/x.gif)\n\n[d](https://a.example) [e](#f) ' +
        '[g](https://b.example/SECURITY.md) ![h](https://a.example/i.png) [j](https://b.example/docs/k.md)\n',
    );
  });

  for (const file of ['README.md', 'CHANGELOG.md', 'SECURITY.md', 'SUPPORT.md']) {
    for (const repository of ['', 'https://github.com/someone/routee-auth']) {
      it(`needs no file beside it: ${file}, ${repository === '' ? 'without an address' : 'with one'}`, () => {
        const addresses = projectAddresses({ version: '1.2.3', repository });
        const text = packagedMarkdown(readFileSync(path.join(projectRoot, file), 'utf8'), addresses);
        const targets = [...text.matchAll(/\]\(([^)\s]+)/g)].map(([, target = '']) => target);
        assert.deepEqual(
          targets.filter((target) => !/^(?:https:\/\/|#)/.test(target)),
          [],
        );
      });
    }
  }
});

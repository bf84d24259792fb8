import assert from 'node:assert/strict';

import { projectAddresses } from '../../scripts/projectAddress.ts';

const version = '1.2.3';

describe('the addresses of the project', () => {
  it('follow from the one in package.json', () => {
    for (const end of ['', '/', '.git']) {
      const addresses = projectAddresses({ version, repository: `https://github.com/some-one/a.b${end}` });
      assert.equal(addresses?.files, 'https://github.com/some-one/a.b/blob/v1.2.3/');
      assert.equal(addresses.rawFiles, 'https://raw.githubusercontent.com/some-one/a.b/v1.2.3/');
      const { repository, homepage, bugs, qna, badges } = addresses.manifest;
      assert.deepEqual(repository, { type: 'git', url: 'https://github.com/some-one/a.b.git' });
      assert.equal(homepage, 'https://github.com/some-one/a.b#readme');
      assert.deepEqual(bugs, { url: 'https://github.com/some-one/a.b/issues' });
      assert.equal(qna, 'https://github.com/some-one/a.b/discussions');
      assert.match(
        JSON.stringify(badges),
        /"https:\/\/github\.com\/some-one\/a\.b\/actions\/workflows\/ci\.yml/,
      );
    }
  });

  it('are none while there is none', () => {
    for (const manifest of [{ version }, { version, repository: '' }]) {
      assert.equal(projectAddresses(manifest), undefined);
    }
  });

  for (const repository of [
    'github:someone/thing',
    'http://github.com/someone/thing',
    'https://gitlab.com/someone/thing',
    'https://github.com/someone',
    'https://github.com/someone/thing/tree/main',
  ]) {
    it(`are refused for ${repository}`, () => {
      assert.throws(() => projectAddresses({ version, repository }), /"repository" in package\.json is not/);
    });
  }
});

import assert from 'node:assert/strict';

import { isPreRelease, missingFromPackage, releaseOf, releaseProblems } from '../../scripts/releaseOf.ts';

const CHANGELOG = `# Changelog

About it.

## [Unreleased]

- new

## [1.2.0] - 2026-11-30

### Added

- a

## [1.1.0] - 2026-10-01

- b
`;
const manifest = { version: '1.2.0', repository: 'https://github.com/a/b' };
const env = { GITHUB_REF_NAME: 'v1.2.0', AZURE_CLIENT_ID: 'x', AZURE_TENANT_ID: 'y' };

describe('a release', () => {
  it('has the day and the notes of its section', () => {
    assert.deepEqual(releaseOf(CHANGELOG, '1.2.0'), { day: '2026-11-30', notes: '### Added\n\n- a' });
    assert.deepEqual(releaseOf(CHANGELOG, '1.1.0'), { day: '2026-10-01', notes: '- b' });
    for (const version of ['Unreleased', '1.0.0', '1.2'])
      assert.equal(releaseOf(CHANGELOG, version), undefined);
  });

  it('is a pre-release where its minor is odd', () => {
    assert.deepEqual(['0.2.0', '0.3.0', '1.10.1', '2.11.0'].map(isPreRelease), [false, true, false, true]);
  });

  it('is made when nothing is missing', () => {
    assert.deepEqual(releaseProblems(manifest, CHANGELOG, env), []);
    assert.deepEqual(missingFromPackage(manifest), []);
  });

  it('is refused with a sentence for each thing that is missing', () => {
    assert.deepEqual(releaseProblems({ version: '1.3.0' }, CHANGELOG, { GITHUB_REF_NAME: 'v1.2.0' }), [
      'package.json has no "repository": the package has no links to source, issues and questions, and its README no pictures.',
      'The tag is "v1.2.0", and the version in package.json 1.3.0.',
      'CHANGELOG.md has no section "## [1.3.0] - <date>".',
      'The repository has no variable AZURE_CLIENT_ID.',
      'The repository has no variable AZURE_TENANT_ID.',
    ]);
  });
});

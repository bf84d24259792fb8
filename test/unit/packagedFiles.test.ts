import assert from 'node:assert/strict';

import { packagedFiles } from '../../scripts/packagedFiles.ts';
import { ENGLISH, LANGUAGES, translationOf } from '../../scripts/texts.ts';

/** All that users get besides the code. */
const FILES = [
  'CHANGELOG.md',
  'LICENSE',
  'README.md',
  'SECURITY.md',
  'SUPPORT.md',
  'docs/agents.md',
  'docs/commands.md',
  'docs/demo-mode.md',
  'docs/http-files.md',
  'docs/other-clients.md',
  'docs/sharing.md',
  'docs/troubleshooting.md',
  'docs/where-it-runs.md',
  ...LANGUAGES.map((language) => translationOf(ENGLISH.code, language)),
  'media/icon.png',
  'media/routee.svg',
  'media/walkthrough/add-dark.webp',
  'media/walkthrough/add-light.webp',
  'media/walkthrough/call-dark.webp',
  'media/walkthrough/call-light.webp',
  'media/walkthrough/insert-dark.webp',
  'media/walkthrough/insert-light.webp',
  'media/walkthrough/portal-dark.webp',
  'media/walkthrough/portal-light.webp',
  'media/walkthrough/sandbox-dark.webp',
  'media/walkthrough/sandbox-light.webp',
  'media/walkthrough/token-dark.webp',
  'media/walkthrough/token-light.webp',
  'package.json',
  ...LANGUAGES.map((language) => translationOf(ENGLISH.manifest, language)),
  ENGLISH.manifest,
];
/** Made by the build, so not there in every checkout. */
const CODE = /^dist\/(?:(?:agents\/)?[\w-]+\.mjs|web\/extension\.js|ThirdPartyNotices\.txt)$/;

describe('the package', () => {
  it('holds what a user needs, and nothing else', () => {
    assert.deepEqual(
      packagedFiles()
        .filter((file) => !CODE.test(file))
        .sort(),
      FILES,
    );
  });
});

import assert from 'node:assert/strict';

import { plainMarkdown, plainText } from '../../../../src/core/kit/plainText.ts';

/** What VS Code takes for a link in a message, as its own source has it. */
const LINK = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/gi;

describe('plainText', () => {
  for (const name of [
    '[Shop](command:workbench.action.quit)',
    '[a](COMMAND:x)[b](command:y "title")',
    'a [Shop](file:///etc/passwd) b',
    '[Sign in](https://routee.example)',
    '[a](command:[b](command:c))',
  ]) {
    it(`leaves no link in ${name}`, () => {
      assert.match(name, LINK);
      assert.doesNotMatch(plainText(name), LINK);
      assert.equal(plainText(name).replaceAll(' ', ''), name.replaceAll(' ', ''));
    });
  }

  it('leaves no icon, and no mark that turns the direction of writing', () => {
    assert.equal(plainText('$(zap) a\u202egnp.\u2066b\u2069\u200f'), '$ (zap) agnp.b');
  });

  it('leaves everything else', () => {
    for (const text of ['a[0] (b)', 'command:x', '$5 (b)', '(a) [b]', 'Größe, αβγ, 日本', '']) {
      assert.equal(plainText(text), text);
    }
  });
});

describe('plainMarkdown', () => {
  it('leaves no tag, no link, and text with signs as it is', () => {
    assert.equal(
      plainMarkdown('<img src=x> [a](b) </p> <!-- 1 < 2, <5 ms'),
      '< img src=x> [a] (b) < /p> < !-- 1 < 2, <5 ms',
    );
  });
});

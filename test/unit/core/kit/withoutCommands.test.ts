import assert from 'node:assert/strict';

import { withoutCommands } from '../../../../src/core/kit/withoutCommands.ts';

/** What VS Code takes for a link in a message, as its own source has it. */
const LINK = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/gi;

describe('withoutCommands', () => {
  for (const name of [
    '[Shop](command:workbench.action.quit)',
    '[a](COMMAND:x)[b](command:y "title")',
    'a [Shop](file:///etc/passwd) b',
    '[a](command:[b](command:c))',
  ]) {
    it(`leaves no link in ${name}`, () => {
      assert.match(name, LINK);
      assert.doesNotMatch(withoutCommands(name), LINK);
      assert.equal(withoutCommands(name).replaceAll(' ', ''), name.replaceAll(' ', ''));
    });
  }

  it('leaves our own links to pages, and everything else', () => {
    for (const text of ['See [the guide](https://code.visualstudio.com/docs).', 'a[0](b)', 'command:x', '']) {
      assert.equal(withoutCommands(text), text);
    }
  });
});

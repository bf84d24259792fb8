import assert from 'node:assert/strict';

import { snippetText } from '../../../../../src/features/requests/model/snippets.ts';

describe('snippetText', () => {
  const rows: [what: string, template: Parameters<typeof snippetText>[0], snippet: string][] = [
    ['plain text', ['a'], 'a$0'],
    ['what has a meaning in snippets', ['{{$x}} \\'], '{{\\$x\\}\\} \\\\$0'],
    ['a field', ['a', { value: 'b', mustReplace: false }], 'a${1:b}$0'],
    ['a brace in a field', [{ value: 'a}$', mustReplace: false }], '${1:a\\}\\$}$0'],
    [
      'first those that must be replaced',
      [
        { value: 'a', mustReplace: false },
        { value: 'b', mustReplace: true },
        { value: 'c', mustReplace: false },
        { value: 'd', mustReplace: true },
      ],
      '${3:a}${1:b}${4:c}${2:d}$0',
    ],
    [
      'one for a value in two places',
      [{ value: 'a', mustReplace: true }, ' ', { value: 'a', mustReplace: true }],
      '${1:a} ${1:a}$0',
    ],
  ];
  for (const [what, template, snippet] of rows) {
    it(what, () => {
      assert.equal(snippetText(template), snippet);
    });
  }
});

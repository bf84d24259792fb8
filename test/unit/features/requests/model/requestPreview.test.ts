import assert from 'node:assert/strict';

import { requestPreview } from '../../../../../src/features/requests/model/sending.ts';

const utf8 = new TextEncoder();

describe('requestPreview', () => {
  const rows: [what: string, body: string | Uint8Array | undefined, preview: string | undefined][] = [
    ['no body', undefined, undefined],
    ['an empty body', '', undefined],
    ['a short text', '{"to":"+30"}\n', '{"to":"+30"}'],
    ['bytes that are text', utf8.encode('Γειά'), 'Γειά'],
    ['other bytes', Uint8Array.of(0, 1, 2), '(binary data: 3 B)'],
    ['many lines', 'a\n'.repeat(20), `${'a\n'.repeat(12)}… (characters not shown: 16)`],
    ['a long line', 'x'.repeat(1000), `${'x'.repeat(600)}\n… (characters not shown: 400)`],
    ['text that runs the other way', 'a\u202eb', 'a�b'],
  ];
  for (const [what, body, preview] of rows) {
    it(`shows ${what}`, () => {
      assert.equal(requestPreview(body), preview);
    });
  }
});

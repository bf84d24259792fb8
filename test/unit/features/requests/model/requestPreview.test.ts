import assert from 'node:assert/strict';

import { requestPreview } from '../../../../../src/features/requests/model/sending.ts';

const utf8 = new TextEncoder();

describe('requestPreview', () => {
  const rows: [what: string, body: string | Uint8Array | undefined, preview: string | undefined][] = [
    ['no body', undefined, undefined],
    ['an empty body', '', undefined],
    ['a short text', '{"to":"+30"}\n', '{"to":"+30"}'],
    ['bytes that are text', utf8.encode('Γειά'), 'Γειά'],
    ['other bytes', Uint8Array.of(0, 1, 2), 'A body of 3 bytes that are not text.'],
    ['many lines', 'a\n'.repeat(20), `${'a\n'.repeat(12)}… and 16 more characters.`],
    ['a long line', 'x'.repeat(1000), `${'x'.repeat(600)}\n… and 400 more characters.`],
    ['text that runs the other way', 'a\u202eb', 'a�b'],
  ];
  for (const [what, body, preview] of rows) {
    it(`shows ${what}`, () => {
      assert.equal(requestPreview(body), preview);
    });
  }
});

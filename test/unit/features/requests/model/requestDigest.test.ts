import assert from 'node:assert/strict';

import { parseHttpFile } from '../../../../../src/core/httpFile/parser/parseHttpFile.ts';
import { requestDigest } from '../../../../../src/features/requests/model/requestDigest.ts';

const FILE = '### A\nPOST /sms\nAuthorization: Bearer abc\n\n{"to":"+1"}\n';

describe('The digest of a request', () => {
  const digest = async (text: string): Promise<string> => {
    const [request] = parseHttpFile(text).requests;
    return requestDigest(text, request ?? assert.fail());
  };
  const rows: [what: string, from: string, to: string, isSame: boolean][] = [
    ['is another of another body', '+1', '+2', false],
    ['is another of another line', '/sms', '/viber', false],
    ['knows nothing of a token', 'abc', 'def', true],
    ['knows nothing of the blanks behind', '}\n', '}\n\n\n', true],
    ['knows nothing of its title', '### A', '### B', true],
  ];
  for (const [what, from, to, isSame] of rows) {
    it(what, async () => {
      assert.equal((await digest(FILE)) === (await digest(FILE.replace(from, to))), isSame);
    });
  }

  it('does not depend on the place in the file', async () => {
    const text = `### Before\nGET /x\n\n${FILE}`;
    const [, request] = parseHttpFile(text).requests;
    assert.equal(await requestDigest(text, request ?? assert.fail()), await digest(FILE));
  });
});

import assert from 'node:assert/strict';

import { parseHttpFile } from '../../../../../src/core/httpFile/parser/parseHttpFile.ts';
import { resourceAt, resourceOf } from '../../../../../src/features/requests/model/resourceAt.ts';

const API = 'https://connect.routee.net';

describe('resourceAt', () => {
  const rows: [url: string, apiUrl: string, path: string | undefined][] = [
    ['https://x/sms', 'https://x', '/sms'],
    ['https://x/api/sms', 'https://x/api/', '/sms'],
    ['https://x/sms', 'https://x/api', undefined],
    ['https://x/xyz/sms', 'https://x/api', undefined],
    ['https://x/apis/sms', 'https://x/api', undefined],
  ];
  for (const [url, apiUrl, path] of rows) {
    it(`${url} at ${apiUrl}`, () => {
      assert.equal(resourceAt('POST', new URL(url), apiUrl)?.path, path);
    });
  }
});

describe('resourceOf', () => {
  const rows: [what: string, text: string, apiUrls: string[], path: string | undefined][] = [
    ['a request', `POST ${API}/sms`, [API], '/sms'],
    ['one to another host', 'POST https://example.com/sms', [API], undefined],
    ['one to the second of two bases', `POST ${API}/b/sms`, [`${API}/a`, `${API}/b`], '/sms'],
    ['one with a reference that nobody explains', `POST ${API}/sms\n\n{{body}}`, [API], '/sms'],
    ['one with a body that clients read differently', `POST ${API}/sms\n\na\n===\nb`, [API], undefined],
    ['a curl command', `curl ${API}/sms`, [API], undefined],
  ];
  for (const [what, text, apiUrls, path] of rows) {
    it(`finds that of ${what}`, () => {
      const file = parseHttpFile(text);
      const [request] = file.requests;
      assert.ok(request);
      assert.equal(resourceOf(text, file, request, apiUrls)?.path, path);
    });
  }

  it('takes a reference or a name in braces for a part of the path', () => {
    for (const part of ['{{id}}', '{id}', '1']) {
      const text = `POST ${API}/pools/my/${part}/sms`;
      const file = parseHttpFile(text);
      const [request] = file.requests;
      assert.ok(request);
      assert.equal(resourceOf(text, file, request, [API])?.path.replace(/\{\w+\}/, '*'), '/pools/my/*/sms');
    }
  });
});

import assert from 'node:assert/strict';

import { FileVariables } from '../../../../../src/core/httpFile/fileVariables.ts';
import { parseHttpFile } from '../../../../../src/core/httpFile/parser/parseHttpFile.ts';
import { atOnce } from '../../../../../src/core/kit/slices.ts';
import {
  apisOf,
  fileConventions,
  requestsTo,
  withoutSlash,
} from '../../../../../src/features/requests/model/fileConventions.ts';

const API = 'https://connect.routee.net';
const get = (token: string): string => `GET ${API}/x\nAuthorization: Bearer {{${token}}}\n`;
const authorizationAt = (text: string, offset: number): string =>
  fileConventions(text, parseHttpFile(text), API, offset).authorization;

describe('fileConventions', () => {
  it('takes the address without blanks and slashes around it', () => {
    const text = `GET ${API}/x\n`;
    assert.deepEqual(fileConventions(text, parseHttpFile(text), ` ${API}// `, 0), {
      base: API,
      authorization: 'Bearer {{routeeToken}}',
      isTokenMissing: true,
    });
  });

  it('looks at the nearest request above, then at the first one below', () => {
    const text = `${get('a')}\n###\n${get('b')}\n###\n${get('c')}`;
    const [a, b, c] = parseHttpFile(text).requests;
    assert.ok(a && b && c);
    assert.equal(authorizationAt(text, a.line.start), 'Bearer {{a}}');
    assert.equal(authorizationAt(text, a.line.start + 1), 'Bearer {{a}}');
    assert.equal(authorizationAt(text, b.line.start), 'Bearer {{a}}');
    assert.equal(authorizationAt(text, b.line.start + 1), 'Bearer {{b}}');
    assert.equal(authorizationAt(text, text.length), 'Bearer {{c}}');
  });

  it('looks at a hundred requests on either side', () => {
    const plain = (count: number): string => `GET ${API}/x\n\n###\n`.repeat(count);
    const isFound = (text: string, offset: number): boolean =>
      authorizationAt(text, offset) === 'Bearer {{mine}}';
    const above = (count: number): string => `${get('mine')}\n###\n${plain(count)}`;
    const below = (count: number): string => `${plain(count)}${get('mine')}`;
    assert.deepEqual(
      [99, 100].map((count) => isFound(above(count), above(count).length)),
      [true, false],
    );
    assert.deepEqual(
      [99, 100].map((count) => isFound(below(count), 0)),
      [true, false],
    );
  });

  it('takes over no other header', () => {
    const text = `GET ${API}/x\nX-Key: Bearer {{mine}}\n`;
    assert.equal(authorizationAt(text, text.length), 'Bearer {{routeeToken}}');
  });

  it('takes over the variable of Insert Token alone', () => {
    const text = `@other = Bearer {{x}}\n@routeeToken = Bearer {{y}}\n`;
    assert.equal(authorizationAt(text, text.length), '{{routeeToken}}');
    const other = '@other = Bearer {{x}}\n';
    assert.equal(authorizationAt(other, other.length), 'Bearer {{routeeToken}}');
  });
});

describe('requestsTo', () => {
  it('finds the requests that are meant, with their origins', () => {
    const text = `GET ${API}/a\n\n###\nGET https://example.com/b\n\n###\nGET ${API}/c\n`;
    const found = atOnce(requestsTo(text, (origin) => origin === API));
    assert.deepEqual(
      found.map(({ request, origin }) => [request.url, origin]),
      [
        [`${API}/a`, API],
        [`${API}/c`, API],
      ],
    );
    assert.deepEqual(atOnce(requestsTo(text, () => false)), []);
  });

  it('finds the first 1000', () => {
    const text = `GET ${API}/a\n\n###\n`.repeat(1002);
    assert.equal(atOnce(requestsTo(text, () => true)).length, 1000);
  });
});

describe('apisOf', () => {
  it('finds those of the same origin', () => {
    const text = `GET ${API}/a\n\n###\nGET {{unknown}}/b\n`;
    const file = parseHttpFile(text);
    const variables = new FileVariables(text, file);
    const apis = [`${API}/a`, 'https://example.com', `${API}/b`];
    assert.deepEqual(
      file.requests.map((request) => apisOf(apis, request, text, variables)),
      [[`${API}/a`, `${API}/b`], []],
    );
  });
});

describe('withoutSlash', () => {
  for (const [url, expected] of [
    ['https://x', 'https://x'],
    ['https://x/', 'https://x'],
    ['https://x/a//', 'https://x/a'],
    ['//', ''],
  ] as const) {
    it(url, () => {
      assert.equal(withoutSlash(url), expected);
    });
  }
});

import assert from 'node:assert/strict';

import fc from 'fast-check';

import { parsePastedCredentials } from '../../../../../src/features/applications/model/pastedCredentials.ts';

const id = '5756a411e4b06a33d50517c7';
const secret = 'vb6QpjCIOG';
const base64 = 'NTc1NmE0MTFlNGIwNmEzM2Q1MDUxN2M3OnZiNlFwakNJT0c=';
const url = 'https://auth.routee.net/oauth/token';
const encode = (text: string): string => Buffer.from(text).toString('base64');

describe('parsePastedCredentials', () => {
  const pairs: [what: string, text: string, secret?: string][] = [
    ['id:secret', `${id}:${secret}`],
    ['with blanks around', `  ${id}:${secret}\t\r\n`],
    ['with colons in the secret', `${id}:a:b:`, 'a:b:'],
    ['with odd characters in the secret', `${id}:-_.~+/%ü"'{}`, '-_.~+/%ü"\'{}'],
    ['with slashes at the start of the secret', `${id}://x`, '//x'],
    ['Base64', base64],
    ['Base64 with a line feed', `${base64}\n`],
    ['Base64 without padding', base64.replace('=', '')],
    ['Base64 that needs two characters of padding', encode(`${id}:vb6QpjCIO`), 'vb6QpjCIO'],
    ['… without them', encode(`${id}:vb6QpjCIO`).replace('==', ''), 'vb6QpjCIO'],
    ['Base64 of UTF-8', encode(`${id}:sécret€`), 'sécret€'],
    ['the value of the header', `Basic ${base64}`],
    ['… in small letters', `basic ${base64}`],
    ['… with more blanks', `Basic   ${base64}`],
    ['… without padding', `Basic ${base64.replace('=', '')}`],
    ['… in quotes', `"Basic ${base64}"`],
    ['a header line', `Authorization: Basic ${base64}`],
    ['… in small letters, no blank', `authorization:Basic ${base64}`],
    ['… in capitals', `AUTHORIZATION: BASIC ${base64}`],
    ['… as in a program', `"Authorization": "Basic ${base64}",`],
    ['… as in PHP', `"authorization: Basic ${base64}",`],
    ['… of a whole request', `POST /oauth/token HTTP/1.1\r\nAuthorization: Basic ${base64}\r\nHost: x\r\n`],
    ['curl -H "…"', `curl -H "Authorization: Basic ${base64}" ${url}`],
    [
      "curl -H '…'",
      `curl -X POST ${url} -H 'authorization: Basic ${base64}' -d grant_type=client_credentials`,
    ],
    ['curl --header', `curl --header="Authorization: Basic ${base64}" ${url}`],
    ['curl.exe', `curl.exe -H "Authorization: Basic ${base64}" ${url}`],
    [
      'curl over lines, with backslashes',
      `curl --request POST \\\n  --url ${url} \\\n  --header 'authorization: Basic ${base64}' \\\n  --data grant_type=client_credentials`,
    ],
    [
      'curl over lines, with carets',
      `curl -X POST "${url}" ^\r\n  -H "authorization: Basic ${base64}" ^\r\n  -d "grant_type=client_credentials"`,
    ],
    [
      'curl as a browser copies it for Windows',
      `curl ^"${url}^" ^\r\n  -H ^"authorization: Basic ${base64}^" ^\r\n  --data-raw ^"grant_type=client_credentials^"`,
    ],
    ['curl -u', `curl -u ${id}:${secret} ${url}`],
    ['curl -u at the end', `curl ${url} -u ${id}:${secret}`],
    ['curl -u without a blank', `curl -u${id}:${secret} ${url}`],
    ['curl -u "…"', `curl -u "${id}:${secret}" ${url}`],
    ["curl -u '…' with a blank", `curl -u '${id}:odd"secret' ${url}`, 'odd"secret'],
    ['curl -su', `curl -su ${id}:${secret} ${url}`],
    ['curl -sSfLu', `curl -sSfLu '${id}:${secret}' ${url}`],
    ['curl --user', `curl --user ${id}:${secret} ${url}`],
    ['curl --user=', `curl --user=${id}:${secret} ${url}`],
    ['curl --user="…"', `curl --user="${id}:${secret}" ${url}`],
    ['curl -u over lines', `curl \\\n  -u ${id}:${secret} \\\n  ${url}`],
    ['curl -u right before a backslash', `curl -u ${id}:${secret}\\\n  ${url}`],
    ['curl -u with carets', `curl ^\r\n -u ${id}:${secret} ^\r\n ${url}`],
    ['curl -u ^"…^"', `curl -u ^"${id}:${secret}^" ${url}`],
    ['curl -u with a caret that is meant', `curl -u "${id}:a^" ${url}`, 'a^'],
    ['curl -u with backticks of PowerShell', `curl.exe \`\r\n -u ${id}:${secret} \`\r\n ${url}`],
    ['curl with a header and --user-agent', `curl -A 'x:y' -H 'Authorization: Basic ${base64}' ${url}`],
    ['curl -u behind --user-agent', `curl --user-agent x:y -u ${id}:${secret} ${url}`],
    ['curl -u behind a bearer token', `curl -H 'Authorization: Bearer abcd' -u ${id}:${secret} ${url}`],
  ];
  for (const [what, text, expected = secret] of pairs) {
    it(`reads ${what}`, () => {
      assert.deepEqual(parsePastedCredentials(text), { id, secret: expected });
    });
  }

  const others: [what: string, text: string][] = [
    ['nothing', ''],
    ['blanks', ' \n '],
    ['an id', id],
    ['a hexadecimal id that is Base64 of "kG:kG:…"', 'a0c6'.repeat(6)],
    ['… in capitals', 'A0C6'.repeat(6)],
    ['an id with dashes', 'b2014e88-86ff-44fc-ac98-ebaf24ff88cf'],
    ['an id with a name', `${id} (production)`],
    ['a word that is Base64', 'application'],
    ['an id and no secret', `${id}:`],
    ['a secret and no id', `:${secret}`],
    ['an id and a secret with a blank between', `${id} ${secret}`],
    ['words with a colon', 'my application: staging'],
    ['JSON', JSON.stringify({ id, secret })],
    ['JSON over lines', JSON.stringify({ id, secret }, null, 2)],
    ['a token answer', JSON.stringify({ access_token: 'b2014e88-86ff', token_type: 'bearer' })],
    ['a member of JSON', `"id":"${id}"`],
    ['an address', url],
    ['an address in capitals', 'HTTPS://AUTH.ROUTEE.NET'],
    ['an address with a port', 'http://127.0.0.1:8080/oauth/token'],
    ['a bearer header', 'Authorization: Bearer b2014e88-86ff-44fc-ac98-ebaf24ff88cf'],
    ['Basic with no colon in it', `Basic ${encode('just an id')}`],
    ['Basic with something else', 'Basic access, please'],
    ['Basic with a variable', 'Authorization: Basic {{credentials}}'],
    ['Basic with the plain id', `Basic ${id}`],
    ['a word that ends in Basic', `MyBasic ${base64}`],
    ['curl without credentials', `curl ${url}`],
    ['curl -u with an id only', `curl -u ${id} ${url}`],
    ['curl with a bearer token', `curl -H 'Authorization: Bearer b2014e88' ${url}`],
    ['curl with --user-agent', `curl --user-agent x:y ${url}`],
    ['curl with --url', `curl --url ${url}`],
    ['curl with a proxy user', `curl -U a:b ${url}`],
    ['curl with a header that has a colon', `curl -H 'Accept:a/b' ${url}`],
    ['curl alone', 'curl'],
    ['a word that begins with curl', 'curly'],
  ];
  for (const [what, text] of others) {
    it(`does not misread ${what}`, () => {
      assert.equal(parsePastedCredentials(text), undefined);
    });
  }

  it('never throws, and finds no pair that could not be sent', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        'curl ',
        '-u ',
        '-H ',
        '--user=',
        'Basic ',
        '"',
        "'",
        ':',
        '\\\n',
        '^\r\n',
        '=',
        base64,
        id,
        `${id}:${secret}`,
      ),
      fc.string({ unit: 'grapheme', maxLength: 8 }),
    );
    let found = 0;
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 10 }), (pieces) => {
        const pair = parsePastedCredentials(pieces.join(''));
        if (pair === undefined) return;
        found++;
        assert.ok(pair.id !== '' && pair.secret !== '' && !pair.id.includes(':'));
      }),
      { numRuns: 300 },
    );
    assert.ok(found > 0);
  });

  it('reads any pair, however it is wrapped', () => {
    // The quotes of a shell are not undone inside a word, and hexadecimal ids do not stand for everything.
    const word = fc.stringMatching(/^[\w.~+%-]{2,40}$/).filter((value) => !/^https?$/i.test(value));
    const wrappers: ((id: string, secret: string) => string)[] = [
      (a, b) => `${a}:${b}`,
      (a, b) => encode(`${a}:${b}`),
      (a, b) => `Basic ${encode(`${a}:${b}`)}`,
      (a, b) => `authorization: basic ${encode(`${a}:${b}`)}`,
      (a, b) => `curl -H 'Authorization: Basic ${encode(`${a}:${b}`)}' ${url}`,
      (a, b) => `curl -s -u '${a}:${b}' ${url}`,
      (a, b) => `curl ${url} --user ${a}:${b} \\\n -d x=y`,
    ];
    fc.assert(
      fc.property(word, word, fc.constantFrom(...wrappers), (anId, aSecret, wrap) => {
        assert.deepEqual(parsePastedCredentials(wrap(anId, aSecret)), { id: anId, secret: aSecret });
      }),
      { numRuns: 300 },
    );
  });

  it('takes linear time', () => {
    const hostile = [
      'Basic '.repeat(40_000),
      'a'.repeat(200_000),
      `curl ${' -u'.repeat(60_000)}`,
      ' '.repeat(200_000),
    ];
    for (const text of hostile) {
      const started = performance.now();
      parsePastedCredentials(`x${text}`);
      parsePastedCredentials(text);
      parsePastedCredentials(`curl ${text}`);
      assert.ok(performance.now() - started < 500, text.slice(0, 10));
    }
  });
});

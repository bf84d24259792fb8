import assert from 'node:assert/strict';

import {
  isAt,
  sampleFromHttpFile,
  type HttpFileSample,
} from '../../../../../src/features/codeSamples/model/sampleFromHttpFile.ts';
import type { SampleRequest } from '../../../../../src/features/codeSamples/model/sampleRequest.ts';
import { readMarkers } from '../../../httpFile/markers.ts';

const API = 'https://connect.routee.net';
const AUTH = 'https://auth.routee.net/oauth/token';

function sample(marked: string): HttpFileSample | undefined {
  const { text, cursors } = readMarkers(marked);
  return sampleFromHttpFile(text, cursors[0]?.start ?? 0, { apiUrl: API, authUrl: AUTH });
}

describe('sampleFromHttpFile', () => {
  const rows: [what: string, marked: string, request: Partial<SampleRequest>, open?: readonly string[]][] = [
    [
      'the request under the cursor',
      `GET ${API}/a\n\n###\nPOST ${API}/sms HTTP/1.1\nContent-Type: application/json\n\n{"a":‸ 1}\n\n###\nGET ${API}/c`,
      {
        method: 'POST',
        url: `${API}/sms`,
        headers: [{ name: 'Content-Type', value: 'application/json' }],
        body: '{"a": 1}',
        authorization: 'bearer',
      },
    ],
    ['the only request, wherever the cursor is', `‸@a = 1\n\nGET ${API}/a`, { url: `${API}/a` }],
    [
      'file variables, also in each other',
      `@host = connect.routee.net\n@api = https://{{host}}\n@who = R\n\nPOST {{api}}/{{ who }}‸\nX-Who: {{who}}\n\n{{who}} {{who}}`,
      { url: `${API}/R`, headers: [{ name: 'X-Who', value: 'R' }], body: 'R R', authorization: 'bearer' },
    ],
    [
      'what only a client knows',
      `POST {{base}}/‸sms/{{$guid}}?x={{base}}\nX-Id: {{login.response.body.id}}\n\n{{$timestamp}}`,
      {
        url: '{{base}}/sms/{{$guid}}?x={{base}}',
        headers: [{ name: 'X-Id', value: '{{login.response.body.id}}' }],
        body: '{{$timestamp}}',
        authorization: undefined,
      },
      ['{{login.response.body.id}}', '{{base}}', '{{$guid}}', '{{$timestamp}}'],
    ],
    ['the lines of a long address', `GET ${API}/a‸\n  ?b=1\n  &c=2`, { url: `${API}/a?b=1&c=2` }],
    [
      'the lines of a form',
      `POST ${API}/oauth/token\nContent-Type: application/x-www-form-urlencoded\n\ngrant_type=client_credentials\r\n&scope=‸sms`,
      { body: 'grant_type=client_credentials&scope=sms' },
    ],
    [
      'a path with its host',
      `GET /a‸\nHost: example.org`,
      { url: 'https://example.org/a', authorization: undefined },
    ],
    ['a path without a host', 'GET /a‸', { url: 'https://{{host}}/a' }, ['{{host}}']],
    [
      'a file as the body',
      `POST ${API}/sms‸\n\n< ./sms.json`,
      { body: '{{contents of ./sms.json}}' },
      ['{{contents of ./sms.json}}'],
    ],
    ['a body of XML', `POST ${API}/a‸\n\n<a>\n  <b/>\n</a>`, { body: '<a>\n  <b/>\n</a>' }],
    [
      'no header that may hold a secret',
      `GET https://example.org/a‸\nCookie: id=s3cret\nX-Api-Key: s3cret\nAccept: a`,
      {
        headers: [
          { name: 'Cookie', value: '{{cookie}}' },
          { name: 'X-Api-Key', value: '{{x-api-key}}' },
          { name: 'Accept', value: 'a' },
        ],
      },
      ['{{cookie}}', '{{x-api-key}}'],
    ],
    [
      'no variable that is named like a secret',
      `@routeeToken = s3cret\n@appSecret = s3cret\nGET ${API}/a?access={{routeeToken}}&b={{appSecret}}‸`,
      { url: `${API}/a?access={{routeeToken}}&b={{appSecret}}` },
      ['{{routeeToken}}', '{{appSecret}}'],
    ],
    [
      'an address without a scheme',
      'GET connect.routee.net/a‸?x=http://y',
      { url: 'https://connect.routee.net/a?x=http://y' },
    ],
    ['an address in other letters', 'GET HTTP://localhost/a‸', { url: 'HTTP://localhost/a' }],
    [
      'a path with a host that is not the first header',
      'GET /a‸\nA: 1\nHOST: example.org\nB: 2',
      { url: 'https://example.org/a' },
    ],
    [
      'a body as it stands, with one kind of line ends',
      `POST ${API}/a‸\r\n\r\n  a\r\n\r\n  b  \r\n`,
      { body: '  a\n\n  b  ' },
    ],
    [
      'the lines of a form, in other letters',
      `POST ${API}/a‸\nX: 1\nCONTENT-TYPE: Application/X-WWW-Form-Urlencoded; charset=utf-8\n\na=1\n \t&b=2&\n\nc=3`,
      { body: 'a=1&b=2&c=3' },
    ],
    [
      'ampersands of another body',
      `POST ${API}/a‸\nContent-Type: text/plain\nX-Was: x-www-form-urlencoded\n\na\n&b`,
      { body: 'a\n&b' },
    ],
    [
      'a file with variables',
      `POST ${API}/a‸\n\n<@utf8   a b.json  `,
      { body: '{{contents of a b.json}}' },
      ['{{contents of a b.json}}'],
    ],
    [
      'no token where only a part behind the host is open',
      `GET https://example.org/{{a}}‸\nAuthorization: Bearer s3cret`,
      { authorization: undefined },
      ['{{a}}', '{{authorization}}'],
    ],
    [
      'no token where only a query is open',
      `GET https://example.org?{{a}}‸\nAuthorization: Bearer s3cret`,
      { authorization: undefined },
      ['{{a}}', '{{authorization}}'],
    ],
    [
      'the token where a part of the host is open',
      `GET http://a{{a}}‸\nAuthorization: Bearer s3cret`,
      { authorization: 'bearer' },
      ['{{a}}'],
    ],
    [
      'a body without comments',
      `POST ${API}/a‸\n\n{\n# "ignore": "s3cret",\n  // "token": "s3cret",\n  "a": 1\n}`,
      { body: '{\n  "a": 1\n}' },
    ],
    [
      'what clients encode of a form, and no reference',
      `@n = ü x\nPOST ${API}/a‸\nContent-Type: application/x-www-form-urlencoded\n\na={{n}}&b={{secret}}&c={{$guid}}&d="`,
      { body: 'a=%C3%BC%20x&b={{secret}}&c={{$guid}}&d=%22' },
      ['{{secret}}', '{{$guid}}'],
    ],
    ['braces in a query', `POST ${API}/sms‸?meta={"a":1,"b":2}`, { url: `${API}/sms?meta={"a":1,"b":2}` }],
    ['a part of the path in braces, as open', `GET ${API}/‸{id}/x?y={z}`, {}, ['{id}']],
    [
      'no version from a variable',
      `@httpVersion = HTTP/1.1\nPOST ${API}/sms {{httpVersion}}‸`,
      { url: `${API}/sms` },
    ],
    [
      'no value of a header that is named like a secret',
      `@auth = Bearer s3cret\nGET https://other.example/‸\nX-Forwarded-Authorization: {{auth}}\nX-Auth: s3cret\nPrivate-Key: s3cret\nX-Pin: {{auth}}\nX-Other: {{auth}}`,
      {},
      ['{{x-forwarded-authorization}}', '{{x-auth}}', '{{private-key}}', '{{x-pin}}', '{{auth}}'],
    ],
    [
      'an address, whatever its name',
      '@TokenApi_HostAddress = https://other.example\n@token_host = other.example\nGET {{TokenApi_HostAddress}}/a‸?b={{token_host}}',
      { url: 'https://other.example/a?b=other.example' },
    ],
    [
      'no credentials in an address',
      '@tokenUrl = https://me:s3cret@other.example/\nGET {{tokenUrl}}‸',
      { url: '{{tokenUrl}}' },
      ['{{tokenUrl}}'],
    ],
    [
      'no parameter that is named like a secret',
      `POST ${API}/a‸?access_token=s3cret&x=1&token={{t}}\nContent-Type: application/x-www-form-urlencoded\n\nclient_secret=s3cret&scope=sms`,
      {
        url: `${API}/a?access_token={{access_token}}&x=1&token={{t}}`,
        body: 'client_secret={{client_secret}}&scope=sms',
      },
      ['{{t}}', '{{access_token}}', '{{client_secret}}'],
    ],
    ['http for this machine', 'GET localhost:8080/x‸', { url: 'http://localhost:8080/x' }],
    [
      'a header with a dot',
      `GET ${API}/a‸\nspring.profile: dev`,
      { headers: [{ name: 'spring.profile', value: 'dev' }] },
    ],
    ['a reference with blanks', `@b = {{ c }}\n@c = 1\nGET ${API}/{{ b }}‸`, { url: `${API}/1` }],
  ];
  for (const [what, marked, expected, open = []] of rows) {
    it(`takes ${what}`, () => {
      const found = sample(marked);
      assert.ok(found !== undefined);
      assert.deepEqual({ ...found.request, ...expected }, found.request);
      assert.deepEqual(found.open, open);
      assert.doesNotMatch(JSON.stringify(found), /s3cret/);
    });
  }

  it('refuses what Send refuses, in the same words', () => {
    for (const [request, message] of [
      ['curl -k -u id:s3cret https://connect.routee.net/', 'a curl command'],
      [`GET ${API}/\n\n{}`, "a body, which the method GET doesn't allow"],
      [`POST ${API}/\n\n{\n> {% x %}\n}`, 'a script'],
      [`POST ${API}/\n\n{\n<> resp.json\n}`, 'a block comment or a response reference in its body'],
      [
        `GET ${API}/\nClientCert: pfx: ./c.p12 passphrase: s3cret`,
        'the header ClientCert, which HTTP clients read differently',
      ],
      [`@host = ${API}\nGET /x`, 'an address that HTTP clients read differently'],
      ['GRPC x/a.B/c', 'a protocol other than HTTP'],
      ['GET https://me:s3cret@other.example/', 'an address that contains a password'],
      [`@a = {{b}}\n@b = {{a}}\nGET ${API}/{{a}}`, 'the variable {{a}}, which refers to itself'],
    ] as const) {
      assert.throws(() => sample(`‸${request}`), { name: 'UnsupportedConstruct', message });
    }
  });

  it('finds none between several requests', () => {
    assert.equal(sample(`@a = 1‸\n\n###\nGET ${API}/a\n\n###\nGET ${API}/b`), undefined);
    assert.equal(sample('‸'), undefined);
  });

  describe('replaces Authorization by a look-up', () => {
    const values: [value: string, authorization: string | undefined, variables?: string][] = [
      ['Bearer s3cret', 'bearer'],
      ['bearer   {{token}}', 'bearer', '@token = s3cret'],
      ['Bearer {{login.response.body.access_token}}', 'bearer'],
      ['s3cret', 'bearer'],
      ['{{auth}}', 'bearer', '@auth = Bearer s3cret'],
      ['{{auth}}', 'basic', '@auth = Basic s3cret'],
      ['{{auth}}', 'basic', '@auth = {{inner}}\n@inner = Basic s3cret'],
      ['{{unknown}}', 'bearer'],
      ['{{auth}}', 'bearer', '@auth = {{unknown}}'],
      ['{{auth}}', 'bearer', '@auth = {{auth}}'],
      ['{{auth}}', 'basic', '@auth = {{ inner }}\n@inner = Basic s3cret {{x}}'],
      ['{{auth}}', undefined, '@auth = s3cret {{inner}}\n@inner = Basic s3cret'],
      ['{{auth}}', 'bearer', '@auth = {{inner}} s3cret\n@inner = Basic s3cret'],
      ['Basic {{auth}}', 'basic', '@auth = Digest s3cret'],
      ['Basic s3cret', 'basic'],
      ['Basic id:s3cret', 'basic'],
      ['Basic {{id}} {{secret}}', 'basic', '@id = a\n@secret = s3cret'],
      ['Digest user s3cret', undefined],
    ];
    for (const [value, authorization, variables = ''] of values) {
      it(value + (variables && ` with ${variables}`), () => {
        const found = sample(`${variables}\nGET ${API}/a‸\nauthorization: ${value}\nAccept: a`);
        assert.equal(found?.request.authorization, authorization);
        assert.doesNotMatch(JSON.stringify(found), /s3cret/);
        const left = authorization === undefined ? ['{{authorization}}'] : [];
        assert.deepEqual(found?.open, left);
      });
    }

    it('and by a placeholder where the request goes to another server', () => {
      for (const url of [
        'https://api.example.org/a',
        `${API}:8443/a`,
        'http://connect.routee.net/a',
        'https://evil.example#{{x}}',
        'https://other.example:{{port}}/x',
        'https://{{sub}}.other.example/x',
        '{{scheme}}://other.example/x',
        `https://{{host}}:8080/x`,
        'https://{{a}}x{{b}}.routee.net/x',
        '{{base}}.other.example/x',
      ]) {
        const found = sample(`GET ${url}‸\nAuthorization: Bearer s3cret`);
        assert.equal(found?.request.authorization, undefined);
        assert.deepEqual(found?.request.headers, [{ name: 'Authorization', value: '{{authorization}}' }]);
        assert.deepEqual(found.open.at(-1), '{{authorization}}');
      }
      for (const url of [
        AUTH,
        `${API}/a`,
        '{{baseUrl}}/a',
        'https://{{host}}/a',
        '/a',
        'https://{{sub}}.routee.net/a',
        'https://connect.routee.net:{{port}}/',
        '{{scheme}}://{{host}}:443/',
      ]) {
        assert.equal(sample(`GET ${url}‸\nAuthorization: Basic x`)?.request.authorization, 'basic', url);
      }
    });

    it('and adds it where Routee’s API is called without', () => {
      assert.equal(sample(`GET ${API}/a‸`)?.request.authorization, 'bearer');
      assert.equal(sample(`GET ${API}.evil.example/a‸`)?.request.authorization, undefined);
      assert.equal(sample(`GET https://user@evil.example/${API}‸`)?.request.authorization, undefined);
    });
  });
});

describe('isAt', () => {
  it('compares scheme, host and port', () => {
    assert.ok(isAt('https://connect.routee.net:443/a?b', 'https://connect.routee.net/'));
    for (const url of [
      'http://connect.routee.net/a',
      'https://connect.routee.net:8443/a',
      '{{base}}/a',
      '',
    ]) {
      assert.ok(!isAt(url, API), url);
    }
    assert.ok(!isAt('', ''));
    assert.ok(!isAt('https://connect.routee.net\\@evil.example/', API), 'encoded, the host is another one');
    for (const user of ['me:you', 'me', ':you'])
      assert.ok(!isAt(`https://${user}@connect.routee.net/`, API), user);
  });
});

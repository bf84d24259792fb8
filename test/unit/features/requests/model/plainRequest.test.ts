import assert from 'node:assert/strict';

import { UnsupportedConstruct } from '../../../../../src/core/httpFile/fileVariables.ts';
import { parseHttpFile } from '../../../../../src/core/httpFile/parser/parseHttpFile.ts';
import {
  readPlainRequest,
  type PlainRequest,
} from '../../../../../src/features/requests/model/plainRequest.ts';

/** Reads a request of the text, otherwise the last one. */
function read(text: string, index = -1): PlainRequest {
  const file = parseHttpFile(text);
  const request = file.requests.at(index);
  assert.ok(request, 'no request');
  return readPlainRequest(text, file, request);
}

const body = (text: string): PlainRequest['body'] => ({ kind: 'text', text });

const FORM = 'POST https://x/\nContent-Type: application/x-www-form-urlencoded\n\n';

describe('readPlainRequest', () => {
  it('does not follow variables that grow without end', () => {
    const levels = Array.from({ length: 9 }, (_, n) => `@v${n} = ${`{{v${n + 1}}}`.repeat(9)}`);
    const text = `${levels.join('\n')}\n@v9 = ${'x'.repeat(10)}\n###\nGET https://x/{{v0}}`;
    const start = performance.now();
    assert.throws(() => read(text), { message: 'a variable longer than 100,000 characters' });
    assert.ok(performance.now() - start < 2000);
  });

  const cases: readonly [string, string, Partial<PlainRequest>][] = [
    ['a URL alone', 'https://a.example/x', { method: 'GET', url: 'https://a.example/x', headers: [] }],
    ['a lower-case method', 'post https://a.example/', { method: 'POST' }],
    [
      'a query of several lines, and a version',
      'GET https://a.example/x\n  ?a=1\n  &b=2 HTTP/1.1\nAccept: */*',
      { url: 'https://a.example/x?a=1&b=2', headers: [['Accept', '*/*']] },
    ],
    [
      'no authorization, whatever its case and value',
      'GET https://a.example/\nAUTHORIZATION: Bearer {{$dotenv TOKEN}}\nX: 1',
      { headers: [['X', '1']] },
    ],
    [
      'variables in URL, header and body',
      '@host = a.example\n@base = https://{{host}}\n###\nPOST {{base}}/x\nX: {{ host }}\n\n{"at": "{{base}}"}',
      {
        url: 'https://a.example/x',
        headers: [['X', 'a.example']],
        body: body('{"at": "https://a.example"}'),
      },
    ],
    [
      'the nearest definition above',
      '@a = 1\n###\nGET https://x/1\n###\n@a = 2\nGET https://x/{{a}}',
      { url: 'https://x/2' },
    ],
    ['a definition further below', 'GET https://x/{{a}}\n###\n@a = 3\n', { url: 'https://x/3' }],
    [
      'no comments between the lines',
      'POST https://x/\n# no\nX: 1\n\n{\n  // no\n  "a": 1\n# no\n}',
      { headers: [['X', '1']], body: body('{\n  "a": 1\n}') },
    ],
    ['CRLF as LF', 'POST https://x/\r\n\r\n{\r\n"a": 1\r\n}\r\n', { body: body('{\n"a": 1\n}') }],
    [
      'a form that goes on',
      'POST https://x/\nContent-Type: application/x-www-form-urlencoded\n\na=1\n  &b=2\n&c=3',
      { body: body('a=1&b=2&c=3') },
    ],
    ['ampersands of another body as they are', 'POST https://x/\n\na\n&b', { body: body('a\n&b') }],
    [
      'a body from a file',
      'POST https://x/\n\n< ./sms.json\n',
      { body: { kind: 'file', path: './sms.json', hasVariables: false } },
    ],
    [
      'a body from a file with variables',
      '@n = sms\n###\nPOST https://x/\n\n<@ ./{{n}} 1.json',
      { body: { kind: 'file', path: './sms 1.json', hasVariables: true } },
    ],
    [
      'a body from a file in UTF-8',
      'POST https://x/\n\n<@utf8 a.json',
      { body: { kind: 'file', path: 'a.json', hasVariables: true } },
    ],
    [
      'a path with the host of its header',
      'GET /sms\nHost: connect.routee.net',
      { url: 'https://connect.routee.net/sms' },
    ],
    ['harmless directives', '# @name x\n# @no-log\nGET https://x/', { url: 'https://x/' }],
    ['no body', 'POST https://x/\n\n', { body: undefined }],
    [
      'the host of its header, whatever its case, among others',
      'GET /sms\nA: 1\nHOST: Connect.Routee.net\nB: 2',
      { url: 'https://connect.routee.net/sms' },
    ],
    ['a whole address as it is', 'GET http://a.example/\nHost: b.example', { url: 'http://a.example/' }],
    [
      'an address with another one in it',
      'GET /x?next=https://a.example\nHost: b.example',
      { url: 'https://b.example/x?next=https://a.example' },
    ],
    ['a path without a host', 'GET /sms', { url: '/sms' }],
    ['no path without a slash', 'GET sms\nHost: b.example', { url: 'sms' }],
    [
      'blanks within a header as they are',
      'GET https://x/\nA: one  two # no comment',
      { headers: [['A', 'one  two # no comment']] },
    ],
    [
      'two variables in one line',
      '@a = 1\n@b = 2\n###\nGET https://x/{{a}}/{{b}}/{{a}}',
      { url: 'https://x/1/2/1' },
    ],
    [
      'braces that are no reference',
      'POST https://x/\n\n{"a": {"b": {}}}',
      { body: body('{"a": {"b": {}}}') },
    ],
    [
      'braces that open in one line and close in another',
      'POST https://x/\n\n{{"a": 1,\n"b": 2}}',
      { body: body('{{"a": 1,\n"b": 2}}') },
    ],
    ['braces in the wrong order', 'POST https://x/\n\n}} {{', { body: body('}} {{') }],
    ['braces that touch', 'POST https://x/\n\na {{}', { body: body('a {{}') }],
    [
      'directives of others',
      '# @title x\n// @description y\n## @tag a\n# @tags b\n# @no-cookie-jar\nGET https://x/',
      { url: 'https://x/' },
    ],
    ['prose that looks like a directive', '# see x @note\nGET https://x/', { url: 'https://x/' }],
    [
      'variables and comments before its first line',
      '@a = 1\n  // x\n\n@my-b:=2\n@c =3\n # y\nGET https://x/{{a}}',
      { url: 'https://x/1' },
    ],
    ['the first of two requests', 'GET https://x/1\n###\nPOST https://x/2\n\n{}', { url: 'https://x/2' }],
    ['a request after one without a body', 'GET https://x/1\nGET https://x/2', { url: 'https://x/2' }],
    [
      'a script of another request',
      'GET https://x/1\n\n{{\n  test();\n}}\n###\nGET https://x/2',
      { url: 'https://x/2' },
    ],
    [
      'a variable of another request',
      'POST https://x/1\n@a = 1\nX: 1\n###\nGET https://x/2',
      { url: 'https://x/2' },
    ],
    [
      'a body that looks like headers from a variable',
      'POST https://x/\n\n...rest',
      { body: body('...rest') },
    ],
    ['dots in a header', 'GET https://x/\nA: ...b', { headers: [['A', '...b']] }],
    [
      'a body with marks in its lines',
      'POST https://x/\n\na ?? b > c /* d */ <> # e // f',
      { body: body('a ?? b > c /* d */ <> # e // f') },
    ],
    ['a body with < in its lines', 'POST https://x/\n\na < b', { body: body('a < b') }],
    ['XML', 'POST https://x/\n\n<a>\n  <b/>\n</a>', { body: body('<a>\n  <b/>\n</a>') }],
    [
      'a file with more blanks',
      'POST https://x/\n\n<   a  b.json  ',
      { body: { kind: 'file', path: 'a  b.json', hasVariables: false } },
    ],
    [
      'a file beside comments',
      'POST https://x/\n\n  # one\n< a.json\n  // two',
      { body: { kind: 'file', path: 'a.json', hasVariables: false } },
    ],
    [
      'a file beside empty lines',
      'POST https://x/\n\n< a.json\n  \n# x\n',
      { body: { kind: 'file', path: 'a.json', hasVariables: false } },
    ],
    [
      'a form in the charset of its header',
      'POST https://x/\nContent-Type: application/x-www-form-urlencoded; charset=utf-8\n\na=1\n\t&b=2&\nc',
      { body: body('a=1&b=2&c') },
    ],
    [
      'another type with that of a form in it',
      'POST https://x/\nContent-Type: text/application/x-www-form-urlencoded\n\na\n&b',
      { body: body('a\n&b') },
    ],
    [
      'a version from a variable',
      '@v = HTTP/1.1\n###\nPOST https://connect.routee.net/sms {{v}}',
      { url: 'https://connect.routee.net/sms' },
    ],
    [
      'the address of every project template of .NET',
      '@My.Api_HostAddress = https://connect.routee.net\n\nGET {{My.Api_HostAddress}}/accounts/me/balance\nAccept: a\n\n###\n',
      { url: 'https://connect.routee.net/accounts/me/balance' },
    ],
    [
      'a scheme from a variable',
      '@protocol = https\n@host = connect.routee.net\n###\nGET {{protocol}}://{{host}}/a',
      { url: 'https://connect.routee.net/a' },
    ],
    ['this machine without a scheme', 'GET localhost:8080/x', { url: 'http://localhost:8080/x' }],
    ['this machine by its address', 'GET 127.0.0.1:8080/x?y=z', { url: 'http://127.0.0.1:8080/x?y=z' }],
    ['this machine in IPv6', 'GET [::1]:8080/x', { url: 'http://[::1]:8080/x' }],
    ['this machine in the header', 'GET /x\nHost: localhost:8080', { url: 'http://localhost:8080/x' }],
    [
      'a query with braces',
      'POST https://x/sms?meta={"a":1,"b":2}',
      { url: 'https://x/sms?meta={"a":1,"b":2}' },
    ],
    [
      'a form that goes on behind an ampersand',
      'POST https://x/\nContent-Type: application/x-www-form-urlencoded\n\na=1&\nb=2',
      { body: body('a=1&b=2') },
    ],
    [
      'a form with what must be encoded',
      'POST https://x/\nContent-Type: application/x-www-form-urlencoded\n\nscope=a b&n=ü&p=100%&q="x"&e=%C3%BC',
      { body: body('scope=a%20b&n=%C3%BC&p=100%25&q=%22x%22&e=%C3%BC') },
    ],
    [
      'a form with a variable that must be encoded',
      '@s = a b\n###\nPOST https://x/\nContent-Type: application/x-www-form-urlencoded\n\nscope={{s}}',
      { body: body('scope=a%20b') },
    ],
    [
      'JSON a line',
      'POST https://x/\nContent-Type: application/x-ndjson\n\n{"a":1}\n{"a":2}',
      { body: body('{"a":1}\n{"a":2}\n') },
    ],
    [
      'a body without the saved response below it',
      'POST https://x/\n\n{"a": 1}\n\nHTTP/1.1 200 OK\nDate: now\n\n> {"b": 2}\n### Next',
      { body: body('{"a": 1}') },
    ],
    [
      'no body where only a saved response is below',
      'DELETE https://x/1\n\nHTTP/1.1 200  - OK\nServer: x\n\n{}\n',
      { body: undefined },
    ],
    [
      'a saved response right below the headers',
      'GET https://x/\nA: 1\nHTTP/2 404\n\n{}',
      { body: undefined },
    ],
    [
      'a body that names a status',
      'POST https://x/\n\nHTTP/1.1 is old\nHTTP/x',
      { body: body('HTTP/1.1 is old\nHTTP/x') },
    ],
    [
      'a header twice',
      'GET https://x/\nA: 1\nA: 2',
      {
        headers: [
          ['A', '1'],
          ['A', '2'],
        ],
      },
    ],
  ];
  for (const [what, text, expected] of cases) {
    it(`reads ${what}`, () => {
      const actual = read(text);
      for (const [member, value] of Object.entries(expected)) {
        assert.deepEqual(actual[member as keyof PlainRequest], value, member);
      }
    });
  }

  /** Without an index: the last request. */
  const refused: readonly [construct: string, text: string, index?: number][] = [
    ['the system variable {{$guid}}', 'GET https://x/{{$guid}}'],
    ['the system variable {{$randomInt 1 2}}', 'POST https://x/\n\n{{$randomInt 1 2}}'],
    ['a value from another request, {{login.response.body.id}}', 'GET https://x/{{login.response.body.id}}'],
    ["the variable {{id}}, which isn't defined in this file", 'GET https://x/{{id}}'],
    ['the expression {{a + 1}}', '@a = 1\n###\nGET https://x/{{a + 1}}'],
    ['the variable {{a}}, which refers to itself', '@a = {{a}}\n###\nGET https://x/{{a}}'],
    ['a script', 'GET https://x/\n\n{{\n  test();\n}}'],
    ['a script', '< {%\n  client.log(1)\n%}\nGET https://x/'],
    ['a script', 'GET https://x/\n\n> {%\n  client.log(1)\n%}'],
    ['a script that runs for every request', '{{+\n  request.url = "https://evil/"\n}}\n###\nGET https://x/'],
    ['an assertion (??)', 'GET https://x/\n\n?? status == 200'],
    ['a response handler (>)', 'GET https://x/\n\n>> answer.json'],
    ['headers from a variable (...)', 'GET https://x/\n...defaults\nX: 1'],
    ['a GraphQL body', 'POST https://x/\nX-REQUEST-TYPE: GraphQL\n\nquery { a }'],
    ['a multipart body', 'POST https://x/\nContent-Type: multipart/form-data; boundary=a\n\n--a\n\n1\n--a--'],
    ['a file within a body', 'POST https://x/\n\nbefore\n< a.json'],
    ['a file in the encoding latin1', 'POST https://x/\n\n<@latin1 a.json'],
    ['a protocol other than HTTP', 'WS wss://x/'],
    ['a protocol other than HTTP', 'GET ftp://x/'],
    ['content before its first line', '< ./pre.js\nGET https://x/'],
    ['content before its first line', 'query { a }\n\nPOST https://x/\n\n{}'],
    ['a variable in the middle of the request', 'POST https://x/\n@a = 1\nX: 1\n\n{}'],
    ['a comment within a header', 'GET https://x/\nX: one\n# secret\n  two'],
    ['a block comment or a response reference in its body', 'POST https://x/\n\n{\n/* no */\n"a": 1}'],
    ['an address with a space or one of these characters: { } " < > \\', 'GET https://x\\@evil.example/'],
    ['an expression in double braces', 'POST https://x/\n\n{{ f({a: 1}) }}'],
    ['the directive @note', '# @note\nDELETE https://x/'],
    ['the directive @if', '# @if false\nGET https://x/'],
    ['the directive @no-redirect', '# @no-redirect\nGET https://x/'],
    ['the directive @prompt', '# @prompt code\nGET https://x/'],
    ['the directive @loop', '// @loop for 3\nGET https://x/'],
    ['the directive @ref', 'GET https://x/\n\n  ## @ref a'],
    ['the directive @named', '# @named x\nGET https://x/'],
    ['a script that runs for every request', '{{@request\n}}\nGET https://x/1\n###\nGET https://x/2'],
    ['a script', '###\nGET https://x/1\n###\n{{\n  a()\n}}\nGET https://x/'],
    ['a body followed by another request without ###', 'POST https://x/\n\n{}\n\nGET https://y/', 0],
    ['a comment within a header', 'GET https://x/\nX: one\n  // secret\n  two'],
    ['a comment within a header', 'GET https://x/\nX: one\n\t# secret\n  two'],
    ['headers from a variable (...)', 'GET https://x/\n  ...defaults\nX: 1'],
    ['a protocol other than HTTP', 'graphql https://x/'],
    ['a protocol other than HTTP', 'GET coap+ws2.a-b://x/'],
    ['a protocol other than HTTP', 'GET httpx://x/'],
    ['an assertion (??)', 'GET https://x/\n\n \t?? status == 200'],
    ['a response handler (>)', 'GET https://x/\n\n  > a.js'],
    ['a block comment or a response reference in its body', 'POST https://x/\n\n{\n \t<> a.json\n}'],
    ['a file within a body', 'POST https://x/\n\n  < a.json\nafter'],
    ['a file in the encoding utf-80', 'POST https://x/\n\n<@utf-80 a.json'],
    ['a file in the encoding xutf8', 'POST https://x/\n\n<@xutf8 a.json'],
    ['content before its first line', '< a # b\nGET https://x/'],
    ['the expression {{x login.response}}', 'GET https://x/{{x login.response}}'],
    ['the expression {{login.responses}}', 'GET https://x/{{login.responses}}'],
    ['a value from another request, {{log-in.request.url}}', 'GET https://x/{{log-in.request.url}}'],
    ['an expression in double braces', 'POST https://x/\n\nfirst\n{{ {a} }}\nlast'],
    [
      'a variable in the middle of the request',
      'POST https://x/\nX: 1\n@a = 1\n\n{}\n###\nGET https://y/',
      0,
    ],
    ['an address with a space or one of these characters: { } " < > \\', 'GET https://x/a b'],
    ['an address with a space or one of these characters: { } " < > \\', 'GET https://x/{id}/a'],
    ['an address with a space or one of these characters: { } " < > \\', 'GET https://x/?a=b c'],
    ['a curl command', 'curl -k -u 5756a411e4b06a33d50517c7:aBcDeF1234 https://connect.routee.net/'],
    ['a curl command', '$ curl https://x/ \\\n  -H "A: b"'],
    ["a body, which the method GET doesn't allow", 'GET https://x/\n\n{}'],
    ["a body, which the method HEAD doesn't allow", 'head https://x/\n\n< a.json'],
    [
      'a body that HTTP clients read differently',
      'PUT https://x/\nContent-Type: text/markdown\n\n# Title\n\n### Sub',
    ],
    [
      'a body that HTTP clients read differently',
      'PUT https://x/\nContent-Type: text/markdown\n\nText\n// b\nc',
    ],
    ['a body that HTTP clients read differently', 'POST https://x/\n\n\n{}'],
    ['a body that HTTP clients read differently', 'POST https://x/\na'],
    ['a body that HTTP clients read differently', 'POST https://x/\n\na\n===\nb'],
    [
      'a GraphQL body',
      'POST https://x/\nContent-Type: application/json\n\nquery Q($n: Int) { a }\n\n{"n":1}',
    ],
    ['a GraphQL body', 'POST https://x/\n\nmutation {\n  a\n}'],
    ['a GraphQL body', 'POST https://x/\n\nsubscription S { a }'],
    ['a GraphQL body', 'POST https://x/\n\ngql q < a.gql'],
    ['a GraphQL body', 'POST https://x/\n\nfragment F on A { b }'],
    ['a protocol other than HTTP', 'MQTT tcp://x:1883'],
    ['a protocol other than HTTP', 'SSE https://x/'],
    ['a protocol other than HTTP', 'AMQP amqp://x'],
    ['a protocol other than HTTP', 'GRPC x/a.B/c'],
    ['a protocol other than HTTP', 'GET unix:/var/run/docker.sock:/containers/json'],
    ['an address that HTTP clients read differently', 'FOO https://x/'],
    ['an address that HTTP clients read differently', '@host = https://x\n###\nGET /x'],
    ['content before its first line', 'import ./b.http\nGET https://x/'],
    ['content before its first line', 'run #Login\nGET https://x/'],
    ['content before its first line', 'proto < a.proto\nkeepCase: true\nGET https://x/'],
    [
      'the header ClientCert, which HTTP clients read differently',
      'GET https://x/\nClientCert: pfx: ./c.p12 passphrase: s3cret',
    ],
    [
      'the header X-ClientCert, which HTTP clients read differently',
      'GET https://x/\nX-ClientCert: cert: ./c key: ./k',
    ],
    [
      'the header Authorization, which HTTP clients read differently',
      'GET https://x/\nAuthorization: a\nAuthorization: b',
    ],
    ['the header a, which HTTP clients read differently', 'GET https://x/\nA: 1\na: 2'],
    ['the header A, which HTTP clients read differently', 'GET https://x/\nA: b,'],
    ['the header X, which HTTP clients read differently', 'GET https://a.example/\nX: one\n  two\nY: 2'],
    ['a comment within a header', 'GET https://x/\n#X: one\nY: 2'],
    ['an address that HTTP clients read differently', 'GET https://x/?a=100%'],
    ['an address that HTTP clients read differently', 'GET https://x/\n  ?flag\nA: b'],
    ['an address that HTTP clients read differently', 'GET https://x/?\n    client=1&\n    a=b'],
    ['an address that HTTP clients read differently', 'GET https://x/ http/1.1'],
    ['an address that HTTP clients read differently', 'GET https://x/ HTTP/1.1\n?a=b'],
    ['an address that HTTP clients read differently', 'GET https://x/\nA: b\n?c=d'],
    ['the header A, which HTTP clients read differently', 'GET https://x/\nA:\nA: 1'],
    [
      'the header Content-Type, which HTTP clients read differently',
      'GET https://x/\nContent-Type: a\nContent-Type: b',
    ],
    ['content before its first line', 'POST https://x/\n\na\nGET https://y/'],
    ['a body that HTTP clients read differently', 'POST https://x/\n\nHTTP/1.1 200 OK\n\nquery q { a }'],
    ['a body that HTTP clients read differently', 'PUT https://x/\nContent-Type: text/markdown\n## c\n\na'],
    ['the header A, which HTTP clients read differently', 'GET https://x/\nA: 1\nA:'],
    ['a block comment or a response reference in its body', 'POST https://x/\n\n/*\na\n*/'],
    ['a body that HTTP clients read differently', 'PUT https://x/\nContent-Type: text/markdown\n###x'],
    ['a protocol other than HTTP', 'POST https://x/\n\na\nproto < a.proto'],
    ['a file within a body', 'POST https://x/\n\n  < a.json'],
    ['a body that HTTP clients read differently', FORM + '< a.txt'],
    ['a body that HTTP clients read differently', FORM + 'a=1 & b=2'],
    ['a body that HTTP clients read differently', FORM + 'a=1 \n& b=2\nc'],
    ['a body that HTTP clients read differently', FORM + 'a=1\nb=2'],
    ['a body that HTTP clients read differently', FORM + 'a=x|y'],
    ['a body that HTTP clients read differently', FORM + 'a=%%41'],
    ['a body followed by another request without ###', 'POST https://x/\n\nDELETE what you do not need'],
    ['a body followed by another request without ###', 'POST https://x/\n\n{}\n  ###\nGET https://y/', 0],
    ['a variable in the middle of the request', 'POST https://x/\n\na\n@b c'],
    ['an expression in double braces', 'POST https://x/\n\n\\{\\{a\\}\\}'],
    ['a script', 'POST https://x/\n\n{\n"a": 1\n> {% x %}\n}'],
  ];
  for (const [construct, text, index] of refused) {
    it(`names ${construct} in ${JSON.stringify(text)}`, () => {
      assert.throws(
        () => read(text, index),
        (error) => error instanceof UnsupportedConstruct && error.message === construct,
      );
    });
  }
});

import assert from 'node:assert/strict';
import { applyEdits } from '../../../../../src/core/kit/textEdit.ts';
import { planTokenInsertion } from '../../../../../src/core/httpFile/plan/planTokenInsertion.ts';
import type { TokenDecisions } from '../../../../../src/core/httpFile/plan/tokenPlan.ts';
import { readMarkers } from '../../../httpFile/markers.ts';

const REPLACE_BASIC: TokenDecisions = { basic: 'replace' };
const KEEP_BASIC: TokenDecisions = { basic: 'keep' };
const replaceVariable = (name: string): TokenDecisions => ({ variables: new Map([[name, 'replace']]) });

const CASES: [what: string, before: string, after: string, decisions?: TokenDecisions][] = [
  // An existing header.
  [
    'replaces a Bearer value',
    'GET /a\nAuthorization: Bearer old‸\nB: 1',
    'GET /a\nAuthorization: Bearer T\nB: 1',
  ],
  [
    'replaces it from the request line',
    'G‸ET /a\nA: 1\nAuthorization: Bearer old',
    'GET /a\nA: 1\nAuthorization: Bearer T',
  ],
  [
    'keeps the name and blanks',
    'GET /a‸\n\tAUTHORIZATION :  bearer old \t\n',
    'GET /a\n\tAUTHORIZATION :  Bearer T \t\n',
  ],
  ['replaces any scheme', 'GET /a‸\nauthorization: Digest user pass', 'GET /a\nauthorization: Bearer T'],
  ['replaces a value of one word', 'GET /a‸\nAuthorization: old', 'GET /a\nAuthorization: Bearer T'],
  [
    'replaces a scheme that is not known',
    'GET /a‸\nAuthorization: routee Staging',
    'GET /a\nAuthorization: Bearer T',
  ],
  ['fills an empty value', 'GET /a‸\nAuthorization:\nB: 1', 'GET /a\nAuthorization: Bearer T\nB: 1'],
  [
    'fills an empty value with blanks',
    'GET /a‸\nAuthorization:  \nB: 1',
    'GET /a\nAuthorization:  Bearer T\nB: 1',
  ],
  [
    'replaces a folded value',
    'GET /a‸\nAuthorization: Bearer\n   old\nB: 1',
    'GET /a\nAuthorization: Bearer T\nB: 1',
  ],
  [
    'replaces all headers, so that none stays old',
    'GET /a\nAuthorization: a b\nAuthorization: c ‸d',
    'GET /a\nAuthorization: Bearer T\nAuthorization: Bearer T',
  ],
  [
    'replaces a value of variables',
    'GET /a‸\nAuthorization: Bearer {{a}}{{b}}',
    'GET /a\nAuthorization: Bearer T',
  ],
  [
    'replaces a variable under another scheme',
    '@t = x\nGET /a‸\nAuthorization: Token {{t}}',
    '@t = x\nGET /a\nAuthorization: Bearer T',
  ],
  [
    'replaces Basic after a yes',
    'GET /a‸\nAuthorization: Basic YTpi',
    'GET /a\nAuthorization: Bearer T',
    REPLACE_BASIC,
  ],
  [
    'keeps Basic after a no',
    'GET /a‸\nAuthorization: basic YTpi',
    'GET /a\nAuthorization: basic YTpi',
    KEEP_BASIC,
  ],
  [
    'changes nothing where the token is',
    'GET /a‸\nAuthorization: Bearer T',
    'GET /a\nAuthorization: Bearer T',
  ],
  // A header whose value is a variable.
  [
    'updates the variable',
    '@t = old\n###\nGET /a‸\nAuthorization: Bearer {{t}}',
    '@t = T\n###\nGET /a\nAuthorization: Bearer {{t}}',
  ],
  [
    'updates a variable with blanks',
    '@t=old\nGET /a‸\nAuthorization: Bearer {{ t }}',
    '@t=T\nGET /a\nAuthorization: Bearer {{ t }}',
  ],
  [
    'updates a whole value',
    '@auth = Bearer old\nGET /a‸\nAuthorization: {{auth}}',
    '@auth = Bearer T\nGET /a\nAuthorization: {{auth}}',
  ],
  [
    'completes a whole value',
    '@auth = old\nGET /a‸\nAuthorization: {{auth}}',
    '@auth = Bearer T\nGET /a\nAuthorization: {{auth}}',
  ],
  [
    'follows a chain',
    '@a = {{b}}\n@b = old\nGET /‸\nAuthorization: Bearer {{a}}',
    '@a = {{b}}\n@b = T\nGET /\nAuthorization: Bearer {{a}}',
  ],
  [
    'follows a chain with a scheme',
    '@a = Bearer {{b}}\n@b = old\nGET /‸\nAuthorization: {{a}}',
    '@a = Bearer {{b}}\n@b = T\nGET /\nAuthorization: {{a}}',
  ],
  [
    'stops in a circle',
    '@a = {{b}}\n@b = {{a}}\nGET /‸\nAuthorization: Bearer {{a}}',
    '@a = {{b}}\n@b = T\nGET /\nAuthorization: Bearer {{a}}',
  ],
  [
    'keeps a computed variable, which other requests use',
    '@t = {{login.response.body.access_token}}\nGET /‸\nAuthorization: Bearer {{t}}',
    '@t = {{login.response.body.access_token}}\nGET /\nAuthorization: Bearer {{t}}',
  ],
  [
    'replaces a computed variable if told',
    '@t = Bearer {{login.response.body.access_token}}\nGET /‸\nAuthorization: {{t}}',
    '@t = Bearer T\nGET /\nAuthorization: {{t}}',
    replaceVariable('login.response.body.access_token'),
  ],
  [
    'updates the definition nearest above',
    '@t = 1\nGET /‸\nAuthorization: Bearer {{t}}\n###\n@t = 2\nGET /',
    '@t = T\nGET /\nAuthorization: Bearer {{t}}\n###\n@t = 2\nGET /',
  ],
  [
    'updates a definition below',
    'GET /‸\nAuthorization: Bearer {{t}}\n###\n@t = 2',
    'GET /\nAuthorization: Bearer {{t}}\n###\n@t = T',
  ],
  [
    'keeps quotes',
    '@t = "old"\nGET /‸\nAuthorization: Bearer {{t}}',
    '@t = "T"\nGET /\nAuthorization: Bearer {{t}}',
  ],
  [
    'defines an unknown variable',
    'GET /‸\nAuthorization: Bearer {{t}}',
    '@t = T\n\nGET /\nAuthorization: Bearer {{t}}',
  ],
  [
    'defines an unknown whole value',
    'GET /‸\nAuthorization: {{t}}',
    '@t = Bearer T\n\nGET /\nAuthorization: {{t}}',
  ],
  [
    'replaces the reference if told',
    'GET /‸\nAuthorization: Bearer {{t}}',
    'GET /\nAuthorization: Bearer T',
    replaceVariable('t'),
  ],
  [
    'keeps an expression',
    'GET /‸\nAuthorization: Bearer {{$processEnv T}}',
    'GET /\nAuthorization: Bearer {{$processEnv T}}',
  ],
  [
    'replaces an expression if told',
    'GET /‸\nAuthorization: Bearer {{$processEnv T}}',
    'GET /\nAuthorization: Bearer T',
    replaceVariable('$processEnv T'),
  ],
  // The cursor on a variable.
  ['sets a variable', '@host = x\n@t = old‸\nGET /', '@host = x\n@t = T\nGET /'],
  ['keeps Bearer in a variable', '‸@t = Bearer old\nGET /', '@t = Bearer T\nGET /'],
  ['fills a variable', '@t =‸\nGET /', '@t = T\nGET /'],
  ['fills a variable without blanks', '@t=‸\nGET /', '@t=T\nGET /'],
  ['sets a lazy variable', '@t := old‸\nGET /', '@t := T\nGET /'],
  ['sets a variable in a body (httpYac)', 'GET /\n\nx\n@t = old‸\ny', 'GET /\n\nx\n@t = T\ny'],
  ['asks for Basic in a variable', '@t = Basic YTpi‸', '@t = Bearer T', REPLACE_BASIC],
  ...[
    'https://a.example',
    'connect.routee.net',
    'localhost:8080',
    '/sms',
    '8080',
    'a/b',
    'Hello you',
    '{{x}}',
  ].map((value): (typeof CASES)[number] => [
    `keeps a variable that is no token: ${value}`,
    `@host = ${value}‸\nGET /`,
    `@host = ${value}\nGET /`,
  ]),
  ['replaces it if told', '@host = https://a.example‸', '@host = T', replaceVariable('@host')],
  // No header.
  [
    'adds a header last',
    'GET /a‸\nA: 1\nB: 2\n\nbody',
    'GET /a\nA: 1\nB: 2\nAuthorization: Bearer T\n\nbody',
  ],
  [
    'adds it below the request line',
    'GET /a HTTP/1.1‸\n\nbody',
    'GET /a HTTP/1.1\nAuthorization: Bearer T\n\nbody',
  ],
  ['adds it at the end of the text', 'GET /a‸', 'GET /a\nAuthorization: Bearer T'],
  [
    'adds it below a long URL',
    'GET /a\n  ?b=1‸\n  &c=2\n\nx',
    'GET /a\n  ?b=1\n  &c=2\nAuthorization: Bearer T\n\nx',
  ],
  [
    'adds it below headers after a long URL',
    'GET /a\n  ?b=1\nA: 1\n‸\nx',
    'GET /a\n  ?b=1\nA: 1\nAuthorization: Bearer T\n\nx',
  ],
  ['adds it above a body without a gap', 'POST /a‸\nA: 1\n{}', 'POST /a\nA: 1\nAuthorization: Bearer T\n{}'],
  [
    'adds it although one is in a comment',
    'GET /a‸\n# Authorization: Bearer old\nA: 1',
    'GET /a\n# Authorization: Bearer old\nA: 1\nAuthorization: Bearer T',
  ],
  [
    'adds it although one is in the body',
    'GET /a‸\n\nAuthorization: Bearer old',
    'GET /a\nAuthorization: Bearer T\n\nAuthorization: Bearer old',
  ],
  ['keeps CRLF', 'GET /a‸\r\nA: 1\r\n\r\nx', 'GET /a\r\nA: 1\r\nAuthorization: Bearer T\r\n\r\nx'],
  ['keeps CRLF at the end', '###\r\nGET /a‸', '###\r\nGET /a\r\nAuthorization: Bearer T'],
  [
    'takes the line end of the place',
    'GET /a‸\r\n\r\n###\nGET /b‸\nA: 1\n###\n',
    'GET /a\r\nAuthorization: Bearer T\r\n\r\n###\nGET /b\nA: 1\nAuthorization: Bearer T\n###\n',
  ],
  ['keeps the indentation', '\t GET /a‸\n\t A: 1\n', '\t GET /a\n\t A: 1\n\t Authorization: Bearer T\n'],
  [
    'keeps the indentation of the request line',
    '  GET /a‸\n     ?b=1\n',
    '  GET /a\n     ?b=1\n  Authorization: Bearer T\n',
  ],
  ['leaves a byte order mark', '\uFEFFGET /a‸\n', '\uFEFFGET /a\nAuthorization: Bearer T\n'],
  ['takes the title for the request', '### On‸e\nGET /a\n', '### One\nGET /a\nAuthorization: Bearer T\n'],
  [
    'takes comments for the request',
    'GET /a\n\n###\n# @name‸ b\n\nGET /b\n',
    'GET /a\n\n###\n# @name b\n\nGET /b\nAuthorization: Bearer T\n',
  ],
  [
    'adds it above a JetBrains handler',
    'GET /a‸\n\n> {% x %}',
    'GET /a\nAuthorization: Bearer T\n\n> {% x %}',
  ],
  [
    'adds it above an assertion',
    'GET /a‸\nA: 1\n?? status == 200',
    'GET /a\nA: 1\nAuthorization: Bearer T\n?? status == 200',
  ],
  // Bodies and scripts.
  [
    'inserts into a command of curl (REST Client)',
    'curl https://a.example/ \\\n  -H "Authorization: Bearer ‸"\n',
    'curl https://a.example/ \\\n  -H "Authorization: Bearer T"\n',
  ],
  ['adds a header to curl', 'curl‸ https://a.example', 'curl -H "Authorization: Bearer T" https://a.example'],
  ['adds it from the start', '‸curl G\n\n', 'curl -H "Authorization: Bearer T" G\n\n'],
  [
    'adds it from the address',
    'curl -k https://‸a.example',
    'curl -H "Authorization: Bearer T" -k https://a.example',
  ],
  [
    'replaces the header of curl',
    "cu‸rl -H 'Authorization: Bearer old' https://a.example",
    "curl -H 'Authorization: Bearer T' https://a.example",
  ],
  [
    'updates the variable that curl uses',
    '@t = old\n###\ncurl -H "Authorization: Bearer {{t}}" https://‸a.example',
    '@t = T\n###\ncurl -H "Authorization: Bearer {{t}}" https://a.example',
  ],
  [
    'keeps the credentials of curl after a no',
    '‸curl -u "id:s" https://a.example',
    'curl -u "id:s" https://a.example',
    KEEP_BASIC,
  ],
  [
    'replaces the credentials of curl after a yes',
    'curl https://a.example --user ‸id:s',
    'curl https://a.example -H "Authorization: Bearer T"',
    REPLACE_BASIC,
  ],
  ['inserts at the end of a command of curl', '###\ncurl -H A:1‸\n', '###\ncurl -H A:1T\n'],
  ['defines a variable above a command of curl', '# x‸\ncurl a\n', '@routeeToken = T\n\n# x\ncurl a\n'],
  ['inserts into a body', 'POST /a\n\n{ "t": "‸" }', 'POST /a\n\n{ "t": "T" }'],
  ['replaces a selection in a body', 'POST /a\n\n{ "t": "«old»" }', 'POST /a\n\n{ "t": "T" }'],
  ['inserts at several cursors of a body', 'POST /a\n\n‸ and ‸', 'POST /a\n\nT and T'],
  [
    'keeps a selection that leaves the body',
    'POST /a\n\nx«y\n\n###\nGET /»b',
    'POST /a\n\nxTy\n\n###\nGET /b',
  ],
  ['inserts into a script (httpYac)', '{{\n  t = "‸";\n}}\nGET /a', '{{\n  t = "T";\n}}\nGET /a'],
  ['inserts into a script (JetBrains)', 'GET /a\n\n> {%\n  t = "«x»";\n%}', 'GET /a\n\n> {%\n  t = "T";\n%}'],
  ['inserts into GraphQL', 'POST /a\n\nquery Q { a(t: "‸") }', 'POST /a\n\nquery Q { a(t: "T") }'],
  [
    'inserts into multipart',
    'POST /a\nContent-Type: multipart/form-data; boundary=x\n\n--x\nA: ‸\n\n--x--',
    'POST /a\nContent-Type: multipart/form-data; boundary=x\n\n--x\nA: T\n\n--x--',
  ],
  ['inserts into a script of one line', 'GET /a\n\n> {% a(‸) %}', 'GET /a\n\n> {% a(T) %}'],
  [
    'takes the marks of a script for its request',
    '< {%‸\nx\n%}\nGET /a',
    '< {%\nx\n%}\nGET /a\nAuthorization: Bearer T',
  ],
  [
    'lets a header decide about Bearer',
    '@t = o‸\nGET /‸\nAuthorization: {{t}}',
    '@t = Bearer T\nGET /\nAuthorization: {{t}}',
  ],
  // What is no request.
  ['inserts nothing below an import', 'import ./b.http‸\n', '@routeeToken = T\n\nimport ./b.http\n'],
  [
    'inserts nothing below a run',
    '###\nrun #Login‸\n\n###\nGET /a',
    '@routeeToken = T\n\n###\nrun #Login\n\n###\nGET /a',
  ],
  [
    'inserts nothing into the options of a proto',
    'proto < ./a.proto\nkeepCase: true‸\n###\nGRPC localhost/a.B/c\n',
    '@routeeToken = T\n\nproto < ./a.proto\nkeepCase: true\n###\nGRPC localhost/a.B/c\n',
  ],
  [
    'adds a header below a request behind them',
    'proto < ./a.proto\n# x\nkeepCase: true\nGR‸PC localhost/a.B/c\n',
    'proto < ./a.proto\n# x\nkeepCase: true\nGRPC localhost/a.B/c\nAuthorization: Bearer T\n',
  ],
  [
    'leaves the headings of Markdown',
    'PUT /a\nContent-Type: text/markdown\n\n# Title\n\n### Sub\n\nText ‸\n',
    'PUT /a\nContent-Type: text/markdown\n\n# Title\n\n### Sub\n\nText T\n',
  ],
  // Between requests.
  ['defines @routeeToken in an empty file', '‸', '@routeeToken = T\n'],
  [
    'defines it between requests',
    '###\nGET /a\n\nx\n\n‸\n###\nGET /b',
    '@routeeToken = T\n\n###\nGET /a\n\nx\n\n\n###\nGET /b',
  ],
  [
    'defines it for all requests of httpYac',
    'GET /a\n\n###\nGET /b\n\nx\n\n‸',
    '@routeeToken = T\n\n###\nGET /a\n\n###\nGET /b\n\nx\n\n',
  ],
  ['defines it above variables', '@a = 1\n‸\n@b = 2\nGET /a', '@routeeToken = T\n@a = 1\n\n@b = 2\nGET /a'],
  ['defines it with CRLF', '###\r\n‸\r\n', '@routeeToken = T\r\n\r\n###\r\n\r\n'],
  ['defines it after a byte order mark', '\uFEFF‸###\nGET /a', '\uFEFF@routeeToken = T\n\n###\nGET /a'],
  [
    'updates it between requests',
    'GET /a\n\nx\n\n‸\n###\n@routeeToken = old\n',
    'GET /a\n\nx\n\n\n###\n@routeeToken = T\n',
  ],
  // Several cursors.
  [
    'edits each request',
    'GET /a‸\n###\nGET /b\n###\nGET /c‸',
    'GET /a\nAuthorization: Bearer T\n###\nGET /b\n###\nGET /c\nAuthorization: Bearer T',
  ],
  ['edits a request once', 'G‸ET /a\nA: ‸1\n', 'GET /a\nA: 1\nAuthorization: Bearer T\n'],
  [
    'updates a shared variable once',
    '@t = o\n###\nGET /‸\nAuthorization: Bearer {{t}}\n###\nGET /‸\nAuthorization: Bearer {{t}}',
    '@t = T\n###\nGET /\nAuthorization: Bearer {{t}}\n###\nGET /\nAuthorization: Bearer {{t}}',
  ],
  ['edits header and body of a request', 'POST /a‸\n\n{"‸"}', 'POST /a\nAuthorization: Bearer T\n\n{"T"}'],
  ['does nothing without cursors', 'GET /a', 'GET /a'],
];

describe('planTokenInsertion', () => {
  for (const [what, before, after, decisions] of CASES) {
    it(what, () => {
      const { text, cursors } = readMarkers(before);
      const plan = planTokenInsertion(text, cursors, decisions ? { token: 'T', decisions } : { token: 'T' });
      assert.equal(applyEdits(text, plan.edits), after);
      if (decisions) assert.deepEqual(plan.questions, []);
    });
  }

  it('makes no edit for a cursor inside CRLF other than for the line', () => {
    const { edits } = planTokenInsertion('GET /a\r\n', [{ start: 7, end: 7 }], { token: 'T' });
    assert.deepEqual(edits, [{ start: 6, end: 6, text: '\r\nAuthorization: Bearer T' }]);
  });

  describe('of a reference', () => {
    const reference = { token: '{{$processEnv R}}', inScript: 'process.env.R' };
    const rows: [what: string, before: string, after: string][] = [
      ['adds a header', 'GET /a‸', 'GET /a\nAuthorization: Bearer {{$processEnv R}}'],
      [
        'replaces a token',
        'GET /a‸\nAuthorization: Bearer old',
        'GET /a\nAuthorization: Bearer {{$processEnv R}}',
      ],
      [
        'sets the variable that a header uses',
        '@t = old\nGET /a‸\nAuthorization: Bearer {{t}}',
        '@t = {{$processEnv R}}\nGET /a\nAuthorization: Bearer {{t}}',
      ],
      ['puts it into a body', 'POST /a\n\n{"t": "‸"}', 'POST /a\n\n{"t": "{{$processEnv R}}"}'],
      ['gives a script what it knows', 'GET /a\n\n> {% a(‸) %}', 'GET /a\n\n> {% a(process.env.R) %}'],
    ];
    for (const [what, before, after] of rows) {
      it(what, () => {
        const { text, cursors } = readMarkers(before);
        const { edits, questions } = planTokenInsertion(text, cursors, reference);
        assert.deepEqual([applyEdits(text, edits), questions], [after, []]);
      });
    }

    it('refuses a line end in what a script is given', () => {
      assert.throws(() => planTokenInsertion('GET /a', [], { token: 'T', inScript: 'a\nb' }), RangeError);
    });
  });
});

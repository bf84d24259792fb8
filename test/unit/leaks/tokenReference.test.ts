import assert from 'node:assert/strict';

import { applyEdits } from '../../../src/core/httpFile/applyEdits.ts';
import { httpReference, planReference, type Provision } from '../../../src/core/leaks/tokenReference.ts';

const TOKEN = 'b2014e88-86ff-44fc-ac98-ebaf24ff88cf';

/** `T` is the token; undefined where no reference is offered. */
function refer(text: string, languageId: string, provision: Provision = 'dotenv'): string | undefined {
  const start = text.indexOf('T‸');
  assert.notEqual(start, -1);
  const whole = text.replace('T‸', TOKEN);
  const edit = planReference(whole, { start, end: start + TOKEN.length }, languageId, provision);
  return edit && applyEdits(whole, [edit]);
}

describe('the reference to the variable in place of a token', () => {
  const rows: [languageId: string, before: string, after: string | undefined][] = [
    ['http', 'Authorization: Bearer T‸\n', 'Authorization: Bearer {{$dotenv ROUTEE_TOKEN}}\n'],
    ['http', '@routeeToken = T‸', '@routeeToken = {{$dotenv ROUTEE_TOKEN}}'],
    ['http', `GET /a\n\n{{\nt = 'T‸'\n}}\n`, 'GET /a\n\n{{\nt = ROUTEE_TOKEN\n}}\n'],
    ['http', 'GET /a\n\n{{\nt = `x T‸`\n}}\n', 'GET /a\n\n{{\nt = `x ${ROUTEE_TOKEN}`\n}}\n'],
    ['http', 'GET /a\n\n{{\n// T‸\n}}\n', undefined],
    ['javascript', `const token = 'T‸';`, 'const token = process.env.ROUTEE_TOKEN;'],
    ['javascript', `a="T‸"`, 'a=process.env.ROUTEE_TOKEN'],
    ['typescript', `f("Bearer T‸", 1)`, 'f("Bearer " + process.env.ROUTEE_TOKEN, 1)'],
    ['javascript', `f('x', "it's T‸")`, `f('x', "it's " + process.env.ROUTEE_TOKEN)`],
    ['javascript', `f('it\\'s T‸')`, `f('it\\'s ' + process.env.ROUTEE_TOKEN)`],
    ['javascript', '`Bearer T‸ and more`', '`Bearer ${process.env.ROUTEE_TOKEN} and more`'],
    ['javascript', `'T‸ and more'`, undefined],
    ['javascript', '// T‸', undefined],
    ['javascript', `x = 'a' // T‸'`, undefined],
    ['javascript', '`\nBearer T‸`', undefined],
    ['typescriptreact', `<Client token="T‸" />`, undefined],
    ['javascriptreact', `const token = "T‸";`, 'const token = process.env.ROUTEE_TOKEN;'],
    [
      'python',
      `headers = {"Authorization": "Bearer T‸"}`,
      `headers = {"Authorization": "Bearer " + os.environ["ROUTEE_TOKEN"]}`,
    ],
    ['python', `f(token='T‸')`, `f(token=os.environ["ROUTEE_TOKEN"])`],
    ['python', `f'Bearer T‸'`, undefined],
    ['python', `"""T‸"""`, undefined],
    ['python', `"T‸"""`, undefined],
    [
      'ruby',
      `request["Authorization"] = 'Bearer T‸'`,
      `request["Authorization"] = 'Bearer ' + ENV["ROUTEE_TOKEN"]`,
    ],
    ['php', `"authorization: Bearer T‸",`, `"authorization: Bearer " . getenv("ROUTEE_TOKEN"),`],
    [
      'java',
      `.addHeader("authorization", "Bearer T‸")`,
      `.addHeader("authorization", "Bearer " + System.getenv("ROUTEE_TOKEN"))`,
    ],
    ['csharp', `var t = "T‸";`, `var t = Environment.GetEnvironmentVariable("ROUTEE_TOKEN");`],
    ['csharp', `var t = @"T‸";`, undefined],
    ['csharp', `var t = $"T‸";`, undefined],
    ['go', `token := "T‸"`, `token := os.Getenv("ROUTEE_TOKEN")`],
    ['go', 'token := `T‸`', undefined],
    [
      'shellscript',
      `curl -H "Authorization: Bearer T‸" u`,
      `curl -H "Authorization: Bearer $ROUTEE_TOKEN" u`,
    ],
    [
      'shellscript',
      `curl -H 'Authorization: Bearer T‸' u`,
      `curl -H 'Authorization: Bearer '"$ROUTEE_TOKEN" u`,
    ],
    ['shellscript', 'export TOKEN=T‸', 'export TOKEN=$ROUTEE_TOKEN'],
    ['shellscript', `TOKEN='T‸'`, `TOKEN="$ROUTEE_TOKEN"`],
    ['json', '{"token": "T‸"}', undefined],
    ['plaintext', 'T‸', undefined],
    ['constructor', '"T‸"', undefined],
  ];
  for (const [languageId, before, after] of rows) {
    it(`${languageId}: ${before.trim().replaceAll('\n', '⏎')}`, () => {
      assert.equal(refer(before, languageId), after);
    });
  }

  it('names where the clients of a .http file find the variable', () => {
    assert.equal(httpReference('dotenv'), '{{$dotenv ROUTEE_TOKEN}}');
    assert.equal(httpReference('processEnv'), '{{$processEnv ROUTEE_TOKEN}}');
    assert.equal(
      refer('GET /a\n\n> {%\nf("T‸")\n%}\n', 'http', 'processEnv'),
      'GET /a\n\n> {%\nf(process.env.ROUTEE_TOKEN)\n%}\n',
    );
    assert.equal(
      refer('Authorization: T‸', 'http', 'processEnv'),
      'Authorization: {{$processEnv ROUTEE_TOKEN}}',
    );
  });
});

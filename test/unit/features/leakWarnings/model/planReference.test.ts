import assert from 'node:assert/strict';

import { parseHttpFile } from '../../../../../src/core/httpFile/parser/parseHttpFile.ts';
import { applyEdits } from '../../../../../src/core/kit/textEdit.ts';
import {
  planReference,
  type Reference,
} from '../../../../../src/features/leakWarnings/model/planReference.ts';

const TOKEN = 'b2014e88-86ff-44fc-ac98-ebaf24ff88cf';

/** `T‸` is the token; undefined where no reference is offered. */
function refer(text: string, reference?: Reference): string | undefined {
  const start = text.indexOf('T‸');
  assert.notEqual(start, -1);
  const whole = text.replace('T‸', TOKEN);
  const edit = planReference(whole, parseHttpFile(whole), { start, end: start + TOKEN.length }, reference);
  return edit && applyEdits(whole, [edit]);
}

describe('the reference to the variable in place of a token', () => {
  const rows: [before: string, after: string | undefined][] = [
    ['Authorization: Bearer T‸\n', 'Authorization: Bearer {{$dotenv ROUTEE_TOKEN}}\n'],
    ['@routeeToken = T‸', '@routeeToken = {{$dotenv ROUTEE_TOKEN}}'],
  ];
  const scripts: [before: string, after: string | undefined][] = [
    [`t = 'T‸'`, 't = ROUTEE_TOKEN'],
    [`a="T‸"`, 'a=ROUTEE_TOKEN'],
    [`f("Bearer T‸", 1)`, 'f("Bearer " + ROUTEE_TOKEN, 1)'],
    [`f('x', "it's T‸")`, `f('x', "it's " + ROUTEE_TOKEN)`],
    [`f('it\\'s T‸')`, `f('it\\'s ' + ROUTEE_TOKEN)`],
    ['t = `x T‸ and more`', 't = `x ${ROUTEE_TOKEN} and more`'],
    [`'T‸ and more'`, undefined],
    [`return"T‸"`, undefined],
    ['// T‸', undefined],
    [`x = 'a' // T‸'`, undefined],
    ['`\nBearer T‸`', undefined],
  ];
  const inScript = (code: string): string => `GET /a\n\n{{\n${code}\n}}\n`;
  for (const [before, after] of [
    ...rows,
    ...scripts.map(
      ([code, changed]) => [inScript(code), changed === undefined ? undefined : inScript(changed)] as const,
    ),
  ]) {
    it(before.trim().replaceAll('\n', '⏎'), () => {
      assert.equal(refer(before), after);
    });
  }

  it('is the one that is given', () => {
    const reference = { token: '{{$processEnv ROUTEE_TOKEN}}', inScript: 'process.env.ROUTEE_TOKEN' };
    assert.equal(
      refer('GET /a\n\n> {%\nf("T‸")\n%}\n', reference),
      'GET /a\n\n> {%\nf(process.env.ROUTEE_TOKEN)\n%}\n',
    );
    assert.equal(refer('Authorization: T‸', reference), 'Authorization: {{$processEnv ROUTEE_TOKEN}}');
  });
});

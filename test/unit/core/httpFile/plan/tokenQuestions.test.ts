import assert from 'node:assert/strict';
import { planTokenInsertion } from '../../../../../src/core/httpFile/plan/planTokenInsertion.ts';
import { planTokenVariable } from '../../../../../src/core/httpFile/plan/planTokenVariable.ts';
import type { TokenQuestion } from '../../../../../src/core/httpFile/plan/tokenPlan.ts';
import { readMarkers } from '../../../httpFile/markers.ts';

/** The questions, with the texts of the ranges in place of the offsets. */
function ask(marked: string): unknown[] {
  const { text, cursors } = readMarkers(marked);
  const { questions } = planTokenInsertion(text, cursors, { token: 'T' });
  return questions.map((question: TokenQuestion) => ({
    ...question,
    ranges: question.ranges.map(({ start, end }) => text.slice(start, end)),
  }));
}

describe('the questions of a plan', () => {
  it('are asked once for all Basic values', () => {
    assert.deepEqual(ask('GET /a‸\nAuthorization: Basic YTpi\n###\n@auth = basic {{x}}:{{y}}‸\n'), [
      {
        kind: 'basic',
        ranges: ['Basic YTpi', 'basic {{x}}:{{y}}'],
        choices: ['replace', 'keep'],
        byDefault: 'keep',
      },
    ]);
  });

  it('are asked once for each unknown variable', () => {
    assert.deepEqual(ask('GET /‸\nAuthorization: Bearer {{t}}\n###\nGET /‸\nAuthorization: {{ t }}\n'), [
      {
        kind: 'variable',
        name: 't',
        ranges: ['Bearer {{t}}', '{{ t }}'],
        choices: ['define', 'replace', 'keep'],
        byDefault: 'define',
      },
    ]);
  });

  it('do not offer to define an expression', () => {
    assert.deepEqual(ask('GET /‸\nAuthorization: Bearer {{login.response.body.t}}'), [
      {
        kind: 'variable',
        name: 'login.response.body.t',
        ranges: ['Bearer {{login.response.body.t}}'],
        choices: ['replace', 'keep'],
        byDefault: 'keep',
      },
    ]);
  });

  it('are none for requests without a cursor, commented headers and known variables', () => {
    assert.deepEqual(
      ask(
        '@t = 1\nGET /‸\n# Authorization: Basic x\nAuthorization: Bearer {{t}}\n###\nGET /\nAuthorization: Basic x',
      ),
      [],
    );
  });

  it('are none where the reference to insert is there already', () => {
    const text = 'GET /\nAuthorization: Bearer {{$processEnv ROUTEE_TOKEN}}';
    const plan = planTokenInsertion(text, [{ start: 0, end: 0 }], { token: '{{$processEnv ROUTEE_TOKEN}}' });
    assert.deepEqual(plan, { edits: [], questions: [] });
  });

  it('take a decision for a variable named like a member of Object', () => {
    const text = 'GET /\nAuthorization: Bearer {{constructor}}';
    const plan = planTokenInsertion(text, [{ start: 0, end: 0 }], { token: 'T', decisions: {} });
    assert.deepEqual(
      plan.questions.map(({ kind }) => kind),
      ['variable'],
    );
  });
});

describe('a token', () => {
  for (const token of ['', 'a\nb', 'a\r', '\u0000', 'a\tb', 'a\u007f', 'a\u0085', 'a\u2028b']) {
    it(`is refused if it is ${JSON.stringify(token)}`, () => {
      assert.throws(() => planTokenInsertion('', [], { token }), RangeError);
      assert.throws(() => planTokenVariable('', [], token), RangeError);
    });
  }

  it('is not in the message', () => {
    assert.throws(
      () => planTokenInsertion('', [], { token: 'canary\n' }),
      (error: Error) => !error.message.includes('canary'),
    );
  });
});

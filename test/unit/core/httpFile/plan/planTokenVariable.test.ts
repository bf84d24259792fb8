import assert from 'node:assert/strict';
import { applyEdits } from '../../../../../src/core/kit/textEdit.ts';
import { planTokenVariable } from '../../../../../src/core/httpFile/plan/planTokenVariable.ts';
import { readMarkers } from '../../../httpFile/markers.ts';

const HEADER = 'Authorization: Bearer {{routeeToken}}';

const CASES: [what: string, before: string, after: string][] = [
  ['defines and adds', 'GET /a‸\nA: 1\n', `@routeeToken = T\n\nGET /a\nA: 1\n${HEADER}\n`],
  ['defines and replaces', 'GET /a‸\nAuthorization: Bearer old', `@routeeToken = T\n\nGET /a\n${HEADER}`],
  ['updates and adds', '@routeeToken = old\n\nGET /a‸', `@routeeToken = T\n\nGET /a\n${HEADER}`],
  ['updates only', `@routeeToken=old\nGET /a‸\n${HEADER}`, `@routeeToken=T\nGET /a\n${HEADER}`],
  [
    'keeps a reference as written',
    '@routeeToken = T\nGET /a‸\nauthorization: bearer {{ routeeToken }}',
    '@routeeToken = T\nGET /a\nauthorization: bearer {{ routeeToken }}',
  ],
  [
    'replaces another variable',
    '@t = 1\nGET /a‸\nAuthorization: Bearer {{t}}',
    `@routeeToken = T\n@t = 1\nGET /a\n${HEADER}`,
  ],
  [
    'defines once for many requests',
    'GET /a‸\n###\nGET /b‸\n###\nGET /c',
    `@routeeToken = T\n\n###\nGET /a\n${HEADER}\n###\nGET /b\n${HEADER}\n###\nGET /c`,
  ],
  ['defines with CRLF', 'GET /a‸\r\nA: 1\r\n', `@routeeToken = T\r\n\r\nGET /a\r\nA: 1\r\n${HEADER}\r\n`],
  [
    'refers to it in a body',
    'POST /a\n\n{"t":"«x»"}',
    '@routeeToken = T\n\nPOST /a\n\n{"t":"{{routeeToken}}"}',
  ],
  [
    'leaves a reference in a body whole, wherever the cursors are in it',
    '@routeeToken = T\n\nPOST /a\n\n{‸{rou‸teeToken}}‸',
    '@routeeToken = T\n\nPOST /a\n\n{{routeeToken}}',
  ],
  [
    'takes a script for its request',
    'GET /a\n\n> {% ‸x %}',
    `@routeeToken = T\n\nGET /a\n${HEADER}\n\n> {% x %}`,
  ],
  ['defines only, between requests', '###\n‸', '@routeeToken = T\n\n###\n'],
  ['defines only, on a variable', '@t = x‸\n', '@routeeToken = T\n@t = x\n'],
  ['sets the variable under the cursor', '@routeeToken = Bearer old‸\n', '@routeeToken = T\n'],
  ['does nothing without cursors', 'GET /a', 'GET /a'],
];

describe('planTokenVariable', () => {
  for (const [what, before, after] of CASES) {
    it(what, () => {
      const { text, cursors } = readMarkers(before);
      const { edits, questions } = planTokenVariable(text, cursors, 'T');
      assert.equal(applyEdits(text, edits), after);
      assert.deepEqual(questions, []);
    });
  }

  it('asks before it replaces Basic', () => {
    const { text, cursors } = readMarkers('GET /a‸\nAuthorization: Basic x');
    const asked = planTokenVariable(text, cursors, 'T');
    assert.deepEqual(
      asked.questions.map(({ kind }) => kind),
      ['basic'],
    );
    const { edits } = planTokenVariable(text, cursors, 'T', { basic: 'replace' });
    assert.equal(applyEdits(text, edits), `@routeeToken = T\n\nGET /a\n${HEADER}`);
  });
});

import assert from 'node:assert/strict';

import { applyEdits } from '../../../src/core/httpFile/applyEdits.ts';
import { nearestSample, planSampleReplacement, SAMPLE_TOKEN } from '../../../src/core/leaks/sampleToken.ts';

function replace(text: string, isHttpFile = true): string {
  const whole = text.replaceAll('§', SAMPLE_TOKEN);
  const start = whole.lastIndexOf(SAMPLE_TOKEN);
  return applyEdits(
    whole,
    planSampleReplacement(whole, { start, end: start + SAMPLE_TOKEN.length }, 'real', isHttpFile),
  );
}

describe('the sample token of Routee’s documentation', () => {
  const rows: [what: string, before: string, after: string][] = [
    ['in a header', 'GET /a\nAuthorization: Bearer §\n', 'GET /a\nAuthorization: Bearer real\n'],
    ['in a header without a scheme', 'GET /a\nAuthorization: §\n', 'GET /a\nAuthorization: Bearer real\n'],
    ['in a variable', '@t = Bearer §\nGET /a\n', '@t = Bearer real\nGET /a\n'],
    ['in a body', 'POST /a\n\n{"t": "§"}', 'POST /a\n\n{"t": "real"}'],
    ['in a URL, where no header is added', 'GET /a?t=§\n', 'GET /a?t=real\n'],
    ['in another header', 'GET /a\nX-Token: §\n', 'GET /a\nX-Token: real\n'],
    ['in a comment', '# §\nGET /a\n', '# real\nGET /a\n'],
    [
      'in Basic credentials, which it is not',
      'GET /a\nAuthorization: Basic §\n',
      'GET /a\nAuthorization: Basic real\n',
    ],
    ['where it stands twice', '@t = §\n@u = §\n', `@t = ${SAMPLE_TOKEN}\n@u = real\n`],
  ];
  for (const [what, before, after] of rows) {
    it(`is replaced ${what}`, () => {
      assert.equal(replace(before), after);
    });
  }

  it('is found again where it has moved to, in capitals too, and not where it is part of a word', () => {
    const text = `${SAMPLE_TOKEN.toUpperCase()} x ${SAMPLE_TOKEN} ${SAMPLE_TOKEN}0`;
    const found = [0, 30, 50, 200].map((offset) => nearestSample(text, offset)?.start);
    assert.deepEqual(found, [0, 39, 39, 39]);
    assert.equal(nearestSample(`${SAMPLE_TOKEN}0`, 0), undefined);
  });

  it('is replaced exactly in any other file', () => {
    assert.equal(replace('GET /a\nAuthorization: §;', false), 'GET /a\nAuthorization: real;');
  });
});

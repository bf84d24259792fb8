import assert from 'node:assert/strict';

import type { Schema } from '../../../../../src/core/resources/schema.ts';
import { parameterText } from '../../../../../src/features/requests/model/parameterText.ts';

const DOCS = 'https://docs.routee.net/reference/x';

describe('parameterText', () => {
  const item: Schema = { type: 'string', about: 'One.' };
  const rows: [what: string, schema: Schema, text: string][] = [
    ['a type', { type: 'string', about: 'A text.' }, '**x** string\n\nA text.'],
    ['no type', { about: 'Anything.' }, '**x** \n\nAnything.'],
    ['no meaning', { type: 'string', about: '' }, '**x** string'],
    ['a list of texts', { type: 'array', about: 'All.', items: item }, '**x** string[]\n\nAll.'],
    ['a list of anything', { type: 'array', about: 'All.', items: { about: '' } }, '**x** array\n\nAll.'],
    ['a list without items', { type: 'array', about: 'All.' }, '**x** array\n\nAll.'],
    ['items of no list', { type: 'object', about: 'All.', items: item }, '**x** object\n\nAll.'],
    ['the least', { type: 'integer', about: 'A.', min: 2 }, '**x** integer, ≥ 2\n\nA.'],
    ['the most', { type: 'integer', about: 'A.', max: 9, unit: 'min' }, '**x** integer, ≤ 9 min\n\nA.'],
    ['both', { type: 'integer', about: 'A.', min: 0, max: 9 }, '**x** integer, 0–9\n\nA.'],
    ['a unit alone', { type: 'integer', about: 'A.', unit: 's' }, '**x** integer, s\n\nA.'],
    [
      'all facts',
      { type: 'string', about: 'A.', required: true, default: 'b', values: ['a', 'b'] },
      '**x** string, required, default b\n\nA.\n\n`a` `b`',
    ],
    [
      'a default that is false',
      { type: 'boolean', about: 'A.', default: false },
      '**x** boolean, default false\n\nA.',
    ],
  ];
  for (const [what, schema, text] of rows) {
    it(`tells ${what}`, () => {
      assert.equal(parameterText('x', schema, undefined), text);
    });
  }

  it('links to the page of the operation, or to its own', () => {
    const schema: Schema = { type: 'string', about: 'A.' };
    assert.equal(parameterText('x', schema, DOCS), `**x** string\n\nA.\n\n[Routee's documentation](${DOCS})`);
    assert.equal(
      parameterText('x', { ...schema, docs: 'https://own' }, DOCS),
      "**x** string\n\nA.\n\n[Routee's documentation](https://own)",
    );
  });
});

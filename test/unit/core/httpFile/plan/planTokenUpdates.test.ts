import assert from 'node:assert/strict';

import fc from 'fast-check';

import { applyEdits } from '../../../../../src/core/kit/textEdit.ts';
import { planTokenUpdates } from '../../../../../src/core/httpFile/plan/planTokenUpdates.ts';

const SHOP_OLD = '5b1c3e0e-6f1a-4b52-9d6c-0f2f1c7f3a11';
const SHOP_OLDER = '11111111-6f1a-4b52-9d6c-0f2f1c7f3a11';
const SHOP = '22222222-0000-4b52-9d6c-0f2f1c7f3a22';
const BANK_OLD = 'bank.old~token/of+another_form==';
const BANK = 'bank.new';
const FOREIGN = '99999999-6f1a-4b52-9d6c-0f2f1c7f3a99';

const newer = new Map([
  [SHOP_OLD, SHOP],
  [SHOP_OLDER, SHOP],
  [SHOP, SHOP],
  [BANK_OLD, BANK],
]);

const update = (text: string): string => applyEdits(text, planTokenUpdates(text, newer));

describe('planTokenUpdates', () => {
  const rows: [what: string, before: string, after: string][] = [
    ['a header', `GET /a\nAuthorization: Bearer ${SHOP_OLD}\n`, `GET /a\nAuthorization: Bearer ${SHOP}\n`],
    [
      'each by the one of its own application',
      `@a = ${SHOP_OLD}\r\n@b = "${BANK_OLD}"\r\n\r\nGET /a\r\nauthorization:Bearer  ${SHOP_OLDER}  \r\n`,
      `@a = ${SHOP}\r\n@b = "${BANK}"\r\n\r\nGET /a\r\nauthorization:Bearer  ${SHOP}  \r\n`,
    ],
    [
      'address, header, body and script',
      `POST /${SHOP_OLD}/x?t=${SHOP_OLD}\nX-T: ${SHOP_OLD}\n\n{"t":"${SHOP_OLD}"}\n\n> {% t("${SHOP_OLD}") %}\n`,
      `POST /${SHOP}/x?t=${SHOP}\nX-T: ${SHOP}\n\n{"t":"${SHOP}"}\n\n> {% t("${SHOP}") %}\n`,
    ],
    [
      'what stands behind an escape',
      `GET /a?h=Bearer%20${SHOP_OLD}&t%3D${BANK_OLD}\n\n{"a":"x\\n${SHOP_OLD}\\u0022","b":"\\u003d${SHOP_OLDER}"}\n`,
      `GET /a?h=Bearer%20${SHOP}&t%3D${BANK}\n\n{"a":"x\\n${SHOP}\\u0022","b":"\\u003d${SHOP}"}\n`,
    ],
    ['no comment', `# ${SHOP_OLD}\n// ${BANK_OLD}\nGET /a\n`, `# ${SHOP_OLD}\n// ${BANK_OLD}\nGET /a\n`],
    [
      'no other token',
      `GET /a\nAuthorization: Bearer ${FOREIGN}\n`,
      `GET /a\nAuthorization: Bearer ${FOREIGN}\n`,
    ],
    ['not the current one', `@a = ${SHOP}\n`, `@a = ${SHOP}\n`],
    ['no part of a word', `@a = x${BANK_OLD}\n@b = ${SHOP_OLD}0\n`, `@a = x${BANK_OLD}\n@b = ${SHOP_OLD}0\n`],
    ['a byte order mark kept', `\uFEFF@a = ${SHOP_OLD}`, `\uFEFF@a = ${SHOP}`],
    ['nothing in nothing', '', ''],
  ];
  for (const [what, before, after] of rows) {
    it(`updates ${what}`, () => {
      assert.equal(update(before), after);
      assert.deepEqual(planTokenUpdates(after, newer), []);
    });
  }

  it('updates what is meant', () => {
    const text = `GET /a\nAuthorization: Bearer ${SHOP_OLD}\n\n###\nGET /b\nAuthorization: Bearer ${SHOP_OLD}\n`;
    const edits = planTokenUpdates(text, newer, ({ anchor }) => text.startsWith('GET /b', anchor));
    assert.deepEqual(
      edits.map(({ start }) => start),
      [text.lastIndexOf(SHOP_OLD)],
    );
  });

  for (const bad of ['', 'a\nX: y', 'a\u2028']) {
    it(`refuses to write ${JSON.stringify(bad)}`, () => {
      assert.throws(() => planTokenUpdates(SHOP_OLD, new Map([[SHOP_OLD, bad]])), RangeError);
    });
  }

  it('changes nothing but known tokens, and nothing the second time', () => {
    const piece = fc.constantFrom(
      ...[
        ...newer.keys(),
        FOREIGN,
        'GET /a',
        'Authorization: Bearer ',
        '@a = ',
        '# ',
        '//',
        '\n',
        '\r\n',
        '\n\n',
        '###',
        ' ',
        '"',
        '=',
        'ü',
      ],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join('');
        const edits = planTokenUpdates(text, newer);
        const after = applyEdits(text, edits);
        for (const { start, end, text: written } of edits) {
          assert.equal(newer.get(text.slice(start, end)), written);
        }
        assert.deepEqual(planTokenUpdates(after, newer), []);
      }),
      { numRuns: 500 },
    );
  });
});

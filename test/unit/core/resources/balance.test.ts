import assert from 'node:assert/strict';

import { readBalance } from '../../../../src/core/resources/balance.ts';

describe('readBalance', () => {
  const euro = { code: 'EUR', name: 'Euro', sign: '€' };
  const cases: readonly [string, unknown, string | undefined][] = [
    ['the answer of the documentation', { balance: 20.5, currency: euro }, '€20.50'],
    ['nothing left', { balance: 0, currency: euro }, '€0.00'],
    ['debts', { balance: -3, currency: euro }, '-€3.00'],
    ['fractions of a cent', { balance: 1.2345, currency: euro }, '€1.2345'],
    ['a sign alone', { balance: 5, currency: { sign: '€' } }, '5.00 €'],
    ['a code that is none', { balance: 5, currency: { code: 'Credits' } }, '5.00 Credits'],
    ['a sign that would be a link', { balance: 5, currency: { sign: '[x](command:y)' } }, '5.00 xcommandy'],
    ['no currency', { balance: 5 }, '5.00'],
    ['a number in a text', { balance: '5' }, undefined],
    ['no balance', { currency: euro }, undefined],
    ['null', null, undefined],
  ];
  for (const [what, answer, expected] of cases) {
    it(`reads ${what}`, () => {
      assert.equal(readBalance(JSON.stringify(answer), 'en'), expected);
    });
  }

  it('reads no HTML', () => {
    assert.equal(readBalance('<html>', 'en'), undefined);
  });

  it('writes as the language does', () => {
    assert.equal(readBalance('{"balance":1234.5,"currency":{"code":"EUR"}}', 'de'), '1.234,50\u00a0€');
  });
});

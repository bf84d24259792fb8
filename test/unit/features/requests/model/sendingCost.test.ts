import assert from 'node:assert/strict';

import { RESOURCES } from '../../../../../src/core/resources/resources.ts';
import { analysesOf, costText } from '../../../../../src/features/requests/model/sendingCost.ts';

const resourceOf = (id: string) => RESOURCES.find((one) => one.id === id) ?? assert.fail(id);
const EURO = { balance: 20.5, currency: { code: 'EUR', sign: '€' } };

describe('The cost of sending', () => {
  it('is asked by operations that are free and send nothing', () => {
    const ids = RESOURCES.flatMap(({ analyses = [] }) => analyses);
    assert.ok(ids.length > 0);
    for (const id of ids) assert.equal(resourceOf(id).effect, 'free', id);
  });

  const SMS = '{"body":"Hello","to":"+306900000000","from":"me","label":"x","ttl":5}';
  const CAMPAIGN = '{"body":"Hello","to":["+306900000000","+496900000000"],"from":"me","flash":true}';
  const bodies: [id: string, body: string | Uint8Array | undefined, asked: string[]][] = [
    ['sms.send', SMS, ['/sms/analyze {"body":"Hello","to":"+306900000000","from":"me"}']],
    [
      'sms.send',
      new TextEncoder().encode(SMS),
      ['/sms/analyze {"body":"Hello","to":"+306900000000","from":"me"}'],
    ],
    [
      'sms.campaign',
      CAMPAIGN,
      [
        '/sms/analyze/campaign {"body":"Hello","to":["+306900000000","+496900000000"],"from":"me"}',
        '/sms/analyze {"body":"Hello","to":"+306900000000","from":"me"}',
      ],
    ],
    ['sms.send', undefined, []],
    ['sms.send', '{"body":', []],
    ['sms.send', '[1]', []],
    ['sms.send', `{"body":"${'x'.repeat(1_000_000)}"}`, []],
    ['viber.send', SMS, []],
    ['account.balance', undefined, []],
  ];
  for (const [id, body, asked] of bodies) {
    it(`is asked of ${id} with ${String(body).slice(0, 30)}`, () => {
      const found = analysesOf(resourceOf(id), body).map(({ path, body: part }) => `${path} ${part}`);
      assert.deepEqual(found, asked);
    });
  }

  const analysis = (more: object): string => JSON.stringify({ bodyAnalysis: { parts: 2 }, ...more });
  const many = (countries: object): string =>
    analysis({ numberOfRecipients: 3, recipientsPerCountry: countries });
  const texts: [answers: (string | undefined)[], funds: typeof EURO | undefined, text: string | undefined][] =
    [
      [[analysis({ cost: 0.072 })], EURO, '2 parts, about €0.072 · balance €20.50'],
      [[JSON.stringify({ bodyAnalysis: { parts: 1 }, cost: 0.036 })], undefined, '1 part, about 0.036'],
      [[undefined], EURO, 'balance €20.50'],
      [[undefined], undefined, undefined],
      [['<html>'], undefined, undefined],
      [['{"cost":"1"}'], undefined, undefined],
      [
        [many({ GR: 3 }), analysis({ cost: 0.072 })],
        EURO,
        '3 recipients, 2 parts, about €0.216 · balance €20.50',
      ],
      [[many({ GR: 2, DE: 1 }), analysis({ cost: 0.072 })], undefined, '3 recipients, 2 parts'],
      [[many({ GR: 3 }), undefined], undefined, '3 recipients, 2 parts'],
      [['{"numberOfRecipients":1,"cost":0.03}'], EURO, '1 recipient, about €0.03 · balance €20.50'],
    ];
  for (const [answers, funds, text] of texts) {
    it(`reads ${text ?? 'nothing'} in ${answers.join(' and ').slice(0, 60)}`, () => {
      assert.equal(costText(answers, funds, funds && '€20.50', 'en'), text);
    });
  }
});

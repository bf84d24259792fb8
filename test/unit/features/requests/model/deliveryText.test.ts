import assert from 'node:assert/strict';

import { readOutcome } from '../../../../../src/core/resources/deliveryOutcome.ts';
import { deliveryText, statesText } from '../../../../../src/features/requests/model/deliveryText.ts';

const EURO = { code: 'EUR', sign: '€' };
const sms = (status: string, reason?: object) => ({
  ...{ status: { status, reason }, price: 0.036, country: 'GR', operator: 'Cosmote' },
});
const failed = (detailedStatus: string, description?: string): object =>
  sms('Undelivered', { detailedStatus, description });

describe('The text of a delivery', () => {
  const rows: [json: unknown, text: string][] = [
    [[sms('Delivered')], 'Delivered in 4 s · €0.036 · GR Cosmote'],
    [[sms('Delivered'), sms('Delivered')], 'Delivered in 4 s · €0.072 · GR Cosmote'],
    [
      [failed('Unknown Number')],
      'Undelivered: The number is unknown and might no longer exist · €0.036 · GR Cosmote',
    ],
    [[failed('Moon Phase', 'The moon is full.')], 'Undelivered: The moon is full · €0.036 · GR Cosmote'],
    [[failed('Moon Phase')], 'Undelivered: Moon Phase · €0.036 · GR Cosmote'],
    [[sms('Undelivered')], 'Undelivered in 4 s · €0.036 · GR Cosmote'],
    [
      { content: [sms('Delivered'), sms('Undelivered'), sms('Delivered')] },
      '2 Delivered, 1 Undelivered in 4 s · €0.108 · GR Cosmote',
    ],
    [{ status: 'Verified' }, 'Verified in 4 s'],
    [{ statusInfo: { status: 'Completed' }, details: { country: { code: 'GR' } } }, 'Completed in 4 s · GR'],
  ];
  for (const [json, text] of rows) {
    it(text, () => {
      assert.equal(deliveryText(readOutcome(json), 4200, EURO, 'en'), text);
    });
  }

  it('names a price without a currency, too', () => {
    assert.equal(deliveryText(readOutcome([sms('Delivered')]), 0, undefined, 'en').split(' · ')[1], '0.036');
  });

  it('tells the states so far', () => {
    assert.equal(statesText(readOutcome([sms('Queued')])), 'Queued');
    assert.equal(statesText(readOutcome({})), '');
  });
});

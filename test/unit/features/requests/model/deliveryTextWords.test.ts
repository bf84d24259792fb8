import assert from 'node:assert/strict';

import { readOutcome } from '../../../../../src/core/resources/deliveryOutcome.ts';
import { deliveryText, statesText } from '../../../../../src/features/requests/model/deliveryText.ts';

describe('The words of a delivery', () => {
  const states = [
    ...['Queued', 'Sent', 'Delivered', 'Undelivered', 'Failed', 'Completed', 'Succeeded', 'Expired'],
    'NewState',
  ];
  for (const state of states) {
    it(`has the state ${state}`, () => {
      assert.equal(statesText(readOutcome({ status: state })), state);
    });
  }

  it('writes a known state in our case, and any other as it came', () => {
    const written = ['SENT', 'failed', 'succeeded', 'EXPIRED', 'sENT2'];
    const texts = written.map((status) => statesText(readOutcome({ status })));
    assert.deepEqual(texts, ['Sent', 'Failed', 'Succeeded', 'Expired', 'sENT2']);
  });

  const reasons: [reason: string, text: string][] = [
    ['Undelivered on handset', 'The phone is switched off or out of reach'],
    ['Unknown Number', 'The number is unknown and might no longer exist'],
    ['Roaming', 'The phone is roaming and accepts no messages'],
    ['Call-barred', 'The number is barred from receiving this message'],
    ['Unknown Status', 'The network gave no reason'],
    ['Carrier Violation', "The carrier's filter refused the content"],
    ['EXPIRED', 'The message expired before it could be delivered'],
    ['DND error code', 'The recipient is on a do-not-disturb list'],
    ['No. 5. ', 'No. 5. '],
    ['Moon. Phase.', 'Moon. Phase'],
  ];
  for (const [detailedStatus, text] of reasons) {
    it(`has the reason ${detailedStatus}`, () => {
      const outcome = readOutcome({ status: { status: 'Failed', reason: { detailedStatus } } });
      assert.equal(deliveryText(outcome, 0, undefined, 'en'), `Failed: ${text}`);
    });
  }
});

import assert from 'node:assert/strict';

import { readOutcome } from '../../../../src/core/resources/deliveryOutcome.ts';

const part = (status: string, more: object = {}): object => ({
  ...{ status: { status, date: '2026-01-01T00:00:04Z' }, price: 0.018, country: 'GR', operator: 'Cosmote' },
  ...more,
});

describe('The outcome of a message', () => {
  const rows: [what: string, json: unknown, outcome: Partial<ReturnType<typeof readOutcome>>][] = [
    [
      'is the one of all parts',
      [part('Delivered'), part('Delivered')],
      {
        states: new Map([['Delivered', 2]]),
        hasFailed: false,
        price: 0.036,
        place: 'GR Cosmote',
        endedAtMs: Date.UTC(2026, 0, 1, 0, 0, 4),
      },
    ],
    [
      'tells why it failed',
      [
        part('Undelivered', {
          status: {
            name: 'Undelivered',
            updatedDate: '2026-01-01T00:00:01Z',
            reason: { detailedStatus: 'Unknown Number', description: 'Nobody has it.' },
          },
        }),
      ],
      {
        hasFailed: true,
        reason: 'Unknown Number',
        description: 'Nobody has it.',
        endedAtMs: Date.UTC(2026, 0, 1, 0, 0, 1),
      },
    ],
    [
      'counts the messages of a campaign',
      { content: [part('Delivered'), part('Undelivered'), part('Delivered')], totalElements: 3 },
      {
        states: new Map([
          ['Delivered', 2],
          ['Undelivered', 1],
        ]),
        hasFailed: true,
      },
    ],
    [
      'is that of a flow, not of its steps',
      {
        status: 'Succeeded',
        totalPrice: 0.03,
        messages: [{ status: { name: 'Undelivered' }, price: 0.01, country: 'GR', operator: 'Wind' }],
      },
      { states: new Map([['Succeeded', 1]]), hasFailed: false, price: 0.03, place: 'GR Wind' },
    ],
    [
      'is that of a one-time code',
      { status: 'Failed', total_cost: 0.06, steps: [{ status: 'DELIVERED', price: 0.06 }] },
      { states: new Map([['Failed', 1]]), hasFailed: true, price: 0.06, place: '' },
    ],
    [
      'is that of a lookup',
      {
        statusInfo: { status: 'Completed', updatedAt: '2026-01-01T00:00:01Z' },
        details: { country: { code: 'GR' }, network: { name: 'Cosmote', mnc: '01' } },
      },
      { states: new Map([['Completed', 1]]), price: undefined, place: 'GR Cosmote' },
    ],
    ['is unknown where nothing is told', {}, { states: new Map(), place: '', endedAtMs: undefined }],
    ['is unknown in no JSON', undefined, { states: new Map(), price: undefined }],
    [
      'is found however deep it is',
      JSON.parse(`${'{"status":'.repeat(20_000)}"Sent"${'}'.repeat(20_000)}`),
      { states: new Map([['Sent', 1]]) },
    ],
    ['keeps away from what is no date', { date: 'soon', status: 1 }, { endedAtMs: undefined }],
  ];
  for (const [what, json, expected] of rows) {
    it(what, () => {
      const outcome = readOutcome(json);
      const seen = Object.fromEntries(
        Object.keys(expected).map((name) => [name, outcome[name as keyof typeof outcome]]),
      );
      assert.deepEqual(seen, expected);
    });
  }
});

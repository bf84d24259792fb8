import { checkAnswers, type Exchange, ok, refused } from '../../../../support/sandbox/wholeAnswers.ts';

const rows: [what: string, exchanges: Exchange[]][] = [
  [
    'are started with what Routee takes by itself',
    [
      [
        'POST /2step',
        { method: 'sms', type: 'code', recipient: '+306900000000' },
        ok({
          trackingId: 'FIRST',
          status: 'Pending',
          updatedAt: '2026-01-01T00:00:00.000Z',
          expiresAt: '2026-01-01T00:10:00.000Z',
          maxRetries: 2,
          timesTried: 0,
        }),
      ],
      [
        'GET /2step/FIRST',
        '',
        ok({
          trackingId: 'FIRST',
          status: 'Pending',
          updatedAt: '2026-01-01T00:00:00.000Z',
          expiresAt: '2026-01-01T00:10:00.000Z',
          maxRetries: 2,
          timesTried: 0,
        }),
      ],
    ],
  ],
  [
    'are confirmed',
    [
      [
        'POST /2step',
        { method: 'sms', type: 'code', recipient: '+306900000000', template: 'Your code is @@pin' },
        ok({
          trackingId: 'FIRST',
          status: 'Pending',
          updatedAt: '2026-01-01T00:00:00.000Z',
          expiresAt: '2026-01-01T00:10:00.000Z',
          maxRetries: 2,
          timesTried: 0,
        }),
      ],
      ['wait 1000'],
      ['POST /2step/FIRST', 'answer=1234', refused('400011005', 'Wrong Answer!')],
      ['POST /2step/FIRST', 'answer=01', refused('400011005', 'Wrong Answer!')],
      [
        'POST /2step/FIRST',
        'answer=10',
        ok({
          trackingId: 'FIRST',
          status: 'Verified',
          updatedAt: '2026-01-01T00:00:01.000Z',
          expiresAt: '2026-01-01T00:10:00.000Z',
          maxRetries: 2,
          timesTried: 3,
        }),
      ],
      [
        'GET /2step/FIRST',
        '',
        ok({
          trackingId: 'FIRST',
          status: 'Verified',
          updatedAt: '2026-01-01T00:00:01.000Z',
          expiresAt: '2026-01-01T00:10:00.000Z',
          maxRetries: 2,
          timesTried: 3,
        }),
      ],
    ],
  ],
  [
    'are confirmed once',
    [
      [
        'POST /2step',
        { method: 'sms', type: 'code', recipient: '+306900000000', template: 'Your code is @@pin' },
        ok({
          trackingId: 'FIRST',
          status: 'Pending',
          updatedAt: '2026-01-01T00:00:00.000Z',
          expiresAt: '2026-01-01T00:10:00.000Z',
          maxRetries: 2,
          timesTried: 0,
        }),
      ],
      [
        'POST /2step/FIRST',
        { answer: 10 },
        ok({
          trackingId: 'FIRST',
          status: 'Verified',
          updatedAt: '2026-01-01T00:00:00.000Z',
          expiresAt: '2026-01-01T00:10:00.000Z',
          maxRetries: 2,
          timesTried: 1,
        }),
      ],
      ['POST /2step/FIRST', 'answer=10', refused('400011002', 'Verification is not in pending state.')],
      ['DELETE /2step/FIRST', '', refused('400011002', 'Verification is not in pending state.')],
    ],
  ],
  [
    'are wrong without an answer',
    [
      [
        'POST /2step',
        { method: 'sms', type: 'code', recipient: '+306900000000', template: 'Your code is @@pin' },
        ok({
          trackingId: 'FIRST',
          status: 'Pending',
          updatedAt: '2026-01-01T00:00:00.000Z',
          expiresAt: '2026-01-01T00:10:00.000Z',
          maxRetries: 2,
          timesTried: 0,
        }),
      ],
      ['POST /2step/FIRST', '', refused('400011005', 'Wrong Answer!')],
      [
        'GET /2step/FIRST',
        '',
        ok({
          trackingId: 'FIRST',
          status: 'Pending',
          updatedAt: '2026-01-01T00:00:00.000Z',
          expiresAt: '2026-01-01T00:10:00.000Z',
          maxRetries: 2,
          timesTried: 1,
        }),
      ],
    ],
  ],
  [
    'fail after the last retry',
    [
      [
        'POST /2step',
        {
          method: 'sms',
          type: 'code',
          recipient: '+306900000000',
          template: 'Your code is @@pin',
          maxRetries: 0,
        },
        ok({
          trackingId: 'FIRST',
          status: 'Pending',
          updatedAt: '2026-01-01T00:00:00.000Z',
          expiresAt: '2026-01-01T00:10:00.000Z',
          maxRetries: 0,
          timesTried: 0,
        }),
      ],
      ['POST /2step/FIRST', 'answer=1', refused('400011005', 'Wrong Answer!')],
      ['POST /2step/FIRST', 'answer=0', refused('400011004', 'Verification max retries reached.')],
      [
        'GET /2step/FIRST',
        '',
        ok({
          trackingId: 'FIRST',
          status: 'Failed',
          updatedAt: '2026-01-01T00:00:00.000Z',
          expiresAt: '2026-01-01T00:10:00.000Z',
          maxRetries: 0,
          timesTried: 1,
        }),
      ],
    ],
  ],
  [
    'are cancelled',
    [
      [
        'POST /2step',
        { method: 'sms', type: 'code', recipient: '+306900000000', template: 'Your code is @@pin' },
        ok({
          trackingId: 'FIRST',
          status: 'Pending',
          updatedAt: '2026-01-01T00:00:00.000Z',
          expiresAt: '2026-01-01T00:10:00.000Z',
          maxRetries: 2,
          timesTried: 0,
        }),
      ],
      ['wait 1000'],
      [
        'DELETE /2step/FIRST',
        '',
        ok({
          trackingId: 'FIRST',
          status: 'Cancelled',
          updatedAt: '2026-01-01T00:00:01.000Z',
          expiresAt: '2026-01-01T00:10:00.000Z',
          maxRetries: 2,
          timesTried: 0,
        }),
      ],
      ['DELETE /2step/FIRST', '', refused('400011002', 'Verification is not in pending state.')],
      ['POST /2step/FIRST', 'answer=0', refused('400011002', 'Verification is not in pending state.')],
    ],
  ],
  [
    'expire',
    [
      [
        'POST /2step',
        {
          method: 'sms',
          type: 'code',
          recipient: '+306900000000',
          template: 'Your code is @@pin',
          lifetimeInSeconds: 1,
        },
        ok({
          trackingId: 'FIRST',
          status: 'Pending',
          updatedAt: '2026-01-01T00:00:00.000Z',
          expiresAt: '2026-01-01T00:00:01.000Z',
          maxRetries: 2,
          timesTried: 0,
        }),
      ],
      ['wait 1000'],
      [
        'GET /2step/FIRST',
        '',
        ok({
          trackingId: 'FIRST',
          status: 'Expired',
          updatedAt: '2026-01-01T00:00:00.000Z',
          expiresAt: '2026-01-01T00:00:01.000Z',
          maxRetries: 2,
          timesTried: 0,
        }),
      ],
      ['POST /2step/FIRST', 'answer=0', refused('400011003', 'Verification has expired.')],
      ['DELETE /2step/FIRST', '', refused('400011002', 'Verification is not in pending state.')],
    ],
  ],
  [
    'are refused',
    [
      ['POST /2step', '{', refused('400000000', 'Validation Error!', { entity: 'TwoStep' })],
      [
        'POST /2step',
        { method: 'sms', type: 'code', recipient: 'someone', template: 'Your code is @@pin' },
        refused('400000000', 'Validation Error!', {
          entity: 'TwoStep',
          properties: { to: 'Invalid mobile number' },
        }),
      ],
      [
        'POST /2step',
        { method: 'sms', type: 'code', recipient: '+306900000000', template: 'none' },
        refused('400011001', 'Invalid message template.'),
      ],
      ['GET /2step/none', '', refused('404011006', 'The verification does not exist.')],
      ['POST /2step/none', 'answer=0', refused('404011006', 'The verification does not exist.')],
      ['DELETE /2step/none', '', refused('404011006', 'The verification does not exist.')],
    ],
  ],
];

describe('one-time codes in the sandbox, answer by answer', () => {
  for (const [what, exchanges] of rows) it(what, () => checkAnswers(exchanges));
});

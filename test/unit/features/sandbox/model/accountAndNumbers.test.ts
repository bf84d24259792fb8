import { checkAnswers, type Exchange, ok, refused } from '../../../../support/sandbox/wholeAnswers.ts';

const rows: [what: string, exchanges: Exchange[]][] = [
  [
    'tell of the top-up',
    [
      [
        'GET /accounts/me/transactions?from=2026-01-01&to=2026-02-01',
        '',
        ok({
          content: [
            {
              id: 'sandbox-top-up',
              source: 'Sandbox',
              transactionType: 'TopUp',
              status: 'Completed',
              amount: 20.5,
              balanceBefore: 0,
              balanceAfter: 20.5,
              date: '2026-01-01T00:00:00Z',
              actions: [],
            },
          ],
          totalElements: 1,
          totalPages: 1,
          numberOfElements: 1,
          number: 0,
          size: 20,
          first: true,
          last: true,
        }),
      ],
    ],
  ],
  [
    'tell the prices',
    [
      [
        'GET /system/prices',
        '',
        ok({
          currency: { code: 'EUR', name: 'Euro', sign: '€' },
          services: [
            {
              service: 'Sms',
              prices: [
                { country: 'GR', mcc: '202', mnc: '01', network: 'Sandbox Mobile', price: 0.045 },
                { country: 'FR', mcc: '208', mnc: '01', network: 'Sandbox Mobile', price: 0.045 },
                { country: 'ES', mcc: '214', mnc: '01', network: 'Sandbox Mobile', price: 0.045 },
                { country: 'GB', mcc: '234', mnc: '01', network: 'Sandbox Mobile', price: 0.045 },
                { country: 'DE', mcc: '262', mnc: '01', network: 'Sandbox Mobile', price: 0.045 },
              ],
            },
            {
              service: 'Voice',
              prices: [
                { country: 'GR', mcc: '202', mnc: '01', network: 'Sandbox Mobile', price: 0.03 },
                { country: 'FR', mcc: '208', mnc: '01', network: 'Sandbox Mobile', price: 0.03 },
                { country: 'ES', mcc: '214', mnc: '01', network: 'Sandbox Mobile', price: 0.03 },
                { country: 'GB', mcc: '234', mnc: '01', network: 'Sandbox Mobile', price: 0.03 },
                { country: 'DE', mcc: '262', mnc: '01', network: 'Sandbox Mobile', price: 0.03 },
              ],
            },
            {
              service: 'Viber',
              prices: [
                { country: 'GR', mcc: '202', mnc: '01', network: 'Sandbox Mobile', price: 0.02 },
                { country: 'FR', mcc: '208', mnc: '01', network: 'Sandbox Mobile', price: 0.02 },
                { country: 'ES', mcc: '214', mnc: '01', network: 'Sandbox Mobile', price: 0.02 },
                { country: 'GB', mcc: '234', mnc: '01', network: 'Sandbox Mobile', price: 0.02 },
                { country: 'DE', mcc: '262', mnc: '01', network: 'Sandbox Mobile', price: 0.02 },
              ],
            },
            {
              service: 'TwoStep',
              prices: [
                { country: 'GR', mcc: '202', mnc: '01', network: 'Sandbox Mobile', price: 0.06 },
                { country: 'FR', mcc: '208', mnc: '01', network: 'Sandbox Mobile', price: 0.06 },
                { country: 'ES', mcc: '214', mnc: '01', network: 'Sandbox Mobile', price: 0.06 },
                { country: 'GB', mcc: '234', mnc: '01', network: 'Sandbox Mobile', price: 0.06 },
                { country: 'DE', mcc: '262', mnc: '01', network: 'Sandbox Mobile', price: 0.06 },
              ],
            },
            {
              service: 'Lookup',
              prices: [
                { country: 'GR', mcc: '202', mnc: '01', network: 'Sandbox Mobile', price: 0.005 },
                { country: 'FR', mcc: '208', mnc: '01', network: 'Sandbox Mobile', price: 0.005 },
                { country: 'ES', mcc: '214', mnc: '01', network: 'Sandbox Mobile', price: 0.005 },
                { country: 'GB', mcc: '234', mnc: '01', network: 'Sandbox Mobile', price: 0.005 },
                { country: 'DE', mcc: '262', mnc: '01', network: 'Sandbox Mobile', price: 0.005 },
              ],
            },
            {
              service: 'NumberValidator',
              prices: [
                { country: 'GR', mcc: '202', mnc: '01', network: 'Sandbox Mobile', price: 0.003 },
                { country: 'FR', mcc: '208', mnc: '01', network: 'Sandbox Mobile', price: 0.003 },
                { country: 'ES', mcc: '214', mnc: '01', network: 'Sandbox Mobile', price: 0.003 },
                { country: 'GB', mcc: '234', mnc: '01', network: 'Sandbox Mobile', price: 0.003 },
                { country: 'DE', mcc: '262', mnc: '01', network: 'Sandbox Mobile', price: 0.003 },
              ],
            },
          ],
        }),
      ],
      [
        'GET /system/prices?service=Sms&mcc=202',
        '',
        ok({
          currency: { code: 'EUR', name: 'Euro', sign: '€' },
          services: [
            {
              service: 'Sms',
              prices: [{ country: 'GR', mcc: '202', mnc: '01', network: 'Sandbox Mobile', price: 0.045 }],
            },
          ],
        }),
      ],
      [
        'GET /system/prices?service=Sms&mnc=02',
        '',
        ok({
          currency: { code: 'EUR', name: 'Euro', sign: '€' },
          services: [{ service: 'Sms', prices: [] }],
        }),
      ],
    ],
  ],
  ['tell that one-time codes work', [['GET /failover-otp/health', '', ok({ status: 'ok' })]]],
  [
    'are looked up',
    [
      [
        'POST /lookup',
        { to: '+306900000000', label: 'test' },
        ok({
          lookupId: 'FIRST',
          to: '+306900000000',
          label: 'test',
          createdAt: '2026-01-01T00:00:00.000Z',
          statusInfo: { status: 'Queued', description: 'Queued', updatedAt: '2026-01-01T00:00:00.000Z' },
        }),
      ],
      ['wait 1000'],
      [
        'GET /lookup/FIRST',
        '',
        ok({
          lookupId: 'FIRST',
          to: '+306900000000',
          label: 'test',
          createdAt: '2026-01-01T00:00:00.000Z',
          statusInfo: {
            status: 'InProgress',
            description: 'InProgress',
            updatedAt: '2026-01-01T00:00:01.000Z',
          },
        }),
      ],
      ['wait 2000'],
      [
        'GET /lookup/FIRST',
        '',
        ok({
          lookupId: 'FIRST',
          to: '+306900000000',
          label: 'test',
          createdAt: '2026-01-01T00:00:00.000Z',
          statusInfo: {
            status: 'Completed',
            description: 'Completed',
            updatedAt: '2026-01-01T00:00:03.000Z',
          },
          details: {
            mcc: '202',
            country: { code: 'GR', isoA3Code: 'GRC' },
            network: { name: 'Sandbox Mobile', mnc: '01' },
            ported: false,
            portedNetwork: null,
            roamingNetwork: { state: 'NotRoaming' },
          },
        }),
      ],
      [
        'POST /lookup/tracking',
        [],
        ok({
          content: [
            {
              lookupId: 'FIRST',
              to: '+306900000000',
              label: 'test',
              createdAt: '2026-01-01T00:00:00.000Z',
              statusInfo: {
                status: 'Completed',
                description: 'Completed',
                updatedAt: '2026-01-01T00:00:03.000Z',
              },
              details: {
                mcc: '202',
                country: { code: 'GR', isoA3Code: 'GRC' },
                network: { name: 'Sandbox Mobile', mnc: '01' },
                ported: false,
                portedNetwork: null,
                roamingNetwork: { state: 'NotRoaming' },
              },
            },
          ],
          totalElements: 1,
          totalPages: 1,
          numberOfElements: 1,
          number: 0,
          size: 20,
          first: true,
          last: true,
        }),
      ],
      [
        'POST /lookup/tracking',
        [{ fieldName: 'details.portedNetwork.state', searchTerm: 'none' }],
        ok({
          content: [],
          totalElements: 0,
          totalPages: 0,
          numberOfElements: 0,
          number: 0,
          size: 20,
          first: true,
          last: true,
        }),
      ],
    ],
  ],
  [
    'are looked up in a country that is not known',
    [
      [
        'POST /lookup',
        { to: '+99900000000' },
        ok({
          lookupId: 'FIRST',
          to: '+99900000000',
          createdAt: '2026-01-01T00:00:00.000Z',
          statusInfo: { status: 'Queued', description: 'Queued', updatedAt: '2026-01-01T00:00:00.000Z' },
        }),
      ],
      ['wait 3000'],
      [
        'GET /lookup/FIRST',
        '',
        ok({
          lookupId: 'FIRST',
          to: '+99900000000',
          createdAt: '2026-01-01T00:00:00.000Z',
          statusInfo: {
            status: 'Completed',
            description: 'Completed',
            updatedAt: '2026-01-01T00:00:03.000Z',
          },
          details: {
            network: { name: 'Sandbox Mobile', mnc: '01' },
            ported: false,
            portedNetwork: null,
            roamingNetwork: { state: 'NotRoaming' },
          },
        }),
      ],
    ],
  ],
  [
    'are looked up in vain',
    [
      [
        'POST /lookup',
        { to: '+306900000999' },
        ok({
          lookupId: 'FIRST',
          to: '+306900000999',
          createdAt: '2026-01-01T00:00:00.000Z',
          statusInfo: { status: 'Queued', description: 'Queued', updatedAt: '2026-01-01T00:00:00.000Z' },
        }),
      ],
      ['wait 3000'],
      [
        'GET /lookup/FIRST',
        '',
        ok({
          lookupId: 'FIRST',
          to: '+306900000999',
          createdAt: '2026-01-01T00:00:00.000Z',
          statusInfo: {
            status: 'Failed',
            description: 'The number is not assigned to anyone.',
            updatedAt: '2026-01-01T00:00:03.000Z',
          },
        }),
      ],
    ],
  ],
  [
    'are validated',
    [
      [
        'POST /numbervalidator',
        { to: '+306900000000' },
        ok({ trackingId: 'FIRST', to: '+306900000000', valid: true, country: 'GR', type: 'Mobile' }),
      ],
      [
        'POST /numbervalidator',
        { to: '+306900000999' },
        ok({ trackingId: 'ID', to: '+306900000999', valid: false, country: 'GR', type: 'Unknown' }),
      ],
      [
        'POST /numbervalidator',
        { to: '+99900000000' },
        ok({ trackingId: 'ID', to: '+99900000000', valid: false, type: 'Unknown' }),
      ],
      [
        'POST /numbervalidator',
        { to: 'someone' },
        ok({ trackingId: 'ID', to: 'someone', valid: false, type: 'Unknown' }),
      ],
      [
        'POST /numbervalidator',
        { to: '30+306900000' },
        ok({ trackingId: 'ID', to: '30+306900000', valid: false, country: 'GR', type: 'Unknown' }),
      ],
      [
        'POST /numbervalidator',
        { to: 'x+306900000000' },
        ok({ trackingId: 'ID', to: 'x+306900000000', valid: false, type: 'Unknown' }),
      ],
      [
        'POST /numbervalidator',
        { to: '+306900000000x' },
        ok({ trackingId: 'ID', to: '+306900000000x', valid: false, country: 'GR', type: 'Unknown' }),
      ],
      [
        'POST /numbervalidator',
        { to: '3+0690000000' },
        ok({ trackingId: 'ID', to: '3+0690000000', valid: false, type: 'Unknown' }),
      ],
    ],
  ],
  [
    'are refused',
    [
      [
        'POST /lookup',
        { to: 'someone' },
        refused('400000000', 'Validation Error!', {
          entity: 'Lookup',
          properties: { to: 'Invalid mobile number' },
        }),
      ],
      ['GET /lookup/none', '', refused('404014000', 'Lookup not found.')],
      ['POST /numbervalidator', {}, refused('400016000', 'A number is needed in to.')],
      [
        'GET /nothing',
        '',
        {
          status: 404,
          body: {
            timestamp: 1767225600000,
            status: 404,
            error: 'Not Found',
            message: 'No message available',
            path: '/nothing',
          },
          note: 'not found',
        },
      ],
      [
        'GET /sms',
        '',
        {
          status: 405,
          body: {
            timestamp: 1767225600000,
            status: 405,
            error: 'Method Not Allowed',
            message: "Request method 'GET' not supported",
            path: '/sms',
          },
          note: 'method not allowed',
          headers: { allow: 'POST' },
        },
      ],
    ],
  ],
];

describe('account and numbers in the sandbox, answer by answer', () => {
  for (const [what, exchanges] of rows) it(what, () => checkAnswers(exchanges));
});

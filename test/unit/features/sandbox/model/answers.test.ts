import { checkAnswers, type Exchange, ok, refused } from '../../../../support/sandbox/wholeAnswers.ts';

const rows: [what: string, exchanges: Exchange[]][] = [
  [
    'answers 2step.reports',
    [
      [
        'GET /2step/reports',
        '',
        ok({ total: 1, verified: 1, pending: 0, failed: 0, cancelled: 0, expired: 0 }),
      ],
    ],
  ],
  [
    'answers 2step.applicationReports',
    [
      [
        'GET /2step/reports/applications/some-appId',
        '',
        ok({
          applicationId: 'some-appId',
          total: 1,
          verified: 1,
          pending: 0,
          failed: 0,
          cancelled: 0,
          expired: 0,
        }),
      ],
    ],
  ],
  [
    'answers failoverOtp.templates',
    [
      [
        'GET /failover-otp/otp/templates',
        '',
        ok([{ templateId: 'TEMPLATE_ID', templateType: 'basic', languages: ['en'] }]),
      ],
    ],
  ],
  [
    'answers viber.templates',
    [
      [
        'GET /viber/transactional/templates',
        '',
        ok([
          {
            templateId: 'FIRST',
            name: 'Code',
            languages: ['en'],
            status: 'Approved',
            senderInfoTrackingId: 'SENDER_INFO_TRACKING_ID',
          },
        ]),
      ],
    ],
  ],
  [
    'answers viber.createTemplate',
    [
      [
        'POST /viber/transactional/templates?senderInfoTrackingId=some',
        {},
        ok({
          templateId: 'FIRST',
          name: 'Code',
          languages: ['en'],
          status: 'Approved',
          senderInfoTrackingId: 'some',
        }),
      ],
    ],
  ],
  [
    'answers viber.updateTemplate',
    [
      [
        'PATCH /viber/transactional/templates/some-templateId',
        { callbackUrl: 'https://example.com/callback' },
        ok({
          templateId: 'some-templateId',
          name: 'Code',
          languages: ['en'],
          status: 'Approved',
          senderInfoTrackingId: 'SENDER_INFO_TRACKING_ID',
          callbackUrl: 'https://example.com/callback',
        }),
      ],
    ],
  ],
  [
    'answers viber.sessions',
    [
      [
        'POST /viber/session',
        { phoneNumber: '+306900000000' },
        ok({
          content: [
            {
              sessionId: 'FIRST',
              phoneNumber: '+306900000000',
              messages: [
                {
                  trackingId: 'ID',
                  message: 'Hello from Routee',
                  direction: 'Outbound',
                  createdAt: '2026-01-01T00:00:00.000Z',
                },
              ],
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
    'answers viber.session',
    [
      [
        'GET /viber/session/some-sessionId',
        '',
        ok({
          sessionId: 'some-sessionId',
          phoneNumber: '+306900000000',
          messages: [
            {
              trackingId: 'FIRST',
              message: 'Hello from Routee',
              direction: 'Outbound',
              createdAt: '2026-01-01T00:00:00.000Z',
            },
          ],
        }),
      ],
    ],
  ],
  [
    'answers email.domains',
    [
      [
        'GET /email-senders/domain',
        '',
        ok([
          {
            domain: 'example.com',
            status: 'Verified',
            senders: [{ address: 'sender@example.com', status: 'Verified' }],
          },
        ]),
      ],
    ],
  ],
  [
    'answers telegram.send',
    [
      [
        'POST /telegram',
        { phone_number: '+306900000000' },
        ok({
          request_id: 'FIRST',
          phone_number: '+306900000000',
          request_cost: 0,
          remaining_balance: 20.5,
          delivery_status: { status: 'delivered', updated_at: '2026-01-01T00:00:00.000Z' },
        }),
      ],
    ],
  ],
  [
    'answers telegram.canSend',
    [
      [
        'POST /telegram/checkSendAbility',
        { phone_number: '+306900000000' },
        ok({
          request_id: 'FIRST',
          phone_number: '+306900000000',
          request_cost: 0,
          remaining_balance: 20.5,
          delivery_status: { status: 'delivered', updated_at: '2026-01-01T00:00:00.000Z' },
        }),
      ],
    ],
  ],
  [
    'answers telegram.status',
    [
      [
        'POST /telegram/checkVerificationStatus',
        { request_id: 'REQUEST_ID', code: '0000' },
        ok({
          request_id: 'REQUEST_ID',
          phone_number: '+306900000000',
          request_cost: 0,
          remaining_balance: 20.5,
          delivery_status: { status: 'delivered', updated_at: '2026-01-01T00:00:00.000Z' },
          verification_status: { status: 'code_valid', updated_at: '2026-01-01T00:00:00.000Z' },
        }),
      ],
    ],
  ],
  [
    'answers telegram.revoke',
    [
      [
        'POST /telegram/revokeVerificationMessage',
        { request_id: 'REQUEST_ID' },
        ok({
          request_id: 'REQUEST_ID',
          phone_number: '+306900000000',
          request_cost: 0,
          remaining_balance: 20.5,
          delivery_status: { status: 'delivered', updated_at: '2026-01-01T00:00:00.000Z' },
        }),
      ],
    ],
  ],
  [
    'answers links.shorten',
    [
      [
        'POST /shorten/urls',
        { name: 'Welcome', longUrl: 'https://example.com/', domain: 'example.com' },
        ok({
          name: 'Welcome',
          longUrl: 'https://example.com/',
          domain: 'example.com',
          trackingId: 'FIRST',
          shortUrl: 'https://example.com/s',
          createdAt: '2026-01-01T00:00:00.000Z',
        }),
      ],
    ],
  ],
  ['answers links.domains', [['GET /shorten/domains', '', ok(['example.com'])]]],
  [
    'answers links.get',
    [
      [
        'GET /shorten/some-trackingId',
        '',
        ok({
          name: 'Welcome',
          longUrl: 'https://example.com/',
          domain: 'example.com',
          trackingId: 'some-trackingId',
          shortUrl: 'https://example.com/s',
          createdAt: '2026-01-01T00:00:00.000Z',
        }),
      ],
    ],
  ],
  [
    'answers links.clicks',
    [
      [
        'GET /shorten/some-trackingId/analytics?from=2026-02-01&to=2026-02-01',
        '',
        ok({
          content: [{ clickedAt: '2026-01-01T00:00:00.000Z', country: 'GR', ipAddress: '203.0.113.7' }],
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
    'answers numbers.available',
    [
      [
        'GET /numbers/available?country=some',
        '',
        ok({
          content: [
            { msisdn: '447700900000', country: 'GB', type: 'VLN', services: ['Sms', 'Voice'], price: 1 },
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
    'answers numbers.search',
    [
      [
        'POST /numbers/available/search',
        [{ fieldName: 'country', searchTerm: 'GB' }],
        ok({
          content: [
            { msisdn: '447700900000', country: 'GB', type: 'VLN', services: ['Sms', 'Voice'], price: 1 },
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
    'answers numbers.list',
    [
      [
        'GET /numbers/my',
        '',
        ok({
          content: [
            {
              msisdn: '447700900000',
              inboundSmsCallbackUrl: 'https://example.com/callback',
              country: 'GB',
              type: 'VLN',
              services: ['Sms', 'Voice'],
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
    'answers numbers.rent',
    [
      [
        'POST /numbers/my',
        { msisdn: '+306900000000', inboundSmsCallbackUrl: 'https://example.com/callback' },
        ok({
          msisdn: '+306900000000',
          inboundSmsCallbackUrl: 'https://example.com/callback',
          country: 'GB',
          type: 'VLN',
          services: ['Sms', 'Voice'],
        }),
      ],
    ],
  ],
  [
    'answers numbers.update',
    [
      [
        'PUT /numbers/my/some-msisdn',
        { inboundSmsCallbackUrl: 'https://example.com/callback' },
        ok({
          msisdn: 'some-msisdn',
          inboundSmsCallbackUrl: 'https://example.com/callback',
          country: 'GB',
          type: 'VLN',
          services: ['Sms', 'Voice'],
        }),
      ],
    ],
  ],
  [
    'answers pools.list',
    [
      [
        'GET /pools/my',
        '',
        ok([
          {
            poolName: 'Support',
            smsSettings: {
              sticky: true,
              geomatch: true,
              transcode: false,
              alphanumericSenderId: 'MyCompany',
            },
            poolId: 'FIRST',
            updatedAt: '2026-01-01T00:00:00.000Z',
            totalNumbers: 1,
          },
        ]),
      ],
    ],
  ],
  [
    'answers pools.create',
    [
      [
        'POST /pools/my',
        {
          poolName: 'Support',
          smsSettings: { sticky: true, geomatch: true, transcode: false, alphanumericSenderId: 'MyCompany' },
        },
        ok({
          poolName: 'Support',
          smsSettings: { sticky: true, geomatch: true, transcode: false, alphanumericSenderId: 'MyCompany' },
          poolId: 'FIRST',
          updatedAt: '2026-01-01T00:00:00.000Z',
          totalNumbers: 1,
        }),
      ],
    ],
  ],
  [
    'answers pools.get',
    [
      [
        'GET /pools/my/some-poolId',
        '',
        ok({
          poolName: 'Support',
          smsSettings: { sticky: true, geomatch: true, transcode: false, alphanumericSenderId: 'MyCompany' },
          poolId: 'some-poolId',
          updatedAt: '2026-01-01T00:00:00.000Z',
          totalNumbers: 1,
        }),
      ],
    ],
  ],
  [
    'answers pools.update',
    [
      [
        'PUT /pools/my/some-poolId',
        {
          poolName: 'Support',
          smsSettings: { sticky: true, geomatch: true, transcode: false, alphanumericSenderId: 'MyCompany' },
        },
        ok({
          poolName: 'Support',
          smsSettings: { sticky: true, geomatch: true, transcode: false, alphanumericSenderId: 'MyCompany' },
          poolId: 'some-poolId',
          updatedAt: '2026-01-01T00:00:00.000Z',
          totalNumbers: 1,
        }),
      ],
    ],
  ],
  [
    'answers pools.numbers',
    [
      [
        'GET /pools/my/some-poolId/numbers',
        '',
        ok([
          {
            msisdn: '447700900000',
            inboundSmsCallbackUrl: 'https://example.com/callback',
            country: 'GB',
            type: 'VLN',
            services: ['Sms', 'Voice'],
          },
        ]),
      ],
    ],
  ],
  [
    'answers contacts.list',
    [
      [
        'GET /contacts/my',
        '',
        ok({
          content: [
            {
              firstName: 'Some',
              lastName: 'One',
              mobile: '+306900000000',
              email: 'someone@example.com',
              id: 'FIRST',
              groups: ['All'],
              blacklistedServices: [],
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
    'answers contacts.create',
    [
      [
        'POST /contacts/my',
        { firstName: 'Some', lastName: 'One', mobile: '+306900000000', email: 'someone@example.com' },
        ok({
          firstName: 'Some',
          lastName: 'One',
          mobile: '+306900000000',
          email: 'someone@example.com',
          id: 'FIRST',
          groups: ['All'],
          blacklistedServices: [],
        }),
      ],
    ],
  ],
  [
    'answers contacts.get',
    [
      [
        'GET /contacts/my/some-contactId',
        '',
        ok({
          firstName: 'Some',
          lastName: 'One',
          mobile: '+306900000000',
          email: 'someone@example.com',
          id: 'some-contactId',
          groups: ['All'],
          blacklistedServices: [],
        }),
      ],
    ],
  ],
  [
    'answers contacts.update',
    [
      [
        'PUT /contacts/my/some-contactId',
        { firstName: 'Some', lastName: 'One', mobile: '+306900000000', email: 'someone@example.com' },
        ok({
          firstName: 'Some',
          lastName: 'One',
          mobile: '+306900000000',
          email: 'someone@example.com',
          id: 'some-contactId',
          groups: ['All'],
          blacklistedServices: [],
        }),
      ],
    ],
  ],
  [
    'answers contacts.labels',
    [
      [
        'GET /contacts/labels/my',
        '',
        ok({
          defaultLabels: [
            { name: 'firstName', type: 'Text' },
            { name: 'lastName', type: 'Text' },
            { name: 'mobile', type: 'Text' },
          ],
          customLabels: [{ name: 'address', type: 'Text' }],
        }),
      ],
    ],
  ],
  [
    'answers contacts.createLabels',
    [
      [
        'POST /contacts/labels/my',
        [{ name: 'address', type: 'Text' }],
        ok([{ name: 'address', type: 'Text' }]),
      ],
    ],
  ],
  [
    'answers blacklist.list',
    [
      [
        'GET /contacts/my/blacklist/some-service',
        '',
        ok([
          {
            firstName: 'Some',
            lastName: 'One',
            mobile: '+306900000000',
            email: 'someone@example.com',
            id: 'FIRST',
            groups: ['All'],
            blacklistedServices: [],
          },
        ]),
      ],
    ],
  ],
  [
    'answers blacklist.add',
    [['POST /contacts/my/blacklist/some-service', ['CONTACT_ID'], ok(['CONTACT_ID'])]],
  ],
  ['answers groups.list', [['GET /groups/my', '', ok([{ name: 'Customers', size: 1 }])]]],
  [
    'answers groups.page',
    [
      [
        'GET /groups/my/page',
        '',
        ok({
          content: [{ name: 'Customers', size: 1 }],
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
  ['answers groups.get', [['GET /groups/my/some-groupName', '', ok({ name: 'some-groupName', size: 1 })]]],
  ['answers groups.create', [['POST /groups/my', { name: 'Customers' }, ok({ name: 'Customers', size: 1 })]]],
  [
    'answers groups.merge',
    [
      [
        'POST /groups/my/merge',
        { name: 'Everybody', groups: ['GROUP_NAME', 'OTHER_GROUP_NAME'] },
        ok({ name: 'Everybody', size: 1 }),
      ],
    ],
  ],
  [
    'answers groups.difference',
    [
      [
        'POST /groups/my/difference',
        { name: 'Others', groups: ['GROUP_NAME', 'OTHER_GROUP_NAME'] },
        ok({ name: 'Others', size: 1 }),
      ],
    ],
  ],
  [
    'answers groups.contacts',
    [
      [
        'GET /groups/my/some-groupName/contacts',
        '',
        ok({
          content: [
            {
              firstName: 'Some',
              lastName: 'One',
              mobile: '+306900000000',
              email: 'someone@example.com',
              id: 'FIRST',
              groups: ['All'],
              blacklistedServices: [],
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
    'answers groups.addContacts',
    [['POST /groups/my/some-groupName/contacts', ['CONTACT_ID'], ok(['CONTACT_ID'])]],
  ],
  [
    'answers reports.volume',
    [
      [
        'GET /reports/my/volPrice?startDate=2026-02-01&endDate=2026-02-01',
        '',
        ok([
          {
            startDateTime: '2026-02-01',
            timeGrouping: 'Month',
            count: 1,
            price: 0.045,
            deliveredCount: 1,
            undeliveredCount: 0,
            queuedCount: 0,
          },
        ]),
      ],
    ],
  ],
  [
    'answers reports.volumeOfCountry',
    [
      [
        'GET /reports/my/volPrice/perMcc?startDate=2026-02-01&endDate=2026-02-01&mcc=some',
        '',
        ok([
          {
            startDateTime: '2026-02-01',
            timeGrouping: 'Month',
            count: 1,
            price: 0.045,
            deliveredCount: 1,
            undeliveredCount: 0,
            queuedCount: 0,
          },
        ]),
      ],
    ],
  ],
  [
    'answers reports.volumeOfNetwork',
    [
      [
        'GET /reports/my/volPrice/perMccMnc?startDate=2026-02-01&endDate=2026-02-01&mcc=some&mnc=some',
        '',
        ok([
          {
            startDateTime: '2026-02-01',
            timeGrouping: 'Month',
            count: 1,
            price: 0.045,
            deliveredCount: 1,
            undeliveredCount: 0,
            queuedCount: 0,
          },
        ]),
      ],
    ],
  ],
  [
    'answers reports.volumeOfCampaign',
    [
      [
        'GET /reports/my/volPrice/perCampaign?campaignId=some&offset=2026-02-01',
        '',
        ok([
          {
            startDateTime: '2026-02-01',
            timeGrouping: 'Month',
            count: 1,
            price: 0.045,
            deliveredCount: 1,
            undeliveredCount: 0,
            queuedCount: 0,
          },
        ]),
      ],
    ],
  ],
  [
    'answers reports.lookups',
    [
      [
        'GET /reports/my/lookup/volPrice?startDate=2026-02-01&endDate=2026-02-01',
        '',
        ok({
          totals: { timeGrouping: 'Month', totalCount: 1, totalPrice: 0.005, totalFailed: 0 },
          details: [
            { startDateTime: '2026-02-01', timeGrouping: 'Month', count: 1, price: 0.005, failedCount: 0 },
          ],
        }),
      ],
    ],
  ],
  [
    'answers reports.validations',
    [
      [
        'GET /reports/my/numberValidator/volPrice?startDate=2026-02-01&endDate=2026-02-01',
        '',
        ok({
          totals: { timeGrouping: 'Month', totalCount: 1, totalPrice: 0.005, totalFailed: 0 },
          details: [
            { startDateTime: '2026-02-01', timeGrouping: 'Month', count: 1, price: 0.005, failedCount: 0 },
          ],
        }),
      ],
    ],
  ],
  [
    'answers reports.time',
    [
      [
        'GET /reports/my/breakdown?startDate=2026-02-01&endDate=2026-02-01',
        '',
        ok([
          {
            startDateTime: '2026-02-01',
            timeGrouping: 'Month',
            count: 1,
            averageLatency: 3,
            minLatency: 3,
            maxLatency: 3,
          },
        ]),
      ],
    ],
  ],
  [
    'answers reports.timeOfCountry',
    [
      [
        'GET /reports/my/breakdown/perCountry?startDate=2026-02-01&endDate=2026-02-01&countryCode=some',
        '',
        ok([
          {
            startDateTime: '2026-02-01',
            timeGrouping: 'Month',
            count: 1,
            averageLatency: 3,
            minLatency: 3,
            maxLatency: 3,
          },
        ]),
      ],
    ],
  ],
  [
    'answers reports.timeOfNetwork',
    [
      [
        'GET /reports/my/breakdown/perMccMnc?startDate=2026-02-01&endDate=2026-02-01&mcc=some&mnc=some',
        '',
        ok([
          {
            startDateTime: '2026-02-01',
            timeGrouping: 'Month',
            count: 1,
            averageLatency: 3,
            minLatency: 3,
            maxLatency: 3,
          },
        ]),
      ],
    ],
  ],
  [
    'answers reports.timeOfCampaign',
    [
      [
        'GET /reports/my/breakdown/perCampaign?campaignId=some&offset=2026-02-01',
        '',
        ok([
          {
            startDateTime: '2026-02-01',
            timeGrouping: 'Month',
            count: 1,
            averageLatency: 3,
            minLatency: 3,
            maxLatency: 3,
          },
        ]),
      ],
    ],
  ],
  [
    'answers reports.latency',
    [
      [
        'GET /reports/my/latency?startDate=2026-02-01&endDate=2026-02-01',
        '',
        ok([
          {
            startDateTime: '2026-02-01',
            timeGrouping: 'Month',
            count: 1,
            averageLatency: 3,
            minLatency: 3,
            maxLatency: 3,
          },
        ]),
      ],
    ],
  ],
  [
    'answers reports.latencyOfCountry',
    [
      [
        'GET /reports/my/latency/perCountry?startDate=2026-02-01&endDate=2026-02-01&countryCode=some',
        '',
        ok([
          {
            startDateTime: '2026-02-01',
            timeGrouping: 'Month',
            count: 1,
            averageLatency: 3,
            minLatency: 3,
            maxLatency: 3,
          },
        ]),
      ],
    ],
  ],
  [
    'answers reports.latencyOfNetwork',
    [
      [
        'GET /reports/my/latency/perMccMnc?startDate=2026-02-01&endDate=2026-02-01&mcc=some&mnc=some',
        '',
        ok([
          {
            startDateTime: '2026-02-01',
            timeGrouping: 'Month',
            count: 1,
            averageLatency: 3,
            minLatency: 3,
            maxLatency: 3,
          },
        ]),
      ],
    ],
  ],
  [
    'answers reports.latencyOfCampaign',
    [
      [
        'GET /reports/my/latency/perCampaign?campaignId=some',
        '',
        ok([
          {
            startDateTime: '2026-01-01T00:00:00Z',
            timeGrouping: 'Month',
            count: 1,
            averageLatency: 3,
            minLatency: 3,
            maxLatency: 3,
          },
        ]),
      ],
    ],
  ],
  [
    'answers url.analyze',
    [
      [
        'POST /urlinsights',
        { domain: 'example.com', cache: true },
        ok({
          domain: 'example.com',
          cache: true,
          country: 'GR',
          network: 'Sandbox Mobile',
          isSuspicious: false,
        }),
      ],
    ],
  ],
  ['answers security.whitelist', [['GET /security/whitelist', '', ok({ whitelistedIps: ['203.0.113.7'] })]]],
  [
    'keeps the sender of Viber templates',
    [
      [
        'GET /viber/transactional/templates?senderInfoTrackingId=mine',
        '',
        ok([
          {
            templateId: 'FIRST',
            name: 'Code',
            languages: ['en'],
            status: 'Approved',
            senderInfoTrackingId: 'mine',
          },
        ]),
      ],
      [
        'POST /viber/transactional/templates?senderInfoTrackingId=mine',
        { name: 'Mine' },
        ok({
          templateId: 'ID',
          name: 'Mine',
          languages: ['en'],
          status: 'Approved',
          senderInfoTrackingId: 'mine',
        }),
      ],
    ],
  ],
  [
    'keeps the name of a group',
    [
      ['POST /groups/my', { name: 'Friends' }, ok({ name: 'Friends', size: 1 })],
      [
        'POST /groups/my/merge',
        { name: 'Everybody', groups: ['GROUP_NAME', 'OTHER_GROUP_NAME'] },
        ok({ name: 'Everybody', size: 1 }),
      ],
    ],
  ],
  [
    'keeps what else was given',
    [
      [
        'POST /numbers/my',
        { msisdn: '+447700900001' },
        ok({
          msisdn: '+447700900001',
          inboundSmsCallbackUrl: 'https://example.com/callback',
          country: 'GB',
          type: 'VLN',
          services: ['Sms', 'Voice'],
        }),
      ],
      [
        'POST /telegram',
        { phone_number: '+447000000000' },
        ok({
          request_id: 'FIRST',
          phone_number: '+447000000000',
          request_cost: 0,
          remaining_balance: 20.5,
          delivery_status: { status: 'delivered', updated_at: '2026-01-01T00:00:00.000Z' },
        }),
      ],
      [
        'POST /telegram/revokeVerificationMessage',
        { request_id: 'mine' },
        ok({
          request_id: 'mine',
          phone_number: '+306900000000',
          request_cost: 0,
          remaining_balance: 20.5,
          delivery_status: { status: 'delivered', updated_at: '2026-01-01T00:00:00.000Z' },
        }),
      ],
      [
        'POST /security/whitelist',
        { whitelistedIps: ['203.0.113.8'] },
        ok({ whitelistedIps: ['203.0.113.8'] }),
      ],
      [
        'POST /urlinsights',
        { domain: 'example.org' },
        ok({ domain: 'example.org', country: 'GR', network: 'Sandbox Mobile', isSuspicious: false }),
      ],
      ['POST /contacts/labels/my', [{ name: 'city', type: 'Text' }], ok([{ name: 'city', type: 'Text' }])],
      ['POST /contacts/my/blacklist/some-service', ['17', '18'], ok(['17', '18'])],
    ],
  ],
  [
    'pages a list',
    [
      [
        'GET /contacts/my?page=1&size=1',
        '',
        ok({
          content: [],
          totalElements: 1,
          totalPages: 1,
          numberOfElements: 0,
          number: 1,
          size: 1,
          first: false,
          last: true,
        }),
      ],
      [
        'GET /numbers/my?page=0&size=5',
        '',
        ok({
          content: [
            {
              msisdn: '447700900000',
              inboundSmsCallbackUrl: 'https://example.com/callback',
              country: 'GB',
              type: 'VLN',
              services: ['Sms', 'Voice'],
            },
          ],
          totalElements: 1,
          totalPages: 1,
          numberOfElements: 1,
          number: 0,
          size: 5,
          first: true,
          last: true,
        }),
      ],
    ],
  ],
  [
    'answers the rest with what was given, and a deletion with nothing',
    [
      [
        'POST /voice/conversation/some-messageId/talk',
        { text: 'Hello from Routee', language: 'en-US' },
        ok({ messageId: 'some-messageId', text: 'Hello from Routee', language: 'en-US' }),
      ],
      ['DELETE /voice/conversation/some-messageId/talk', '', { status: 200, note: 'ok' }],
      ['DELETE /contacts/my/some-contactId', '', { status: 200, note: 'ok' }],
      [
        'PUT /pools/my/some-poolId/numbers/some-msisdn',
        '',
        ok({ poolId: 'some-poolId', msisdn: 'some-msisdn' }),
      ],
      [
        'PUT /pools/my/some-poolId/numbers/some-msisdn',
        ['a'],
        ok({ poolId: 'some-poolId', msisdn: 'some-msisdn' }),
      ],
    ],
  ],
  [
    'refuses a body that is no JSON, or contradicts the catalogue',
    [
      [
        'POST /contacts/my',
        ' ',
        refused('400000000', 'The body must be JSON.', { entity: 'contacts.create' }),
      ],
      [
        'POST /contacts/my',
        '{',
        refused('400000000', 'The body must be JSON.', { entity: 'contacts.create' }),
      ],
      [
        'POST /contacts/my',
        '{"mobile":',
        refused('400000000', 'The body must be JSON.', { entity: 'contacts.create' }),
      ],
      [
        'POST /contacts/my',
        '[]',
        refused('400000000', 'Validation Error!', {
          entity: 'contacts.create',
          properties: { body: 'The body must be an object.' },
        }),
      ],
      [
        'POST /contacts/my',
        { mobile: 1 },
        refused('400000000', 'Validation Error!', {
          entity: 'contacts.create',
          properties: { mobile: '"mobile" must be a string.' },
        }),
      ],
      [
        'POST /failover',
        { flow: [{ type: 'Sms' }] },
        refused('400000000', 'Validation Error!', {
          entity: 'failover.send',
          properties: { 'flow.0': '"message" is required.' },
        }),
      ],
      [
        'GET /reports/my/volPrice/perMccMnc?mcc=202',
        '',
        refused('400000000', 'Validation Error!', {
          entity: 'reports.volumeOfNetwork',
          properties: { startDate: 'is missing', endDate: 'is missing', mnc: 'is missing' },
        }),
      ],
    ],
  ],
];

describe('answers of the catalogue in the sandbox', () => {
  for (const [what, exchanges] of rows) it(what, () => checkAnswers(exchanges));
});

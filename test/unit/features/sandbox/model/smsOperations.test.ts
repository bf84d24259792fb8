import assert from 'node:assert/strict';

import { FAILING_NUMBER } from '../../../../../src/features/sandbox/model/delivery.ts';
import { SandboxBench } from '../../../../support/sandbox/sandboxBench.ts';

const SMS = { body: 'Hello', to: '+306900000000', from: 'MyCompany' };
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

interface Part {
  readonly smsId: string;
  readonly part: number;
  readonly parts: number;
  readonly price: number;
  readonly latency?: number;
  readonly status: { status: string; date: string; reason?: { detailedStatus: string } };
}

describe('SMS in the sandbox', () => {
  let bench: SandboxBench;

  beforeEach(() => {
    bench = new SandboxBench();
  });

  const send = (sms: object = SMS): string => String(bench.ok('POST /sms', sms)['trackingId']);
  const track = (id: string): Part[] => bench.ok(`GET /sms/tracking/single/${id}`) as unknown as Part[];
  const statesOf = (id: string): string[] => track(id).map(({ status }) => status.status);

  it('is queued, then sent, then delivered', async () => {
    const id = send();
    const states = [];
    for (const ms of [0, 999, 1, 1999, 1]) {
      await bench.time.advance(ms);
      states.push(...statesOf(id));
    }
    assert.deepEqual(states, ['Queued', 'Queued', 'Sent', 'Sent', 'Delivered']);
    const [part] = track(id);
    assert.equal(part?.latency, 3000);
    assert.equal(part.status.date, '2026-01-01T00:00:03.000Z');
    assert.equal(part.status.reason, undefined);
  });

  it('to the failing number is not delivered, and says why', async () => {
    for (const to of [FAILING_NUMBER, FAILING_NUMBER.slice(1)]) {
      const id = send({ ...SMS, to });
      await bench.time.advance(3000);
      const [part] = track(id);
      assert.equal(part?.status.status, 'Undelivered');
      assert.equal(part.status.reason?.detailedStatus, 'Unknown Number');
    }
  });

  it('costs by its parts, which are tracked one by one', () => {
    const id = send({ ...SMS, body: 'a'.repeat(161) });
    const parts = track(id);
    assert.deepEqual(
      parts.map(({ part, parts: all, price }) => [part, all, price]),
      [
        [1, 2, 0.045],
        [2, 2, 0.045],
      ],
    );
    assert.equal(new Set(parts.map(({ smsId }) => smsId)).size, 2);
    assert.match(parts[0]?.smsId ?? '', UUID);
    assert.equal(bench.balance, 20.41);
  });

  it('is refused when the balance does not suffice', () => {
    const body = 'a'.repeat(153 * 255);
    send({ ...SMS, body });
    assert.equal(bench.balance, 9.025);
    assert.equal(bench.code('POST /sms', { ...SMS, body }), '400001009');
    assert.equal(bench.balance, 9.025);
  });

  const refused: [what: string, sms: unknown, code: string][] = [
    ['no JSON', 'body=Hello', '400005000'],
    ['nothing', {}, '400005000'],
    ['no text', { ...SMS, body: '' }, '400005000'],
    ['no recipient', { ...SMS, to: '' }, '400005000'],
    ['several recipients', { ...SMS, to: [SMS.to] }, '400005000'],
    ['a name of 12 letters', { ...SMS, from: 'MyCompanyName' }, '400005000'],
    ['a sender with a plus sign', { ...SMS, from: '+306900000001' }, '400005000'],
    ['a sender of 17 digits', { ...SMS, from: '12345678901234567' }, '400005000'],
    ['too many parts', { ...SMS, body: 'a'.repeat(153 * 255 + 1) }, '400005000'],
    ['a recipient that is no number', { ...SMS, to: 'someone' }, '400000000'],
    ['too short a number', { ...SMS, to: '+3069' }, '400000000'],
  ];
  for (const [what, sms, code] of refused) {
    it(`is refused: ${what}`, () => {
      for (const line of ['POST /sms', 'POST /sms/analyze']) assert.equal(bench.code(line, sms), code);
      assert.equal(bench.balance, 20.5);
    });
  }

  it('takes a sender of 16 digits, and one of 11 letters of any script', () => {
    for (const from of ['1234567890123456', 'Καλημέρα123']) send({ ...SMS, from });
  });

  it('is analysed for nothing', () => {
    assert.deepEqual(bench.ok('POST /sms/analyze', { ...SMS, body: '€'.repeat(81) }), {
      bodyAnalysis: { parts: 2, unicode: false, characters: 81 },
      cost: 0.09,
    });
    assert.equal(bench.balance, 20.5);
  });

  it('is searched by its members and dates', async () => {
    send({ ...SMS, label: 'first' });
    await bench.time.advance(2000);
    const id = send({ ...SMS, label: 'second' });
    const search = (filters: unknown, query = ''): unknown[] =>
      (bench.ok(`POST /sms/tracking${query}`, filters)['content'] as Record<string, unknown>[]).map(
        ({ label }) => label,
      );
    assert.deepEqual(search([]), ['first', 'second']);
    assert.deepEqual(search([{ fieldName: 'label', searchTerm: 'second' }]), ['second']);
    assert.deepEqual(search([{ fieldName: 'status.status', searchTerm: 'Sent' }]), ['first']);
    assert.deepEqual(search([{ fieldName: 'messageId', searchTerm: id }]), ['second']);
    assert.deepEqual(search([{ fieldName: 'to', searchTerm: 'no one' }]), []);
    assert.deepEqual(search([], '?dateStart=2026-01-01T00:00:01Z'), ['second']);
    assert.deepEqual(search([], '?dateEnd=2026-01-01T00:00:01Z'), ['first']);
    assert.deepEqual(search([], '?page=1&size=1'), ['second']);
  });

  it('is not found by another id', () => {
    assert.equal(bench.code('GET /sms/tracking/single/none'), '404005000');
    assert.equal(bench.code('GET /sms/tracking/campaign/none'), '404009001');
    assert.equal(bench.code('GET /campaigns/none'), '404009001');
  });

  describe('campaign', () => {
    const campaign = { ...SMS, to: [SMS.to, '+447000000000', FAILING_NUMBER], campaignName: 'Welcome' };

    it('sends to all, and counts their states', async () => {
      const { trackingId, state, statuses, type } = bench.ok('POST /sms/campaign', campaign);
      assert.deepEqual([type, state, statuses], ['Sms', 'Running', { Queued: 3 }]);
      assert.equal(bench.balance, 20.365);
      await bench.time.advance(3000);
      const details = bench.ok(`GET /campaigns/${String(trackingId)}`);
      assert.deepEqual(
        [details['state'], details['statuses']],
        ['Finished', { Delivered: 2, Undelivered: 1 }],
      );
      const { content, ...page } = bench.ok(`GET /sms/tracking/campaign/${String(trackingId)}?page=0&size=2`);
      assert.deepEqual(
        (content as Record<string, unknown>[]).map(({ to, country, campaignName }) => [
          to,
          country,
          campaignName,
        ]),
        [
          [SMS.to, 'GR', 'Welcome'],
          ['+447000000000', 'GB', 'Welcome'],
        ],
      );
      assert.deepEqual(page, {
        ...{ totalElements: 3, totalPages: 2, numberOfElements: 2, number: 0, size: 2 },
        ...{ first: true, last: false },
      });
    });

    it('waits for its date', async () => {
      const scheduledDate = '2026-01-01T00:01:00.000Z';
      const { trackingId, state } = bench.ok('POST /sms/campaign', { ...campaign, scheduledDate });
      assert.equal(state, 'Scheduled');
      const statuses = () => bench.ok(`GET /campaigns/${String(trackingId)}`)['statuses'];
      await bench.time.advance(59_999);
      assert.deepEqual(statuses(), { Queued: 3 });
      await bench.time.advance(1001);
      assert.deepEqual(statuses(), { Sent: 3 });
    });

    it('is analysed by country, for nothing', () => {
      const analysis = bench.ok('POST /sms/analyze/campaign', campaign);
      assert.equal(analysis['numberOfRecipients'], 3);
      assert.deepEqual(analysis['recipientsPerCountry'], { GR: 2, GB: 1 });
      assert.equal(bench.balance, 20.5);
    });

    it('is refused as a whole', () => {
      const rows: [campaign: unknown, code: string][] = [
        [{ ...campaign, to: [] }, '400005000'],
        [{ ...campaign, to: SMS.to }, '400005000'],
        [{ ...campaign, to: [SMS.to, 'someone'] }, '400000000'],
        [{ ...campaign, to: Array.from({ length: 456 }, () => SMS.to) }, '400001009'],
      ];
      for (const [draft, code] of rows) assert.equal(bench.code('POST /sms/campaign', draft), code);
      assert.equal(bench.balance, 20.5);
    });
  });
});

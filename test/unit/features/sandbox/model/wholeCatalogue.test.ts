import assert from 'node:assert/strict';

import { parseTree } from 'jsonc-parser';

import { checkBody } from '../../../../../src/core/resources/checkBody.ts';
import { exampleBody, RESOURCES, type RouteeResource } from '../../../../../src/core/resources/resources.ts';
import type { Schema } from '../../../../../src/core/resources/schema.ts';
import { FAILING_NUMBER } from '../../../../../src/features/sandbox/model/delivery.ts';
import { SandboxBench } from '../../../../support/sandbox/sandboxBench.ts';

const LATER = { scheduledDate: '2030-01-01T09:00:00Z' };
/** Operations that ask about something: what starts it, and the member of that answer that is its id. */
const STARTED: Readonly<Record<string, readonly [starter: string, more?: object, id?: string]>> = {
  'sms.updateCampaign': ['sms.campaign'],
  'sms.cancelCampaign': ['sms.campaign'],
  'sms.track': ['sms.send'],
  'sms.trackCampaign': ['sms.campaign'],
  'sms.campaignDetails': ['sms.campaign'],
  '2step.confirm': ['2step.start'],
  '2step.status': ['2step.start'],
  '2step.cancel': ['2step.start'],
  'failoverOtp.track': ['failoverOtp.send', {}, 'flowId'],
  'viber.track': ['viber.send'],
  'viber.trackCampaign': ['viber.campaign'],
  'viber.cancelCampaign': ['viber.campaign', LATER],
  'failover.track': ['failover.send'],
  'email.trackValidation': ['email.validate'],
  'push.get': ['push.send'],
  'voice.cancelCampaign': ['voice.campaign', LATER],
  'voice.getConversation': ['voice.conversation'],
  'voice.track': ['voice.conversation'],
  'voice.trackCampaign': ['voice.campaign'],
  'voice.trackConversation': ['voice.conversation'],
  'lookup.track': ['lookup.start', {}, 'lookupId'],
};
const resourceOf = (id: string): RouteeResource => RESOURCES.find((one) => one.id === id) ?? assert.fail(id);

describe('Sandbox of the whole catalogue', () => {
  let bench: SandboxBench;

  beforeEach(() => {
    bench = new SandboxBench();
  });

  /** Sends the catalogue's own example. */
  function send(resource: RouteeResource, more: object = {}): { status: number; body: unknown } {
    const [starter, changes, member = 'trackingId'] = STARTED[resource.id] ?? [];
    const started = starter === undefined ? undefined : send(resourceOf(starter), changes).body;
    const id = (started as Record<string, string> | undefined)?.[member] ?? 'en';
    const path = resource.path.replaceAll(/\{\w+\}/g, id);
    const query = new URLSearchParams(resource.query).toString();
    const { json } = resource;
    const isObject = typeof json === 'object' && !Array.isArray(json);
    const body = isObject ? JSON.stringify({ ...(json as object), ...more }) : exampleBody(resource)?.text;
    const answer = bench.ask(`${resource.method} ${path}?${query}`, {
      authorization: `Bearer ${bench.token()}`,
      body: body ?? '',
    });
    const text = JSON.stringify(answer.body) as string | undefined;
    return { status: answer.status, body: text === undefined ? undefined : JSON.parse(text) };
  }

  for (const resource of RESOURCES) {
    it(`answers ${resource.id}, ${resource.method} ${resource.path}`, () => {
      const { status, body } = send(resource);
      assert.equal(status, 200, JSON.stringify(body));
      if (body === undefined) {
        assert.equal(resource.method, 'DELETE', 'has an answer');
        return;
      }
      if (typeof body !== 'string') assert.ok(Object.keys(body as object).length > 0, 'says something');
      const isPaged = 'page' in resource.queryParameters && resource.id !== 'viber.track';
      for (const item of itemsOf(body, isPaged)) checkItem(item, resource);
    });
  }

  /** The things that an answer is about: those of a page, those of a list, or the one. */
  function itemsOf(body: unknown, isPaged: boolean): readonly unknown[] {
    if (isPaged) {
      const { content, totalElements } = body as { content: unknown; totalElements: unknown };
      assert.ok(Array.isArray(content) && totalElements === content.length);
      return content;
    }
    return Array.isArray(body) ? body : [body];
  }

  /** Members have the types of the catalogue in an answer, too; dates are dates, and money is a number. */
  function checkItem(item: unknown, { body: schema, id, effect, method }: RouteeResource): void {
    if (typeof item !== 'object' || item === null) return;
    const members = Object.entries(item as Record<string, unknown>);
    for (const [name, value] of members) {
      // An analysis tells of each contact by its id.
      const isAnalysis = id.includes('.analyze') && name === 'contacts';
      const known = isAnalysis ? CONTACTS : (schema?.members?.[name] ?? typeOf(name));
      const findings = checkBody(parseTree(JSON.stringify(value)) ?? assert.fail(), known, () => false, name);
      assert.deepEqual(
        findings.map(({ text }) => text),
        [],
        `${id}: ${name}`,
      );
    }
    if (effect === 'costs' && method === 'POST' && STARTS.test(id)) {
      assert.ok(
        members.some(([name, value]) => /^(?:trackingId|flowId|lookupId|request_id)$/.test(name) && value),
        `${id} has an id to follow`,
      );
    }
  }

  const STARTS = /^(?:sms|2step|failoverOtp|viber|failover|email|telegram|push|links|lookup|voice|pools)\./;
  const CONTACTS: Schema = { about: '', type: 'object' };
  const typeOf = (name: string): Schema => {
    const about = '';
    if (/(?:At|Date|_at)$/.test(name)) return { about, type: 'string', format: 'date-time' };
    if (/(?:price|cost|balance|count)$/i.test(name)) return { about, type: 'number' };
    if (/Id$|^(?:id|country)$/.test(name)) return { about, type: 'string' };
    return { about };
  };

  it('refuses what contradicts the catalogue, and says where', () => {
    const rows: [line: string, body: string, properties: Record<string, string> | undefined][] = [
      ['POST /contacts/my', '{}', { body: '"mobile" is required.' }],
      ['POST /contacts/my', '{"mobile":1}', { mobile: '"mobile" must be a string.' }],
      ['POST /contacts/my', '{', undefined],
      ['POST /emailvalidator', '{"label":"a"}', { body: '"email" is required.' }],
      ['GET /reports/my/volPrice?startDate=2026-01-01', '', { endDate: 'is missing' }],
      ['POST /failover', '{"flow":[{"type":"Sms"}]}', undefined],
    ];
    for (const [line, text, properties] of rows) {
      const { status, body } = bench.call(line, text);
      assert.deepEqual([status, body['code']], [400, '400000000'], line);
      if (properties) assert.deepEqual(body['properties'], properties);
    }
  });

  it('answers with what was given, and keeps the id that was asked for', () => {
    const { id, mobile, vip } = bench.ok('PUT /contacts/my/17', { mobile: '+306900000001', vip: true });
    assert.deepEqual([id, mobile, vip], ['17', '+306900000001', true]);
    assert.deepEqual(bench.ok('PUT /voice/conversation/5', { action: 'hangup' }), {
      messageId: '5',
      action: 'hangup',
    });
    assert.equal(bench.call('POST /contacts/labels/my', [{ name: 'city', type: 'Text' }]).status, 200);
  });

  const FLOW = (to: string) => ({
    flow: [{ type: 'Sms', from: 'me', to, order: 1, message: { body: 'Hello' } }],
  });

  it('takes a message with failover to its end', async () => {
    const rows: [to: string, status: string][] = [
      ['+306900000000', 'Succeeded'],
      [FAILING_NUMBER, 'Failed'],
    ];
    for (const [to, end] of rows) {
      const { trackingId, status } = bench.ok('POST /failover', FLOW(to));
      assert.equal(status, 'Queued');
      await bench.time.advance(3000);
      const tracked = bench.ok(`GET /failover/tracking/${String(trackingId)}`);
      assert.deepEqual([tracked['status'], tracked['totalPrice']], [end, 0.045]);
    }
    assert.equal(bench.balance, 20.41);
  });

  it('says with 200 that a one-time code was not sent: no next step, no money', () => {
    const code = (to: string) => ({
      flow: [{ type: 'Sms', to, order: 1, ttl: 60, message: { body: 'Your code is 0000' } }],
    });
    const sent = (to: string): unknown[] => {
      const { status, statusCode } = bench.ok('POST /failover-otp/otp/send-failover', code(to));
      return [status, statusCode];
    };
    assert.deepEqual(sent('+306900000000'), ['Queued', undefined]);
    assert.deepEqual(sent(FAILING_NUMBER), ['Failed', 2]);
    const many = Array.from({ length: 455 }, () => '+306900000000');
    bench.ok('POST /sms/campaign', { body: 'Hello', to: many.slice(0, 450), from: 'me' });
    while (Number(bench.balance) >= 0.06)
      bench.ok('POST /2step', { method: 'sms', type: 'code', recipient: '+306900000000' });
    assert.deepEqual(sent('+306900000000'), ['Failed', 1]);
  });

  it('cancels and changes campaigns that have not begun, and no others', () => {
    const campaign = { body: 'Hello', to: ['+306900000000'], from: 'me' };
    const id = String(bench.ok('POST /sms/campaign', { ...campaign, ...LATER })['trackingId']);
    const changed = bench.ok(`PUT /sms/${id}`, { ...campaign, ...LATER, body: 'Bye' });
    assert.deepEqual([changed['trackingId'], changed['body'], changed['state']], [id, 'Bye', 'Scheduled']);
    assert.equal(bench.code(`DELETE /viber/campaign/${id}`), '404009001');
    assert.equal(bench.ask(`DELETE /sms/${id}`, { authorization: `Bearer ${bench.token()}` }).status, 200);
    assert.equal(bench.code(`GET /campaigns/${id}`), '404009001');
    const begun = String(bench.ok('POST /sms/campaign', campaign)['trackingId']);
    assert.equal(bench.code(`PUT /sms/${begun}`, campaign), '404009001');
    assert.equal(bench.code(`DELETE /sms/${begun}`), '404009001');
  });
});

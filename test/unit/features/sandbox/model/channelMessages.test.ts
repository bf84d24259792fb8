import assert from 'node:assert/strict';

import { FAILING_NUMBER } from '../../../../../src/features/sandbox/model/delivery.ts';
import { SandboxBench } from '../../../../support/sandbox/sandboxBench.ts';

const VIBER = { senderInfoTrackingId: 'SENDER', to: '+306900000000', body: { text: 'Hello' } };
const CALLS = { from: '+306900000001', to: ['+306900000000', FAILING_NUMBER], message: { text: 'Hello' } };
const CALL = { from: '+306900000001', to: { phone: '+306900000000' }, dialPlan: { verbs: [] } };

describe('other channels in the sandbox', () => {
  let bench: SandboxBench;

  beforeEach(() => {
    bench = new SandboxBench();
  });

  const statusOf = (answer: Record<string, unknown>) => (answer['status'] as { status: string }).status;
  const contentOf = (line: string) => bench.ok(line)['content'] as Record<string, unknown>[];

  it('deliver a Viber message', async () => {
    const { trackingId, status } = bench.ok('POST /viber', VIBER);
    assert.equal(status, 'Queued');
    assert.equal(bench.balance, 20.48);
    await bench.time.advance(3000);
    const tracked = bench.ok(`GET /viber/tracking/${String(trackingId)}`);
    assert.deepEqual([tracked['trackingId'], statusOf(tracked)], [trackingId, 'Delivered']);
    assert.equal(bench.code(`GET /sms/tracking/single/${String(trackingId)}`), '404005000');
  });

  it('call many', async () => {
    const { trackingId, type, statuses } = bench.ok('POST /voice/campaign', CALLS);
    assert.deepEqual([type, statuses], ['Voice', { Queued: 2 }]);
    assert.equal(bench.balance, 20.44);
    const calls = () => contentOf(`GET /voice/tracking/campaign/${String(trackingId)}`);
    await bench.time.advance(1000);
    assert.deepEqual(calls().map(statusOf), ['InProgress', 'InProgress']);
    await bench.time.advance(2000);
    assert.deepEqual(calls().map(statusOf), ['Completed', 'Failed']);
    assert.equal(statusOf(bench.ok(`GET /voice/tracking/${String(calls()[0]?.['messageId'])}`)), 'Completed');
  });

  it('hold a conversation', async () => {
    const { trackingId, to } = bench.ok('POST /voice/conversation', CALL);
    const id = String(trackingId);
    assert.deepEqual(to, CALL.to);
    await bench.time.advance(3000);
    assert.equal(bench.ok(`GET /voice/conversation/${id}`)['trackingId'], id);
    const [dial = {}] = contentOf(`GET /voice/tracking/conversation/${id}`);
    assert.deepEqual(
      [dial['conversationTrackingId'], statusOf(dial), dial['duration']],
      [id, 'Completed', 3],
    );
    assert.equal(bench.balance, 20.47);
  });

  it('refuse what they cannot send, and do not know other ids', () => {
    const rows: [line: string, body: unknown, code: string][] = [
      ['POST /viber', { ...VIBER, body: {} }, '400019000'],
      ['POST /viber', { ...VIBER, to: 'someone' }, '400000000'],
      ['POST /voice/campaign', { ...CALLS, message: undefined }, '400013000'],
      ['POST /voice/campaign', { ...CALLS, to: ['someone'] }, '400000000'],
      ['POST /voice/conversation', { ...CALL, dialPlan: undefined }, '400013000'],
      ['POST /voice/conversation', { ...CALL, to: { phone: 'someone' } }, '400000000'],
      ['GET /viber/tracking/none', '', '404019006'],
      ['GET /voice/tracking/none', '', '404013000'],
      ['GET /voice/conversation/none', '', '404013000'],
      ['GET /voice/tracking/campaign/none', '', '404009001'],
    ];
    for (const [line, body, code] of rows) assert.equal(bench.code(line, body), code, line);
    assert.equal(bench.balance, 20.5);
  });
});

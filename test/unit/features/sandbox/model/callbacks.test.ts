import assert from 'node:assert/strict';

import { Callbacks } from '../../../../../src/features/sandbox/model/callbacks.ts';
import { FAILING_NUMBER } from '../../../../../src/features/sandbox/model/delivery.ts';
import { FakeTime } from '../../../../support/fakeTime.ts';
import { SandboxBench } from '../../../../support/sandbox/sandboxBench.ts';

const URL = 'http://127.0.0.1:3000/callback';
const sms = (callback: object, more: object = {}) => ({
  ...{ body: 'Hello', to: '+306900000000', from: 'MyCompany', label: 'order 7', callback },
  ...more,
});

describe('callbacks of the sandbox', () => {
  let bench: SandboxBench;

  beforeEach(() => {
    bench = new SandboxBench();
  });

  const posted = () =>
    bench.posts.map(({ init }) => JSON.parse(init.body as string) as Record<string, unknown>);
  const states = () => posted().map(({ status }) => (status as { name: string }).name);

  it('come when the message is delivered, with what Routee sends', async () => {
    const { trackingId } = bench.ok('POST /sms', sms({ url: URL, strategy: 'OnCompletion' }));
    await bench.time.advance(2999);
    assert.equal(bench.posts.length, 0);
    await bench.time.advance(1);
    const [post] = bench.posts;
    assert.deepEqual([post?.url, post?.init.method, post?.init.redirect], [URL, 'POST', 'manual']);
    const [{ smsId, ...payload } = {}] = posted();
    assert.equal(typeof smsId, 'string');
    assert.deepEqual(payload, {
      ...{ messageId: trackingId, part: 1, parts: 1, label: 'order 7' },
      ...{ to: '+306900000000', from: 'MyCompany', country: 'GR', operator: 'Sandbox Mobile', groups: [] },
      status: { name: 'Delivered', updatedDate: '2026-01-01T00:00:03.000Z' },
      ...{ message: 'Hello', applicationName: 'Sandbox', latency: 3000, price: 0.045 },
      ...{ direction: 'Outbound', originatingService: 'Sms' },
    });
    await bench.time.advance(60_000);
    assert.equal(bench.posts.length, 1);
  });

  it('come at every change where asked for, or where nothing is said', async () => {
    bench.ok('POST /sms', sms({ url: URL, strategy: 'OnChange' }));
    bench.ok('POST /sms', sms({ url: URL }));
    await bench.time.advance(1000);
    assert.deepEqual(states(), ['Sent', 'Sent']);
    await bench.time.advance(2000);
    assert.deepEqual(states(), ['Sent', 'Sent', 'Delivered', 'Delivered']);
  });

  it('come for each part, and for a failure with its reason', async () => {
    const more = { to: FAILING_NUMBER, body: 'a'.repeat(161) };
    bench.ok('POST /sms', sms({ url: URL, strategy: 'OnCompletion' }, more));
    await bench.time.advance(3000);
    assert.deepEqual(
      posted().map(({ part, status }) => [part, (status as { reason: object }).reason]),
      [1, 2].map((part) => [
        part,
        { detailedStatus: 'Unknown Number', description: 'The number is not assigned to anyone.' },
      ]),
    );
  });

  it('come for a scheduled campaign after its date', async () => {
    const to = ['+306900000000', '+306900000001'];
    const more = { to, scheduledDate: '2026-01-01T01:00:00Z', campaignName: 'Welcome' };
    bench.ok('POST /sms/campaign', sms({ url: URL, strategy: 'OnCompletion' }, more));
    await bench.time.advance(3_602_999);
    assert.equal(bench.posts.length, 0);
    await bench.time.advance(1);
    assert.deepEqual(
      posted().map(({ campaignName }) => campaignName),
      ['Welcome', 'Welcome'],
    );
  });

  it('never go anywhere but to this machine', async () => {
    const addresses = [
      'https://example.com/callback',
      'http://example.com/callback',
      'https://127.0.0.1/callback',
      'http://127.0.0.1.example.com/',
      'http://127.0.0.1@example.com/',
      'http://192.168.0.1/',
      'http://0.0.0.0/',
      'file:///etc/passwd',
      'not an address',
    ];
    for (const url of addresses) bench.ok('POST /sms', sms({ url }));
    assert.equal(bench.time.pendingTimers, 0);
    await bench.time.advance(3000);
    assert.equal(bench.posts.length, 0);
  });

  it('end with the sandbox, before and while they are sent', async () => {
    bench.ok('POST /sms', sms({ url: URL }));
    bench.sandbox.dispose();
    assert.equal(bench.time.pendingTimers, 0);
    const time = new FakeTime();
    let signal: AbortSignal | null | undefined;
    const callbacks = new Callbacks(time, (_url, init) => {
      ({ signal } = init);
      return new Promise(() => undefined);
    });
    callbacks.post(URL, 0, {});
    await time.advance(1);
    assert.equal(signal?.aborted, false);
    callbacks.dispose();
    assert.equal(signal.aborted, true);
  });

  it('wait two seconds for an answer, and a failure is nobody else’s', async () => {
    const time = new FakeTime();
    const callbacks = new Callbacks(
      time,
      (_url, { signal }) =>
        new Promise((_resolve, reject) => {
          signal?.addEventListener('abort', () => reject(new Error('aborted')));
        }),
    );
    callbacks.post(URL, 0, {});
    await time.advance(2000);
    assert.equal(time.pendingTimers, 1);
    await time.advance(1);
    assert.equal(time.pendingTimers, 0);
  });
});

import assert from 'node:assert/strict';

import { FAILING_NUMBER } from '../../../../../src/features/sandbox/model/delivery.ts';
import { SandboxBench } from '../../../../support/sandbox/sandboxBench.ts';

const START = { method: 'sms', type: 'code', recipient: '+306900000000', template: 'Your code is @@pin' };

describe('one-time codes in the sandbox', () => {
  let bench: SandboxBench;

  beforeEach(() => {
    bench = new SandboxBench();
  });

  const start = (more: object = {}): string =>
    `/2step/${String(bench.ok('POST /2step', { ...START, ...more })['trackingId'])}`;
  const stateOf = (path: string): unknown => bench.ok(`GET ${path}`)['status'];

  it('start pending, and cost', () => {
    const { trackingId, ...rest } = bench.ok('POST /2step', {
      ...START,
      lifetimeInSeconds: 60,
      maxRetries: 1,
    });
    assert.equal(typeof trackingId, 'string');
    assert.deepEqual(rest, {
      ...{ status: 'Pending', updatedAt: '2026-01-01T00:00:00.000Z', expiresAt: '2026-01-01T00:01:00.000Z' },
      ...{ maxRetries: 1, timesTried: 0 },
    });
    assert.equal(bench.balance, 20.44);
  });

  const answers: [body: unknown, right: boolean][] = [
    ['answer=1230', true],
    ['answer=0', true],
    [{ answer: '1230' }, true],
    [{ answer: 1230 }, true],
    ['answer=1234', false],
    ['answer=x0', false],
    ['', false],
    [{ answer: '1234' }, false],
  ];
  for (const [body, right] of answers) {
    it(`${right ? 'take' : 'refuse'} ${JSON.stringify(body)}`, () => {
      const path = start();
      if (right) assert.equal(bench.ok(`POST ${path}`, body)['status'], 'Verified');
      else assert.equal(bench.code(`POST ${path}`, body), '400011005');
      assert.equal(bench.ok(`GET ${path}`)['timesTried'], 1);
      assert.equal(stateOf(path), right ? 'Verified' : 'Pending');
    });
  }

  it('fail after the last retry', () => {
    const path = start({ maxRetries: 1 });
    const codes = ['1', '1', '0'].map((answer) => bench.code(`POST ${path}`, `answer=${answer}`));
    assert.deepEqual(codes, ['400011005', '400011005', '400011004']);
    assert.equal(stateOf(path), 'Failed');
  });

  it('expire', async () => {
    const path = start({ lifetimeInSeconds: 60 });
    await bench.time.advance(59_999);
    assert.equal(stateOf(path), 'Pending');
    await bench.time.advance(1);
    assert.equal(stateOf(path), 'Expired');
    assert.equal(bench.code(`POST ${path}`, 'answer=0'), '400011003');
  });

  it('can be cancelled, once and while they are pending', () => {
    const path = start();
    assert.equal(bench.ok(`DELETE ${path}`)['status'], 'Cancelled');
    assert.equal(bench.code(`DELETE ${path}`), '400011002');
    assert.equal(bench.code(`POST ${path}`, 'answer=0'), '400011002');
    const verified = start();
    bench.ok(`POST ${verified}`, 'answer=0');
    assert.equal(bench.code(`POST ${verified}`, 'answer=0'), '400011002');
  });

  it('to the failing number fail', async () => {
    const path = start({ recipient: FAILING_NUMBER });
    assert.equal(stateOf(path), 'Pending');
    await bench.time.advance(3000);
    assert.equal(stateOf(path), 'Failed');
    assert.equal(bench.code(`POST ${path}`, 'answer=0'), '400011002');
  });

  it('are refused with the documented codes', () => {
    const rows: [draft: unknown, code: string][] = [
      [{}, '400000000'],
      [{ ...START, method: 'pigeon' }, '400000000'],
      [{ ...START, recipient: 'someone' }, '400000000'],
      [{ ...START, template: 'no code' }, '400011001'],
    ];
    for (const [draft, code] of rows) assert.equal(bench.code('POST /2step', draft), code);
    for (const method of ['GET', 'POST', 'DELETE']) {
      assert.equal(bench.code(`${method} /2step/none`), '404011006');
    }
    assert.equal(bench.balance, 20.5);
  });
});

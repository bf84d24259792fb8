import assert from 'node:assert/strict';

import { FAILING_NUMBER } from '../../../../../src/features/sandbox/model/delivery.ts';
import { SandboxBench } from '../../../../support/sandbox/sandboxBench.ts';

describe('numbers in the sandbox', () => {
  let bench: SandboxBench;

  beforeEach(() => {
    bench = new SandboxBench();
  });

  it('are looked up in seconds', async () => {
    const { lookupId, statusInfo, details } = bench.ok('POST /lookup', {
      to: '+306900000000',
      label: 'test',
    });
    assert.deepEqual(statusInfo, {
      ...{ status: 'Queued', description: 'Queued', updatedAt: '2026-01-01T00:00:00.000Z' },
    });
    assert.equal(details, undefined);
    assert.equal(bench.balance, 20.495);
    await bench.time.advance(3000);
    const found = bench.ok(`GET /lookup/${String(lookupId)}`);
    assert.equal((found['statusInfo'] as { status: string }).status, 'Completed');
    const { mcc, country } = found['details'] as Record<string, unknown>;
    assert.deepEqual([mcc, country], ['202', { code: 'GR', isoA3Code: 'GRC' }]);
    const search = (label: string) =>
      bench.ok('POST /lookup/tracking', [{ fieldName: 'label', searchTerm: label }])['totalElements'];
    assert.deepEqual([search('test'), search('other')], [1, 0]);
  });

  it('that fail have no details', async () => {
    const { lookupId } = bench.ok('POST /lookup', { to: FAILING_NUMBER });
    await bench.time.advance(3000);
    const { statusInfo, details } = bench.ok(`GET /lookup/${String(lookupId)}`);
    assert.equal((statusInfo as { status: string }).status, 'Failed');
    assert.equal(details, undefined);
  });

  it('that are none are refused', () => {
    for (const body of [{ to: 'someone' }, {}, '']) {
      assert.equal(bench.code('POST /lookup', body), '400000000');
    }
    assert.equal(bench.code('GET /lookup/none'), '404014000');
    assert.equal(bench.balance, 20.5);
  });

  it('are validated', () => {
    const rows: [to: string, valid: boolean, country: string | undefined][] = [
      ['+306900000000', true, 'GR'],
      ['306900000000', true, 'GR'],
      ['+496900000000', true, 'DE'],
      [FAILING_NUMBER, false, 'GR'],
      ['+99900000000', false, undefined],
      ['someone', false, undefined],
    ];
    for (const [to, valid, country] of rows) {
      const answer = bench.ok('POST /numbervalidator', { to });
      assert.deepEqual([answer['valid'], answer['country']], [valid, country], to);
    }
    assert.equal(bench.balance, 20.482);
    assert.equal(bench.code('POST /numbervalidator', {}), '400016000');
  });
});

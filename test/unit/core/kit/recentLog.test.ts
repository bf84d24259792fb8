import assert from 'node:assert/strict';

import { recentLog } from '../../../../src/core/kit/recentLog.ts';
import { FakeTime } from '../../../support/fakeTime.ts';

describe('the recent log', () => {
  it('passes everything on, and keeps the last 50 lines of those that matter', () => {
    const written: string[] = [];
    const write = (message: string): void => {
      written.push(message);
    };
    const channel = {
      trace: write,
      debug: write,
      info: write,
      warn: write,
      error: write,
      show: () => {
        write('shown');
      },
    };
    const log = recentLog(channel, new FakeTime());
    for (const level of ['trace', 'debug', 'info', 'warn', 'error'] as const) log[level](level);
    log.show();
    assert.deepEqual(written, ['trace', 'debug', 'info', 'warn', 'error', 'shown']);
    assert.deepEqual(log.lines, [
      '2026-01-01T00:00:00.000Z [info] info',
      '2026-01-01T00:00:00.000Z [warn] warn',
      '2026-01-01T00:00:00.000Z [error] error',
    ]);
    for (let n = 1; n <= 60; n++) log.info(`${n} ${'x'.repeat(1000)}`);
    assert.equal(log.lines.length, 50);
    assert.match(log.lines[0] ?? '', / 11 x+$/);
    assert.ok((log.lines[0]?.length ?? 0) < 600);
    assert.equal(written.at(-1)?.length, 1003, 'the channel gets it whole');
  });
});

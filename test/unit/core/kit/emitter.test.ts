import assert from 'node:assert/strict';

import { Emitter, reportListenerErrors } from '../../../../src/core/kit/emitter.ts';

describe('Emitter', () => {
  const broken = new Error('broken');
  let reported: unknown[];

  beforeEach(() => {
    reported = [];
    reportListenerErrors((error) => reported.push(error));
  });

  after(() => {
    reportListenerErrors();
  });

  it('calls all listeners in order, until they are disposed', () => {
    const emitter = new Emitter<string>();
    const heard: string[] = [];
    const first = emitter.event((event) => heard.push(`1 ${event}`));
    emitter.event((event) => heard.push(`2 ${event}`));
    emitter.fire('a');
    first.dispose();
    emitter.fire('b');
    emitter.dispose();
    emitter.fire('c');
    assert.deepEqual(heard, ['1 a', '2 a', '2 b']);
  });

  it('does not let a listener that throws disturb the others or the caller', () => {
    const emitter = new Emitter<string>();
    const heard: string[] = [];
    emitter.event(() => {
      throw broken;
    });
    emitter.event((event) => heard.push(event));
    emitter.fire('a');
    assert.deepEqual([heard, reported], [['a'], [broken]]);
  });

  it('reports one that fails later, too', async () => {
    const emitter = new Emitter<string>();
    emitter.event(() => Promise.reject(broken));
    emitter.fire('a');
    await Promise.resolve();
    await Promise.resolve();
    assert.deepEqual(reported, [broken]);
  });
});

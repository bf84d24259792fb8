import assert from 'node:assert/strict';

import { queue } from '../../../../src/core/kit/queue.ts';

describe('queue', () => {
  it('does one piece of work after the other, whatever becomes of each', async () => {
    const oneByOne = queue();
    const gate = Promise.withResolvers<undefined>();
    const done: string[] = [];
    const work = (name: string) => async (): Promise<string> => {
      done.push(`${name} begins`);
      await gate.promise;
      done.push(`${name} ends`);
      return name;
    };
    const failing = oneByOne(() => Promise.reject(new Error('broken')));
    const first = oneByOne(work('first'));
    const second = oneByOne(work('second'));
    await assert.rejects(failing, /broken/);
    await new Promise(setImmediate);
    assert.deepEqual(done, ['first begins']);
    gate.resolve(undefined);
    assert.deepEqual(await Promise.all([second, first]), ['second', 'first']);
    assert.deepEqual(done, ['first begins', 'first ends', 'second begins', 'second ends']);
  });

  it('does not begin before whoever gives the work has gone on', async () => {
    let begun = false;
    const work = queue()(() => Promise.resolve((begun = true)));
    assert.equal(begun, false);
    await work;
  });

  it('knows nothing of another queue', async () => {
    void queue()(() => new Promise<never>(() => undefined));
    assert.equal(await queue()(() => Promise.resolve(1)), 1);
  });
});

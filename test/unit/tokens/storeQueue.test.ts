import assert from 'node:assert/strict';

import { StoreQueue } from '../../../src/core/tokens/storeQueue.ts';

describe('StoreQueue', () => {
  it('works in order, whatever becomes of it, and shares a read that has not begun', async () => {
    const queue = new StoreQueue();
    const done: string[] = [];
    const gate = Promise.withResolvers<undefined>();
    const work = (name: string) => async (): Promise<void> => {
      await gate.promise;
      done.push(name);
    };
    const failing = queue.inOrder(() => Promise.reject(new Error('broken')));
    const reads = [queue.read(work('read')), queue.read(work('shared'))];
    const write = queue.inOrder(work('write'));
    await assert.rejects(failing);
    await Promise.resolve();
    const later = queue.read(work('later'));
    gate.resolve(undefined);
    await Promise.all([...reads, write, later]);
    assert.deepEqual(done, ['read', 'write', 'later']);
  });
});

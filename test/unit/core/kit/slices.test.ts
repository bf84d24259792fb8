import assert from 'node:assert/strict';

import { atOnce, inSlices } from '../../../../src/core/kit/slices.ts';

/** Steps that take a millisecond each. */
function* work(steps: number): Generator<undefined, string> {
  for (let step = 0; step < steps; step++) {
    const end = performance.now() + 1;
    while (performance.now() < end);
    yield;
  }
  return 'done';
}

/** How often others get their turn. */
async function turnsDuring(act: () => unknown): Promise<number> {
  let turns = 0;
  let isOver = false;
  const turn = (): void => {
    turns++;
    if (!isOver) setImmediate(turn);
  };
  setImmediate(turn);
  assert.equal(await act(), 'done');
  isOver = true;
  return turns;
}

describe('work in slices', () => {
  it('lets others have their turn', async () => {
    assert.ok((await turnsDuring(() => inSlices(work(100)))) >= 5);
  });

  it('lets them, too, when much of it is begun at once', async () => {
    const many = async (): Promise<string> => {
      const results = await Promise.all(Array.from({ length: 20 }, () => inSlices(work(10))));
      return [...new Set(results)].join();
    };
    assert.ok((await turnsDuring(many)) >= 10);
  });

  it('is done in one turn where it is short, or asked to be', async () => {
    assert.equal(await turnsDuring(() => inSlices(work(0))), 0);
    assert.equal(await turnsDuring(() => atOnce(work(100))), 0);
  });

  it('fails as the work does', async () => {
    const failing = (function* (): Generator<undefined, never> {
      yield;
      throw new RangeError('no');
    })();
    await assert.rejects(inSlices(failing), RangeError);
  });
});

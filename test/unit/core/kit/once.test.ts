import assert from 'node:assert/strict';

import { once } from '../../../../src/core/kit/once.ts';

describe('once', () => {
  it('makes one thing, when it is first asked for', () => {
    let made = 0;
    const get = once(() => ({ number: ++made }));
    assert.equal(made, 0);
    assert.equal(get(), get());
    assert.equal(made, 1);
  });

  it('makes nothing once, too', () => {
    let made = 0;
    const get = once<undefined>(() => {
      made++;
      return undefined;
    });
    get();
    get();
    assert.equal(made, 1);
  });

  it('makes again what has failed, and keeps what has not', async () => {
    let made = 0;
    const get = once(() => (++made === 1 ? Promise.reject(new Error('no')) : Promise.resolve(made)));
    await assert.rejects(Promise.all([get(), get()]), /no/);
    assert.equal(made, 1);
    assert.equal(await get(), 2);
    assert.equal(await get(), 2);
  });
});

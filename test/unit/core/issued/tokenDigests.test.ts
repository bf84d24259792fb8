import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';

import { TokenDigests } from '../../../../src/core/issued/tokenDigests.ts';

describe('TokenDigests', () => {
  it('are half of an HMAC-SHA-256 in Base64', async () => {
    const key = TokenDigests.newKey();
    const digests = await TokenDigests.open(key);
    for (const token of ['a', '5b1c3e0e-6f1a-4b52-9d6c-0f2f1c7f3a11', 'ü€𝄞', 'x'.repeat(5000)]) {
      const mac = createHmac('sha256', Buffer.from(key, 'base64')).update(token).digest();
      assert.equal(await digests?.of(token), mac.subarray(0, 16).toString('base64'));
    }
  });

  it('differ from key to key, and keys from each other', async () => {
    const keys = Array.from({ length: 20 }, () => TokenDigests.newKey());
    assert.equal(new Set(keys).size, 20);
    const digests = await Promise.all(keys.map(async (key) => (await TokenDigests.open(key))?.of('a')));
    assert.equal(new Set(digests).size, 20);
  });

  it('are known once they were asked for, the last 20,000 of them', async function () {
    this.timeout(30_000);
    const digests = await TokenDigests.open(TokenDigests.newKey());
    assert.ok(digests);
    const first = await digests.of('first');
    await digests.of('second');
    for (let n = 0; n < 19_998; n++) await digests.of(`${n}`);
    assert.equal(digests.known('first'), first);
    await digests.of('one more');
    assert.equal(digests.known('second'), undefined, 'the one not asked for the longest goes');
    assert.equal(digests.known('first'), first);
  });

  for (const key of ['', '*', btoa('k'.repeat(31)), btoa('k'.repeat(33))]) {
    it(`cannot be made with "${key}"`, async () => {
      assert.equal(await TokenDigests.open(key), undefined);
    });
  }
});

import assert from 'node:assert/strict';

import { findTokenLike } from '../../../../src/core/httpFile/findTokenLike.ts';

const uuid = '7c3e9a10-5b2d-4f6e-8a91-0d4c2b7e6f15';
const opaque = 'eyJhbGci.eyJzdWIi-c2ln';
const lengths = new Set([uuid.length, opaque.length]);
const isLength = (length: number): boolean => lengths.has(length);

describe('findTokenLike', () => {
  const before = [
    ...[
      '',
      'Bearer ',
      'Bearer%20',
      'bearer%2520',
      '%5Cn',
      '%255Cu0022',
      '%5Cx20',
      '=C3=A4',
      'Bearer%252520',
      'Bearer+',
      'access_token=',
      'access_token%3D',
    ],
    ...[
      'token%253d',
      '%22',
      '%2522',
      '%',
      '%25',
      '%u0020',
      'a\\n',
      'Bearer\\t',
      '\\\\n',
      '\\r\\n',
      '\\"',
      '\\x20',
    ],
    ...[
      '\\u003d',
      '\\\\u003D',
      '\\U00000020',
      '\\u{20}',
      '\\040',
      '\\0',
      '&#61;',
      '&#x3d;',
      '&nbsp;',
      '&equals;',
    ],
    ...['access_token=3D', '\u001b[0m', '\u001b[1;32m', '"', '\u00a0', 'a.b/?t:'],
  ];
  const after = ['', '%22', '\\n', '\\u0022', '%26x=1', '"', '&quot;', '\u001b[0m', ' x'];
  for (const start of before) {
    for (const token of [uuid, uuid.toUpperCase(), opaque]) {
      it(`finds ${token} behind ${JSON.stringify(start)}`, () => {
        for (const end of after) {
          const text = `x: ${start}${token}${end}`;
          const found = findTokenLike(text, isLength).filter((word) => word.token === token);
          assert.equal(found.length, 1, text);
          assert.equal(text.slice(found[0]?.start, found[0]?.end), token);
        }
      });
    }
  }

  it('finds a UUID behind an escape also where the word goes on', () => {
    for (const text of [`%20${uuid}.`, `\\n${uuid}/x`, `\\u003d${uuid}=`, `%3D${uuid}=0A`]) {
      assert.deepEqual(
        findTokenLike(text, isLength).map(({ token }) => token),
        [uuid],
      );
    }
  });

  it('finds no UUID within letters and digits', () => {
    for (const text of [`20${uuid}`, `n${uuid}`, `u003d${uuid}`, `%2${uuid}`, `%20${uuid}a`, `\\xx${uuid}`]) {
      assert.deepEqual(findTokenLike(text, isLength), [], text);
    }
  });

  it('finds them in the order of the text', () => {
    const text = `%20${uuid} \\n${opaque} ${uuid}/${uuid}`;
    const starts = findTokenLike(text).map(({ start }) => start);
    assert.deepEqual(
      starts,
      starts.toSorted((a, b) => a - b),
    );
  });

  it('takes linear time', () => {
    for (const text of [
      '%25'.repeat(100_000),
      '\\n'.repeat(150_000),
      '25'.repeat(150_000),
      '[0m'.repeat(100_000),
    ]) {
      const started = process.cpuUsage();
      findTokenLike(`%${text}`);
      findTokenLike(`%${text}`, isLength);
      assert.ok(process.cpuUsage(started).user < 1_500_000, text.slice(0, 4));
    }
  });
});

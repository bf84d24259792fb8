import assert from 'node:assert/strict';

import { retryAfterMs } from '../../../../src/core/protocol/tokenResponse.ts';

const NOW = Date.UTC(1994, 10, 6, 8, 49, 0);
const DAY = 24 * 60 * 60 * 1000;

describe('retryAfterMs', () => {
  const rows: [header: string | null, ms: number | undefined][] = [
    ['0', 0],
    ['1', 1000],
    [' 120 ', 120_000],
    ['86400', DAY],
    ['86401', DAY],
    ['9'.repeat(400), DAY],
    // The three forms of a date in RFC 9110 section 5.6.7.
    ['Sun, 06 Nov 1994 08:49:37 GMT', 37_000],
    ['Sunday, 06-Nov-94 08:49:37 GMT', 37_000],
    ['Sun Nov  6 08:49:37 1994', 37_000],
    ['Sun, 06 Nov 1994 08:48:00 GMT', 0],
    ['Mon, 07 Nov 1994 08:49:00 GMT', DAY],
    ['Fri, 31 Dec 9999 23:59:59 GMT', DAY],
    [null, undefined],
    ['', undefined],
    ['  ', undefined],
    ['soon', undefined],
    ['-5', undefined],
    ['12.5', undefined],
    // To Date.parse alone: the first of December 2049.
    ['12.49', undefined],
    ['1e3', undefined],
    ['0x10', undefined],
    ['5, 10', undefined],
    ['Sun, 99 Nov 1994 08:49:37 GMT', undefined],
  ];
  for (const [header, ms] of rows) {
    it(JSON.stringify(header).slice(0, 50), () => {
      assert.equal(retryAfterMs(header, NOW), ms);
    });
  }

  it('takes the form without a zone as GMT, as HTTP says, wherever this machine is', () => {
    const zone = process.env['TZ'];
    try {
      process.env['TZ'] = 'Asia/Tokyo';
      assert.equal(retryAfterMs('Sun Nov  6 08:49:37 1994', NOW), 37_000);
      assert.equal(retryAfterMs('Sun, 06 Nov 1994 08:49:37 GMT', NOW), 37_000);
    } finally {
      if (zone === undefined) delete process.env['TZ'];
      else process.env['TZ'] = zone;
    }
  });
});

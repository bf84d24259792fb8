import assert from 'node:assert/strict';

import { readLimited, textOf } from '../../../../src/core/protocol/readLimited.ts';

/** A body of chunks made on demand; tells how many were taken and whether the rest was declined. */
function chunked(
  size: number,
  count: number,
): { response: Response; taken: () => number; cancelled: () => boolean } {
  let taken = 0;
  let cancelled = false;
  const body = new ReadableStream<Uint8Array>(
    {
      pull: (controller) => {
        if (taken === count) {
          controller.close();
          return;
        }
        taken++;
        controller.enqueue(new Uint8Array(size).fill(0x78));
      },
      cancel: () => {
        cancelled = true;
      },
    },
    { highWaterMark: 0 },
  );
  return { response: new Response(body), taken: () => taken, cancelled: () => cancelled };
}

describe('readLimited', () => {
  it('gives an empty text for no body', async () => {
    assert.equal(await readLimited(new Response(null, { status: 204 }), 10), '');
  });

  it('reads up to the limit', async () => {
    assert.equal(await readLimited(chunked(10, 10).response, 100), 'x'.repeat(100));
  });

  it('stops one byte past the limit and declines the rest', async () => {
    const { response, taken, cancelled } = chunked(10, 1000);
    await assert.rejects(readLimited(response, 99), { name: 'RouteeError', code: 'badAnswer' });
    assert.deepEqual([taken(), cancelled()], [10, true]);
  });

  it('counts bytes, not characters', async () => {
    await assert.rejects(readLimited(new Response('€€€€'), 11), { code: 'badAnswer' });
    assert.equal(await readLimited(new Response('€€€€'), 12), '€€€€');
  });

  it('puts a character together that came in two parts', async () => {
    const parts = [Uint8Array.of(0x61, 0xe2), Uint8Array.of(0x82, 0xac)];
    assert.equal(await readLimited(new Response(ReadableStream.from(parts)), 10), 'a€');
  });

  it('reads broken UTF-8 rather than failing', async () => {
    assert.equal(await readLimited(new Response(Uint8Array.of(0x61, 0xe2, 0x82)), 10), 'a\uFFFD');
  });
});

describe('textOf', () => {
  const JSON_TYPE = 'application/json; charset=';
  const rows: [what: string, bytes: readonly number[], contentType: string | null, text: string][] = [
    ['UTF-8 without a word', [0xc3, 0xbc], null, 'ü'],
    ['UTF-8 where no charset is named', [0xc3, 0xbc], 'application/json', 'ü'],
    ['euc-kr', [0xc7, 0xd1], `${JSON_TYPE}euc-kr`, '한'],
    ['ISO-8859-7, in quotes', [0xe1], 'text/plain; charset="ISO-8859-7"', 'α'],
    ['UTF-16, little end first', [0xfc, 0x00], `${JSON_TYPE}UTF-16LE`, 'ü'],
    ['UTF-16 by its mark, whatever is said', [0xfe, 0xff, 0x00, 0xfc], `${JSON_TYPE}utf-8`, 'ü'],
    ['UTF-16 by the other mark', [0xff, 0xfe, 0xfc, 0x00], null, 'ü'],
    ['UTF-8 by its mark, whatever is said', [0xef, 0xbb, 0xbf, 0xc3, 0xbc], `${JSON_TYPE}euc-kr`, 'ü'],
    ['UTF-8 for a charset that nobody knows', [0xc3, 0xbc], `${JSON_TYPE}x-unknown`, 'ü'],
    ['nothing', [], null, ''],
  ];
  for (const [what, bytes, contentType, text] of rows) {
    it(what, () => {
      assert.equal(textOf(Uint8Array.from(bytes), contentType), text);
    });
  }
});

import assert from 'node:assert/strict';

import fc from 'fast-check';

import {
  decodeBasicCredentials,
  encodeBasicCredentials,
  secretsOf,
} from '../../../../src/core/protocol/basicCredentials.ts';

const base64 = (text: string | Uint8Array): string => Buffer.from(text).toString('base64');

describe('basicCredentials', () => {
  describe('encode', () => {
    const rows: [id: string, secret: string, header: string][] = [
      // RFC 7617 sections 2 and 2.1.
      ['Aladdin', 'open sesame', 'Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=='],
      ['test', '123£', 'Basic dGVzdDoxMjPCow=='],
      // The sample of Routee's documentation.
      ['5756a411e4b06a33d50517c7', 'vb6QpjCIOG', 'Basic NTc1NmE0MTFlNGIwNmEzM2Q1MDUxN2M3OnZiNlFwakNJT0c='],
      // Form-encoding first (RFC 6749 section 2.3.1) would make these different.
      ['id', '-_.~+/%', 'Basic aWQ6LV8ufisvJQ=='],
      ['id', 'a:b', 'Basic aWQ6YTpi'],
      // Standard Base64, not the URL-safe one.
      ['id', '???>>>', 'Basic aWQ6Pz8/Pj4+'],
    ];
    for (const [id, secret, header] of rows) {
      it(`${id}:${secret}`, () => {
        assert.equal(encodeBasicCredentials(id, secret), header);
      });
    }

    it('refuses an id with a colon', () => {
      assert.throws(() => encodeBasicCredentials('a:b', 'c'), RangeError);
    });

    it('can hold a secret of 200 KB', () => {
      const secret = 'ü'.repeat(100_000);
      assert.equal(encodeBasicCredentials('id', secret), `Basic ${base64(`id:${secret}`)}`);
    });
  });

  describe('decode', () => {
    const rows: [what: string, text: string, pair: { id: string; secret: string } | undefined][] = [
      ['a pair', 'QWxhZGRpbjpvcGVuIHNlc2FtZQ==', { id: 'Aladdin', secret: 'open sesame' }],
      ['one without padding', 'QWxhZGRpbjpvcGVuIHNlc2FtZQ', { id: 'Aladdin', secret: 'open sesame' }],
      ['one with half of its padding', 'QWxhZGRpbjpvcGVuIHNlc2FtZQ=', undefined],
      ['a secret with colons', base64('id:a:b:'), { id: 'id', secret: 'a:b:' }],
      ['UTF-8', base64('ïd:sécret€'), { id: 'ïd', secret: 'sécret€' }],
      ['no colon', base64('just an id'), undefined],
      ['an empty id', base64(':secret'), undefined],
      ['an empty secret', base64('id:'), undefined],
      ['bytes that are no UTF-8', base64(Uint8Array.of(0x61, 0x3a, 0xff, 0x62)), undefined],
      ['a line break', base64('id:a\nb'), undefined],
      ['a NUL', base64('id:a\0b'), undefined],
      ['the URL-safe alphabet', 'aWQ6Pz8_Pj4-', undefined],
      ['a length that Base64 never has', 'aWQ6Y', undefined],
      ['too much padding', 'aWQ6YQ===', undefined],
      ['padding inside', 'aWQ=6YQ=', undefined],
      ['a blank inside', 'aWQ6 YQ==', undefined],
      ['nothing', '', undefined],
    ];
    for (const [what, text, pair] of rows) {
      it(what, () => {
        assert.deepEqual(decodeBasicCredentials(text), pair);
      });
    }
  });

  it('decodes whatever it encoded', () => {
    const text = fc
      .string({ unit: 'grapheme', minLength: 1 })
      .filter((value) => !/\p{Cc}/u.test(value) && !value.startsWith('\uFEFF'));
    fc.assert(
      fc.property(
        text.filter((id) => !id.includes(':')),
        text,
        (id, secret) => {
          const encoded = encodeBasicCredentials(id, secret).replace('Basic ', '');
          assert.equal(encoded, base64(`${id}:${secret}`));
          assert.deepEqual(decodeBasicCredentials(encoded), { id, secret });
          assert.deepEqual(decodeBasicCredentials(encoded.replace(/=+$/, '')), { id, secret });
        },
      ),
    );
  });
});

describe('secretsOf', () => {
  it('are the pair as it is sent, and the secret, also where the id cannot be sent', () => {
    assert.deepEqual(secretsOf({ id: 'a', secret: 'ü' }), ['YTrDvA==', 'ü']);
    assert.deepEqual(secretsOf({ id: 'a:b', secret: 'c' }), ['YTpiOmM=', 'c']);
  });
});

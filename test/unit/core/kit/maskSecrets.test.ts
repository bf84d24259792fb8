import assert from 'node:assert/strict';

import { maskSecrets } from '../../../../src/core/kit/maskSecrets.ts';

describe('maskSecrets', () => {
  it('takes time in proportion to the text, whatever the secret', () => {
    const start = performance.now();
    for (const secret of ['\t\tb', 'a\t\tb', 'ab', '\t'.repeat(20)]) {
      maskSecrets('\t'.repeat(20_000) + 'a'.repeat(20_000), [secret]);
      maskSecrets('a\t'.repeat(20_000), [secret]);
    }
    assert.ok(performance.now() - start < 1500);
  });

  const forms: [form: string, text: string][] = [
    ['as it is', 'abc/d+f=='],
    ['with an escaped slash', 'abc\\/d+f=='],
    ['with escapes by code', '\\u0061bc\\u002Fd\\u002bf\\u003d='],
    ['in a URL', 'abc%2Fd%2bf%3D%3D'],
    ['in HTML', 'abc&#47;d&#x2B;f&#061;&#X3d;'],
    ['in several of them', '%61bc\\/d&#43;f=%3D'],
  ];
  for (const [form, text] of forms) {
    it(`hides a token ${form}`, () => {
      assert.equal(maskSecrets(`<${text}>,${text}`, ['abc/d+f==']), '<•••>,•••');
    });
  }

  it('hides the longer one of two that begin alike', () => {
    assert.equal(maskSecrets('abcd abc', ['abc', 'abcd']), '••• •••');
  });

  it('hides quotes, backslashes and other alphabets', () => {
    assert.equal(maskSecrets('a\\"b a%22b', ['a"b']), '••• •••');
    assert.equal(maskSecrets('a\\\\b a\\b', ['a\\b']), '••• •••');
    assert.equal(maskSecrets('ü😀 %C3%BC%f0%9f%98%80 \\u00fc\\ud83d\\uDE00', ['ü😀']), '••• ••• •••');
  });

  it('leaves everything else', () => {
    assert.equal(maskSecrets('a.c', []), 'a.c');
    assert.equal(maskSecrets('a.c', ['']), 'a.c');
    assert.equal(maskSecrets('abc', ['a.c']), 'abc');
  });

  describe('hides what a server may make of a secret,', () => {
    const secret = 'a/B+c&d"é9\\x=';
    const bytes = [...Buffer.from(secret)].map((byte) => byte.toString(16).padStart(2, '0'));
    const base64 = (text: string): string => Buffer.from(text).toString('base64');
    const twice = encodeURIComponent(encodeURIComponent(secret));
    const codes = Array.from(secret, (character) => character.charCodeAt(0));
    const units = codes.map((code) => code.toString(16).padStart(4, '0'));
    const rows: Record<string, string> = {
      'in JSON': JSON.stringify(secret).slice(1, -1),
      'in JSON in JSON': JSON.stringify(JSON.stringify(secret)).slice(3, -3),
      'in a URL': encodeURIComponent(secret),
      'in a URL in a URL': twice,
      'in a URL in a URL in a URL': encodeURIComponent(twice),
      'in a URL in JSON': JSON.stringify(encodeURIComponent(secret)).slice(1, -1),
      'with all bytes escaped': bytes.map((byte) => `%${byte}`).join(''),
      'with capitals in that': bytes.map((byte) => `%${byte.toUpperCase()}`).join(''),
      'with bytes of a program': bytes.map((byte) => `\\x${byte}`).join(''),
      'with code units': units.map((unit) => `\\u${unit}`).join(''),
      'with code units in capitals': units.map((unit) => `\\u${unit.toUpperCase()}`).join(''),
      'with code points': codes.map((code) => `\\u{${code.toString(16)}}`).join(''),
      'with old escapes of JavaScript': units.map((unit) => `%u${unit}`).join(''),
      'in HTML by numbers': codes.map((code) => `&#${code};`).join(''),
      'in HTML by hex numbers': codes.map((code) => `&#x${code.toString(16)};`).join(''),
      'in HTML by names': secret.replaceAll('&', '&amp;').replaceAll('"', '&quot;'),
      'in HTML in HTML': secret.replaceAll('&', '&amp;amp;').replaceAll('"', '&amp;quot;'),
      'with all that can be escaped': secret.replaceAll(/[\\/"]/g, '\\$&'),
      'in Base64': base64(secret),
      'in Base64 without its end': base64(secret).replace(/=+$/, ''),
      'in Base64 with a colon behind': base64(`${secret}:`),
      'in Base64 with a colon before': base64(`:${secret}`),
      'in Base64 as a password': base64(`ab:${secret}`),
      'in Base64 in the middle': base64(`abc:${secret}z`),
      'in Base64 for URLs': Buffer.from(`x${secret}y`).toString('base64url'),
      'in Base64 in a URL': encodeURIComponent(base64(secret)),
      'in hex': bytes.join(''),
      'in hex with capitals': bytes.join('').toUpperCase(),
      'in hex with colons': bytes.join(':'),
      'in hex with blanks': bytes.join(' ').toUpperCase(),
      'in a list of hex numbers': bytes.map((byte) => `0x${byte}`).join(', '),
      'in a list of numbers': [...Buffer.from(secret)].join(', '),
      'in capitals': secret.toUpperCase(),
      'with characters between that nobody sees': Array.from(secret).join('\u200b'),
      'with soft hyphens': Array.from(secret).join('\u00ad'),
    };
    for (const [form, text] of Object.entries(rows)) {
      it(form, () => {
        // In Base64 what stands beside it leaves a few characters.
        assert.match(maskSecrets(`<${text}> x`, [secret]), /^<[\w+/:-]{0,6}•••[\w+/:=%-]{0,7}> x$/);
      });
    }
  });

  it('hides one with blanks in a form', () => {
    assert.equal(maskSecrets('s=ab+c%2Fd', ['ab c/d']), 's=•••');
    assert.equal(maskSecrets(encodeURIComponent('s=ab+c%2Fd'), ['ab c/d']), 's%3D•••');
  });

  it('hides each part of a very long secret', () => {
    const secret = 'x1y2'.repeat(2500);
    assert.equal(
      maskSecrets(`a ${secret} b ${secret.slice(0, 72)} c`, [secret]).replaceAll('x1y2', ''),
      'a ••• b ••• c',
    );
  });

  it('hides secrets wherever they stand in a long text, and leaves the rest', () => {
    const secret = '7c3e9a10-5b2d-4f6e-8a91-0d4c2b7e6f15';
    const hex = Buffer.from(secret).toString('hex');
    const escaped = Array.from(secret, (c) => `\\u00${c.charCodeAt(0).toString(16)}`).join('');
    for (const form of [secret, hex, escaped, encodeURIComponent(escaped)]) {
      // Steps that divide nothing: at some of them the secret stands across whatever a long text is divided by.
      for (const gap of [997, 4099, 32_717]) {
        const text = `${'x'.repeat(gap)}${form}`.repeat(Math.ceil(120_000 / gap));
        assert.equal(maskSecrets(text, [secret]).replaceAll(/x+•••/g, ''), '', `${form} after ${gap}`);
      }
    }
    const long = 'q1w2'.repeat(30_000);
    assert.equal(maskSecrets(`a ${long} b`, [long.slice(0, 10_000)]), 'a ••• b');
  });

  it('takes little time for many secrets, for long ones and for escapes', () => {
    const many = Array.from({ length: 1000 }, () => crypto.randomUUID());
    const start = performance.now();
    maskSecrets('GET https://a.example/%2F\n'.repeat(200), many);
    maskSecrets('a'.repeat(100_000), ['a'.repeat(16_384)]);
    maskSecrets('\\'.repeat(1_000_000), ['s3cret-abc']);
    for (const escape of ['%25', '\\', '&amp;', '\t', '&'])
      maskSecrets(escape.repeat(100_000 / escape.length), ['s3cret-abc']);
    assert.ok(performance.now() - start < 1500);
  });
});

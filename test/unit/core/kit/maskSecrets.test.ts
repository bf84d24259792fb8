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
});

import assert from 'node:assert/strict';

import { maskSecrets } from '../../../src/core/protocol/maskSecrets.ts';

describe('maskSecrets', () => {
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

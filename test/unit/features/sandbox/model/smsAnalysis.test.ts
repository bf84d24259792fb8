import assert from 'node:assert/strict';

import { analyzeSms } from '../../../../../src/features/sandbox/model/smsAnalysis.ts';

describe('analyzeSms', () => {
  const rows: [what: string, text: string, parts: number, unicode: boolean][] = [
    ['Latin letters', 'Hello', 1, false],
    ['the accented letters of GSM 03.38', 'èéùìòÇØøÅåÆæßÉÄÖÑÜäöñüà§¿¡£¥¤', 1, false],
    ['its Greek capitals', 'ΓΔΘΛΞΠΣΦΨΩ', 1, false],
    ['Greek small letters', 'Γειά', 1, true],
    ['Greek capitals that look Latin', 'Α', 1, true],
    ['accented letters that it lacks', 'ç', 1, true],
    ['a backquote', '`', 1, true],
    ['a tab', 'a\tb', 1, true],
    ['line ends', 'a\r\nb', 1, false],
    ['a full part', 'a'.repeat(160), 1, false],
    ['one more', 'a'.repeat(161), 2, false],
    ['two full parts', 'a'.repeat(306), 2, false],
    ['one more than two', 'a'.repeat(307), 3, false],
    ['characters of the extension, which count twice', '€'.repeat(80), 1, false],
    ['one more of them', '€'.repeat(81), 2, false],
    ['all of the extension', '\f^{}\\[~]|€', 1, false],
    ['an extension that would be divided', `${'a'.repeat(152)}€${'a'.repeat(152)}`, 3, false],
    ['an extension that fits', `${'a'.repeat(151)}€${'a'.repeat(153)}`, 2, false],
    ['a full part of Unicode', 'я'.repeat(70), 1, true],
    ['one more of Unicode', 'я'.repeat(71), 2, true],
    ['two full parts of Unicode', 'я'.repeat(134), 2, true],
    ['one more than two of Unicode', 'я'.repeat(135), 3, true],
    ['emoji, which are two units', '😀'.repeat(35), 1, true],
    ['an emoji that would be divided', `${'я'.repeat(66)}😀${'я'.repeat(66)}`, 3, true],
  ];
  for (const [what, text, parts, unicode] of rows) {
    it(what, () => {
      assert.deepEqual(analyzeSms(text), { parts, unicode, characters: text.length });
    });
  }
});

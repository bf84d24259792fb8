import assert from 'node:assert/strict';

import { type Colour, COLOURS } from '../../src/features/requests/model/colours/colours.ts';

/** Reads semantic tokens as VS Code does; fails where one leaves its line or overlaps the one before. */
export function colouredParts(text: string, numbers: ArrayLike<number>): [part: string, colour: Colour][] {
  const lines = text.split('\n');
  const parts: [string, Colour][] = [];
  let [line, character, end] = [0, 0, 0];
  assert.equal(numbers.length % 5, 0);
  for (let index = 0; index < numbers.length; index += 5) {
    const [lineDelta = -1, delta = -1, length = 0, type = -1, modifiers] = Array.from(
      { length: 5 },
      (_, offset) => numbers[index + offset],
    );
    if (lineDelta > 0) character = end = 0;
    line += lineDelta;
    character += delta;
    const where = `line ${line}, character ${character}, in ${JSON.stringify(text)}`;
    const colour = COLOURS[type];
    assert.ok(colour !== undefined && modifiers === 0 && length > 0, where);
    assert.ok(character >= end, `an overlap: ${where}`);
    end = character + length;
    const content = lines[line]?.replace(/\r$/, '') ?? '';
    assert.ok(end <= content.length, `beyond its line: ${where}`);
    parts.push([content.slice(character, end), colour]);
  }
  return parts;
}

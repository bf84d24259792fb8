import assert from 'node:assert/strict';

import { parse as parseDotenv } from 'dotenv';
import fc from 'fast-check';

import { readEnvValue, removeEnvValue, setEnvValue } from '../../../src/core/envFile/envFile.ts';
import { EnvFileError } from '../../../src/core/kit/fileError.ts';
import type { EnvTarget } from '../../../src/core/envFile/envTarget.ts';
import { anyText } from './anyText.ts';
import { fuzzTarget } from './fuzzTarget.ts';

export interface FuzzedFile {
  readonly text: string;
  readonly target: EnvTarget;
  readonly tokens: readonly [string, string];
}

const token = fc.oneof(fc.uuid(), fc.stringMatching(/^[\w.~+/-]{1,20}=*$/));
const line = fc.oneof(
  fc.stringMatching(/^(?:export )?[A-C]{1,2} ?[=:] ?[\w"'`#\\$ ]{0,8}$/),
  fc.constantFrom(
    'TOKEN=old',
    'TOKEN="old" # c',
    "TOKEN='old",
    'TOKEN=',
    '# TOKEN=x',
    'TOKEN',
    'A="x',
    'y"',
    '',
  ),
);
const dotenv = fc
  .tuple(fc.array(line, { maxLength: 8 }), fc.constantFrom('\n', '\r\n'), fc.constantFrom('', '\uFEFF'))
  .map(([lines, eol, mark]) => mark + lines.join(eol));
const json = fc
  .tuple(
    fc.dictionary(fc.constantFrom('dev', 'prod', '__proto__'), fc.jsonValue({ maxDepth: 2 })),
    fc.constantFrom(undefined, 2, '\t'),
    fc.array(fc.tuple(fc.nat(), fc.constantFrom(' ', '\n', '// c\n', '/* c */', ',', '"', '{', '}')), {
      maxLength: 3,
    }),
  )
  .map(([value, indent, inserts]) =>
    inserts.reduce(
      (text, [at, piece]) => {
        const start = at % (text.length + 1);
        return text.slice(0, start) + piece + text.slice(start);
      },
      JSON.stringify(value, undefined, indent),
    ),
  );

/** `undefined`: refused, which must leave no doubt. */
function unlessRefused<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch (error) {
    if (error instanceof EnvFileError) return undefined;
    throw error;
  }
}

function check({ text, target, tokens: [first, second] }: FuzzedFile): void {
  unlessRefused(() => readEnvValue(text, target));
  const done = unlessRefused(() => setEnvValue(text, target, first));
  if (done === undefined) return;
  assert.equal(readEnvValue(done.text, target), first);
  assert.equal(setEnvValue(done.text, target, first).text, done.text);
  const renewed = setEnvValue(done.text, target, second).text;
  assert.equal(readEnvValue(renewed, target), second);
  if (target.kind === 'dotenv') {
    assert.deepEqual({ ...parseDotenv(renewed), TOKEN: '' }, { ...parseDotenv(text), TOKEN: '' });
    assert.equal(parseDotenv(renewed)['TOKEN'], second);
  }
  const removed = removeEnvValue(renewed, target, done.added);
  if (done.added !== 'nothing') assert.equal(removed, text);
  else assert.equal(readEnvValue(removed, target), '');
}

export const envFilesTarget = fuzzTarget<FuzzedFile>({
  name: 'environment files',
  weight: 15,
  cases: fc.record({
    text: fc.oneof(dotenv, json, anyText),
    target: fc.constantFrom<EnvTarget[]>(
      { kind: 'dotenv', name: 'TOKEN' },
      { kind: 'json', environment: 'dev', name: 'TOKEN' },
    ),
    tokens: fc.tuple(token, token),
  }),
  check,
  past: [
    [
      'two comments with the end of an object between them',
      {
        text: '{\n  "dev": {/* c */}/* c */\n}',
        target: { kind: 'json', environment: 'dev', name: 'TOKEN' },
        tokens: ['a', 'b'],
      },
    ],
    [
      'a line end of Unicode',
      { text: 'G\u2028G:', target: { kind: 'dotenv', name: 'TOKEN' }, tokens: ['a', 'b'] },
    ],
    [
      'a name behind one',
      { text: 'TOKEN=\n\nG\u2028TOKEN=', target: { kind: 'dotenv', name: 'TOKEN' }, tokens: ['a', 'b'] },
    ],
    [
      'an odd blank before a name',
      { text: '\u00a0G:', target: { kind: 'dotenv', name: 'TOKEN' }, tokens: ['a', 'b'] },
    ],
    [
      'a backslash before the only closing quote',
      { text: "TOKEN='old\nA=\\'", target: { kind: 'dotenv', name: 'TOKEN' }, tokens: ['a', 'b'] },
    ],
    [
      'a colon that takes the next line in',
      { text: 'A:', target: { kind: 'dotenv', name: 'TOKEN' }, tokens: ['a', 'b'] },
    ],
    [
      'a blank that is none in JSON',
      { text: '\u00a0', target: { kind: 'json', environment: 'dev', name: 'TOKEN' }, tokens: ['a', 'b'] },
    ],
    ['a lone CR at the end', { text: '\r', target: { kind: 'dotenv', name: 'TOKEN' }, tokens: ['a', 'b'] }],
    [
      'JSON nested too deeply for its parser',
      {
        text: '{"dev":'.repeat(100_000),
        target: { kind: 'json', environment: 'dev', name: 'TOKEN' },
        tokens: ['a', 'b'],
      },
    ],
  ],
});

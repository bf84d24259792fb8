import assert from 'node:assert/strict';
import { parse as parseDotenv } from 'dotenv';
import fc from 'fast-check';
import { parse as parseJson } from 'jsonc-parser';

import { readEnvValue, removeEnvValue, setEnvValue } from '../../../../src/core/envFile/envFile.ts';
import { EnvFileError } from '../../../../src/core/kit/fileError.ts';

const eol = fc.constantFrom('\n', '\r\n');
const token = fc.oneof(
  fc.uuid(),
  fc.stringMatching(/^[!-~]{1,20}$/).filter((text) => !/['\\]/.test(text)),
);

const dotenvLine = fc.oneof(
  fc.constantFrom(
    '',
    '  ',
    '# comment',
    '# TOKEN=no',
    '%',
    'export A=1',
    'B = "b # b"',
    "C='c' # c",
    'D: d',
    'E',
  ),
  fc.constantFrom('M="x\nTOKEN=no\n"', 'N="unclosed', 'XTOKEN=1', 'TOKENX=1', 'token=1'),
  fc.stringMatching(/^[A-S]{1,3}=[ -~]{0,12}$/),
);
const dotenvFile = fc
  .tuple(fc.boolean(), fc.array(dotenvLine), eol, fc.boolean())
  .map(([bom, lines, end, ends]) => (bom ? '\uFEFF' : '') + lines.join(end) + (ends ? end : ''));

const name = fc.constantFrom('A', 'B', 'TOKENS', 'ctx');
const indentation = fc.constantFrom(undefined, 1, 2, 4, '\t');
const jsonFile = fc
  .tuple(
    fc.boolean(),
    fc.dictionary(fc.constantFrom('dev', 'prod', '$shared'), fc.dictionary(name, fc.jsonValue())),
    indentation,
    eol,
    fc.constantFrom('', '\n', ' '),
    fc.boolean(),
  )
  .map(([bom, value, indent, end, tail, trailing]) => {
    const json = JSON.stringify(value, undefined, indent) + tail;
    const withCommas = trailing ? json.replaceAll(/(?<=[\w"}\]])(\s*\n\s*[}\]])/g, ', // last$1') : json;
    return (bom ? '\uFEFF' : '') + withCommas.replaceAll('\n', end);
  });

/** A file in which a quote is left open may not take any value. It is refused then, and never half changed. */
const set: typeof setEnvValue = (...parts) => {
  try {
    return setEnvValue(...parts);
  } catch (error) {
    assert.ok(error instanceof EnvFileError && /["'`]/.test(parts[0]));
    fc.pre(false);
    throw error;
  }
};

describe('any environment file', () => {
  const dialects = [
    {
      dialect: '.env',
      target: { kind: 'dotenv', name: 'TOKEN' },
      files: dotenvFile,
      read: (text: string): unknown => ({ ...parseDotenv(text), TOKEN: '' }),
    },
    {
      dialect: 'JSON',
      target: { kind: 'json', environment: 'dev', name: 'TOKEN' },
      files: jsonFile,
      read: (text: string): unknown => {
        const all = parseJson(text.replace('\uFEFF', '')) as Record<string, object>;
        return { ...all, dev: { ...all['dev'], TOKEN: '' } };
      },
    },
  ] as const;
  for (const { dialect, target, files, read } of dialects) {
    it(`(${dialect}) holds the value, and the others unchanged`, () => {
      fc.assert(
        fc.property(files, token, (before, value) => {
          const { text } = set(before, target, value);
          assert.equal(readEnvValue(text, target), value);
          assert.deepEqual(read(text), read(before));
        }),
      );
    });

    it(`(${dialect}) is changed once by setting twice, and follows the next value`, () => {
      fc.assert(
        fc.property(files, token, token, (before, first, second) => {
          const { text } = set(before, target, first);
          assert.equal(set(text, target, first).text, text);
          const renewed = set(text, target, second).text;
          assert.equal(readEnvValue(renewed, target), second);
        }),
      );
    });

    it(`(${dialect}) has its bytes again after linking, renewing and unlinking`, () => {
      fc.assert(
        fc.property(files, token, token, (before, first, second) => {
          const { text, added } = set(before, target, first);
          const renewed = set(text, target, second).text;
          assert.equal(removeEnvValue(renewed, target, added), before);
        }),
      );
    });
  }
});

import assert from 'node:assert/strict';

import { FileVariables, UnsupportedConstruct } from '../../../../src/core/httpFile/fileVariables.ts';
import { parseHttpFile } from '../../../../src/core/httpFile/parser/parseHttpFile.ts';

function variablesOf(text: string): FileVariables {
  return new FileVariables(text, parseHttpFile(text));
}

const tooLong = { name: 'UnsupportedConstruct', message: 'a variable longer than 100,000 characters' };
const LONGEST = 100_000;

describe('FileVariables', () => {
  it('resolves a name only where all clients take the same definition, also in turn', () => {
    const text = '@a = 1\n###\nGET https://x/{{a}}\n###\n@a = 2\nGET https://x/{{a}}\n';
    const variables = variablesOf(text);
    const [first, second] = [text.indexOf('{{a}}'), text.lastIndexOf('{{a}}')];
    for (let turn = 0; turn < 2; turn++) {
      assert.equal(variables.resolve('{{a}}', second), '2');
      assert.throws(() => variables.resolve('{{a}}', first), {
        message: 'the variable {{a}}, which HTTP clients read differently',
      });
    }
  });

  it('resolves a name of a definition that uses another', () => {
    const variables = variablesOf('@a = {{b}}-{{ b }}\n@b = {{c}}\n@c = x\n');
    assert.equal(variables.resolve('{{a}} and {{b}}, {a} {{', 40), 'x-x and x, {a} {{');
  });

  it('resolves definitions ten deep, and no deeper', () => {
    const levels = (most: number): string =>
      Array.from({ length: most }, (_, n) => `@v${n} = {{v${n + 1}}}\n`).join('') + `@v${most} = end\n`;
    const deep = levels(9);
    assert.equal(variablesOf(deep).resolve('{{v0}}', deep.length), 'end');
    const deeper = levels(10);
    assert.throws(() => variablesOf(deeper).resolve('{{v0}}', deeper.length), {
      message: 'the variable {{v10}}, which refers to itself',
    });
  });

  it('takes a value of 100,000 characters, however it comes about, and no longer one', () => {
    const value = 'x'.repeat(LONGEST);
    const of = (definitions: string): string => variablesOf(definitions).resolve('{{a}}', definitions.length);
    assert.equal(of(`@a = {{b}}\n@b = ${value}\n`), value);
    assert.equal(of(`@a = ${value}\n`), value);
    assert.throws(() => of(`@a = ${value}x\n`), tooLong);
    assert.throws(() => of(`@a = {{b}}x\n@b = ${value}\n`), tooLong);
    assert.throws(() => of(`@a = {{b}}{{c}}\n@b = ${value}\n@c = x\n`), tooLong);
  });

  it('takes many values in one text, up to 10,000,000 characters', () => {
    const text = `@a = ${'x'.repeat(LONGEST)}\n`;
    const variables = variablesOf(text);
    assert.equal(variables.resolve('{{a}}'.repeat(100), text.length).length, 100 * LONGEST);
    assert.throws(() => variables.resolve('{{a}}', text.length), tooLong, 'all texts of a file share it');
    assert.throws(() => variables.resolve('{{a}}'.repeat(101), text.length), tooLong);
  });

  for (const [value, message] of [
    ['{{$guid}}', 'the system variable {{$guid}}'],
    ['{{b}}', "the variable {{b}}, which isn't defined in this file"],
    ['{{ a() }}', 'the expression {{ a() }}'],
    ['{{a.request.body}}', 'a value from another request, {{a.request.body}}'],
    ['{{x a.request.body}}', 'the expression {{x a.request.body}}'],
    ['{{ {} }}', 'an expression in double braces'],
    ['\n{{ {} }}\n', 'an expression in double braces'],
    ['}}{{ {a} }}', 'an expression in double braces'],
  ] as const) {
    it(`names ${message}`, () => {
      assert.throws(
        () => variablesOf('@a = 1\n').resolve(value, 7),
        (error) =>
          error instanceof UnsupportedConstruct && error.message === message && error.name === tooLong.name,
      );
    });
  }

  for (const value of ['', '{a}', '{{', '}}', '}} {{', 'a}}b{{c', '{{a\n}}', '{{{}']) {
    it(`leaves ${JSON.stringify(value)} as it is`, () => {
      assert.equal(variablesOf('@a = 1\n').resolve(value, 7), value);
    });
  }
});

import assert from 'node:assert/strict';

import {
  type Shell,
  shellCommands,
  type ShellWord,
} from '../../../../../src/features/applications/model/shellWords.ts';

type Case = readonly [what: string, text: string, expected: readonly (readonly ShellWord[])[] | undefined];

const UNIX: readonly Case[] = [
  ['blanks around words', '  a \t b  ', [['a', 'b']]],
  ['commands on lines, blank ones too', '\n\na \nb\r\nc\n', [['a'], ['b'], ['c']]],
  ['commands behind a semicolon and a pipe', 'a;\nb|c||d;', [['a'], ['b'], ['c'], ['d']]],
  ['an ampersand between commands', 'a b&c&&d', [['a', 'b'], ['c'], ['d']]],
  ['an ampersand behind the first word', 'a&b', [['a'], ['b']]],
  ['an ampersand in an address', 'a http://x/?a=1&b=2&%20', [['a', 'http://x/?a=1&b=2&%20']]],
  ['an ampersand behind an address', 'a http://x/b& c', [['a', 'http://x/b'], ['c']]],
  ['an ampersand in the word behind an address', 'http://x b&c', [['http://x', 'b'], ['c']]],
  ['an ampersand in the next command', 'http://x\nb&c', [['http://x'], ['b'], ['c']]],
  ['a comment', '# a\nb # c "\nd', [['b'], ['d']]],
  ['a hash within a word', 'a#b', [['a#b']]],
  ['a line that goes on', 'a \\\nb', [['a', 'b']]],
  ['… with the line end of Windows', 'a \\\r\nb', [['a', 'b']]],
  ['… with blanks behind the backslash', 'a \\ \t\r\n  b', [['a', 'b']]],
  ['… within a word', 'a\\\nb', [['ab']]],
  ['… within double quotes', '"a\\\nb"', [['ab']]],
  ['escapes outside of quotes', 'a\\ b \\n \\\\ \\"', [['a b', 'n', '\\', '"']]],
  ['escapes in double quotes', '"\\" \\\\ \\$A \\`"', [['" \\ $A `']]],
  ['backslashes that are no escape in double quotes', '"a\\nb\\ c"', [['a\\nb\\ c']]],
  ['quotes next to each other', `"a""b"'c''d'e`, [['abcde']]],
  ['empty quotes', `"" ''`, [['', '']]],
  ['nothing undone in single quotes', `'a\\n$b"#&'`, [['a\\n$b"#&']]],
  ['a line end in double quotes', '"a\nb"', [['a\nb']]],
  ['a variable', '$AB c', [[undefined, 'c']]],
  ['a short variable', '$A c', [[undefined, 'c']]],
  ['a variable in braces', '${AB} ${C} d', [[undefined, undefined, 'd']]],
  ['a variable in double quotes', '"a$AB" c', [[undefined, 'c']]],
  ['the variables of the shell', '$? $1 $@ a', [[undefined, undefined, undefined, 'a']]],
  ['a dollar of its own', '$ a', [['$', 'a']]],
  ['redirections', 'a > b 2>&1 c', [['a', undefined, 'b', undefined, 'c']]],
  [
    'a substitution',
    'a $(b c) d',
    [
      ['b', 'c'],
      ['a', undefined, 'd'],
    ],
  ],
  [
    'a substitution in backticks',
    'a `b c` d',
    [
      ['b', 'c'],
      ['a', undefined, 'd'],
    ],
  ],
  [
    'a substitution in double quotes',
    'a "x$(b "c")y" d',
    [
      ['b', 'c'],
      ['a', undefined, 'd'],
    ],
  ],
  ['a group', '(a; b) && c', [['a'], ['b'], ['c']]],
  ['a group in a substitution', 'a $( (b); c ) d', [['b'], ['c'], ['a', undefined, 'd']]],
  ['ANSI quotes', "$'it\\'s\\n\\t\\\\' a", [["it's\n\t\\", 'a']]],
  ['codes in ANSI quotes', "$'\\x41\\u00e9\\101\\e'", [['Aé' + 'A\x1b']]],
  ['an open double quote', 'a "b', undefined],
  ['an open single quote', "a 'b", undefined],
  ['an open ANSI quote', "a $'b", undefined],
  ['an open ANSI quote that ends in an escape', "a $'b\\'", undefined],
  ['an open substitution', 'a $(b', undefined],
  ['an open substitution in backticks', 'a `b', undefined],
  ['an open quote in a substitution', 'a $(b "c) d', undefined],
];

const POWERSHELL: readonly Case[] = [
  ['single quotes', "'a' b", [['a', 'b']]],
  ['a doubled single quote', "'it''s' 'a''b''c'", [["it's", "a'b'c"]]],
  ['a doubled double quote', '"a""b" c', [['a"b', 'c']]],
  ['an escaped quote', '"a`"b" `"', [['a"b', '"']]],
  ['control characters', '"a`nb`tc`rd" e`tf', [['a\nb\tc\rd', 'e\tf']]],
  ['an escaped dollar', '"`$a"', [['$a']]],
  ['a line that goes on', 'a `\nb `\r\nc', [['a', 'b', 'c']]],
  ['backslashes', '"C:\\a\\" \\b', [['C:\\a\\', '\\b']]],
  ['a variable', '$env:AB c "$d"', [[undefined, 'c', undefined]]],
  ['a comment', 'a # b', [['a']]],
  ['commands', 'a; b\nc | d', [['a'], ['b'], ['c'], ['d']]],
  ['an open double quote', 'a "b""', undefined],
  ['an open single quote', "a 'b''", undefined],
];

const CMD: readonly Case[] = [
  ['words', 'a  "b c" d', [['a', 'b c', 'd']]],
  ['commands on lines', 'a\nb\r\nc', [['a'], ['b'], ['c']]],
  ['commands in one line', 'a & b | c', [['a'], ['b'], ['c']]],
  ['an ampersand in quotes', 'a "bc&de" f', [['a', 'bc&de', 'f']]],
  ['characters behind carets', 'a^&b ^^ c', [['a&b', '^', 'c']]],
  ['a caret in quotes', '"a^b"', [['a^b']]],
  ['quotes behind carets', 'a ^"b c^"', [['a', 'b c']]],
  ['a caret behind a quote that the program escapes', 'a\\" b^c', [['a"', 'b^c']]],
  ['a line that goes on', 'a ^\nb', [['a', 'b']]],
  ['… with the line end of Windows', 'a ^\r\nb', [['a', 'b']]],
  ['… within a word', 'a^\nb', [['ab']]],
  ['… with a character that the caret escapes', 'a^\n&b', [['a&b']]],
  ['characters of other shells', 'a #b; $c (d) `e', [['a', '#b;', '$c', '(d)', '`e']]],
  ['a doubled quote', '"a""b" c', [['a"b', 'c']]],
  ['an escaped quote', '"a\\"b" c', [['a"b', 'c']]],
  ['two backslashes before a quote', '"a\\\\" b', [['a\\', 'b']]],
  ['three backslashes before a quote', '"a\\\\\\"b" c', [['a\\"b', 'c']]],
  ['backslashes before something else', 'C:\\a\\\\b "\\c"', [['C:\\a\\\\b', '\\c']]],
  ['another character before the quote', '"a!" b', [['a!', 'b']]],
  ['a quote that a line end leaves open', 'a "b\nc" d', undefined],
  ['an open double quote', 'a "b', undefined],
  ['single quotes, which are of another shell', "a 'b'", undefined],
  ['ANSI quotes, which are of another shell', "a $'b'", undefined],
];

const SHELLS: readonly (readonly [Shell, readonly Case[]])[] = [
  ['unix', UNIX],
  ['powershell', POWERSHELL],
  ['cmd', CMD],
];

describe('the words of shell commands', () => {
  for (const [shell, cases] of SHELLS) {
    for (const [what, text, expected] of cases) {
      it(`${shell}: ${what}`, () => {
        assert.deepEqual(shellCommands(text, shell), expected);
      });
    }
  }

  it('reads 19 levels of substitutions, and no 20', () => {
    const nested = (levels: number): string => '$('.repeat(levels) + 'a' + ')'.repeat(levels);
    const around = Array.from({ length: 19 }, () => [undefined]);
    assert.deepEqual(shellCommands(nested(19), 'unix'), [['a'], ...around]);
    assert.equal(shellCommands(nested(20), 'unix'), undefined);
  });

  it('reads 19 levels of groups, and no 20', () => {
    const nested = (levels: number): string => '('.repeat(levels) + 'a' + ')'.repeat(levels);
    assert.deepEqual(shellCommands(nested(19), 'unix'), [['a']]);
    assert.equal(shellCommands(nested(20), 'unix'), undefined);
  });
});

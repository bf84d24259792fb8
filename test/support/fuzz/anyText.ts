import fc from 'fast-check';

import { growing } from './growth.ts';
import { fuzzTarget } from './fuzzTarget.ts';
import { readers } from './readers.ts';

/** Characters that mean something to one of the readers. */
const odd = fc.constantFrom(
  ...Array.from('GET /#@={}<>%?&:;,.-_~"\'`\\|[]()$*+!'),
  ...['\n', '\r\n', '\r', '\t', ' ', '\u00a0', '\0', '\u2028', '\uFEFF', 'ü', '😀', '\ud83d', 'a', '7'],
);
const words = fc.constantFrom(
  ...['GET https://a.b/', 'POST /x HTTP/1.1', '###', '# @name n', '@a = ', '{{a}}', '{{', '}}', '> {%', '%}'],
  ...[
    'Authorization: ',
    'Bearer ',
    'Basic ',
    'Content-Type: multipart/x',
    '< ./f',
    '/*',
    '*/',
    '??',
    'curl ',
  ],
  ...['-u ', '-H "', 'a:b', 'TOKEN=', 'export ', '"dev": {', '"TOKEN": "x"', '}', ',', 'null', '__proto__'],
  ...['12dc9fe4-7df4-4786-8d7a-a46d307687f4', 'scope=', 'grant_type=client_credentials', '\n\n', '\n'],
);

/** Texts that nobody would write, and some that somebody would. */
export const anyText = fc.oneof(
  fc.string({ unit: odd, maxLength: 200 }),
  fc.array(fc.oneof(words, odd), { maxLength: 40 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 60 }),
);

/** Whatever a text is, each reader takes it for what it is, or refuses it by one of its own errors. */
export const anyTextTarget = fuzzTarget<string>({
  name: 'any text, to each reader',
  weight: 20,
  cases: anyText,
  check: (text) => {
    for (const read of Object.values(readers)) read(text);
  },
  past: Object.entries(growing).map(([what, textOf]): [string, string] => [what, textOf(1000)]),
});

import assert from 'node:assert/strict';
import { parseHttpFile } from '../../../../src/core/httpFile/parser/parseHttpFile.ts';
import { planTokenInsertion } from '../../../../src/core/httpFile/plan/planTokenInsertion.ts';

const REQUEST =
  '### T\n# @name n\nPOST https://a.b/c\n  ?d=1\nAccept: x\nAuthorization: Bearer {{t}}\n\n{ "e": 1 }\n\n';

/** Units that a careless parser would read in quadratic time when repeated. */
const UNITS: [what: string, unit: string][] = [
  ['requests', REQUEST],
  ['unclosed scripts of httpYac', '{{\n'],
  ['unclosed scripts of JetBrains', '> {%\n'],
  ['unclosed scripts in the lead', '< {%\n'],
  ['unclosed block comments', '/*\n'],
  ['closed scripts', '{{\n}}\n'],
  ['blanks in a line', ' \t'],
  ['a long comment line', '# @name '],
  ['a long separator', '#'],
  ['a long variable line', '@a = '],
  ['a long request line', 'GET /a HTTP/1.1 '],
  ['folded lines', 'GET /\nA: 1\n  x\n  y\n  z\n'],
  ['query lines', '?a=b\n'],
  ['braces', '{{{{'],
  ['empty lines', '\r\n'],
];

/** The best of several runs, in ms: noise only ever adds. */
function bestTime(run: () => unknown): number {
  let best = Infinity;
  for (let round = 0; round < 5; round++) {
    const start = performance.now();
    run();
    best = Math.min(best, performance.now() - start);
  }
  return best;
}

/** Eight times the text may cost 24 times the time, which is 3 for each doubling; a quadratic reading costs 64. */
function assertLinear(textOf: (length: number) => string, run: (text: string) => unknown): void {
  const [small, large] = [textOf(50_000), textOf(400_000)];
  run(large);
  const times = [bestTime(() => run(small)), bestTime(() => run(large))] as const;
  // Where the small text takes a fraction of a millisecond, the clock and the collector decide: hence the 2 ms.
  assert.ok(times[1] < 24 * times[0] + 2, `1x: ${times[0]} ms, 8x: ${times[1]} ms`);
}

describe('time is linear in the length of the text', function () {
  this.timeout(60_000);
  this.retries(3);

  for (const [what, unit] of UNITS) {
    const textOf = (length: number): string => unit.repeat(Math.ceil(length / unit.length));
    it(`for ${what}`, () => {
      assertLinear(textOf, parseHttpFile);
    });
    it(`for ${what} below a request`, () => {
      assertLinear((length) => `GET /a\n${textOf(length)}`, parseHttpFile);
    });
  }

  it('for a cursor in each request', () => {
    const textOf = (length: number): string => REQUEST.repeat(length / REQUEST.length);
    assertLinear(textOf, (text) => {
      const cursors = Array.from({ length: Math.floor(text.length / REQUEST.length) }, (_, index) => {
        const start = index * REQUEST.length + 20;
        return { start, end: start };
      });
      return planTokenInsertion(text, cursors, { token: 'T' });
    });
  });
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyEdits, type TextEdit } from '../../../../src/core/kit/textEdit.ts';
import { locateCursor } from '../../../../src/core/httpFile/locateCursor.ts';
import { parseHttpFile } from '../../../../src/core/httpFile/parser/parseHttpFile.ts';
import { planTokenInsertion } from '../../../../src/core/httpFile/plan/planTokenInsertion.ts';
import { planTokenVariable } from '../../../../src/core/httpFile/plan/planTokenVariable.ts';
import type { CursorRange, TokenDecisions, TokenPlan } from '../../../../src/core/httpFile/plan/tokenPlan.ts';
import { httpText } from '../../httpFile/generatedFiles.ts';

const TOKEN = 'T0k3n';
type Planner = (text: string, cursors: readonly CursorRange[], decisions: TokenDecisions) => TokenPlan;

const PLANNERS: [name: string, plan: Planner][] = [
  [
    'planTokenInsertion',
    (text, cursors, decisions) => planTokenInsertion(text, cursors, { token: TOKEN, decisions }),
  ],
  ['planTokenVariable', (text, cursors, decisions) => planTokenVariable(text, cursors, TOKEN, decisions)],
];

const decisions: fc.Arbitrary<TokenDecisions> = fc.constantFrom<TokenDecisions[]>(
  {},
  { basic: 'replace' },
  { basic: 'keep', variables: new Map([['t', 'replace']]) },
  {
    variables: new Map([
      ['auth', 'define'],
      ['$guid', 'replace'],
    ]),
  },
);

/** Offsets as cursors, or each two of them as a selection that ends with the line. */
function toCursors(text: string, offsets: readonly number[], isSelecting: boolean): CursorRange[] {
  const sorted = offsets.toSorted((a, b) => a - b);
  if (!isSelecting) return sorted.map((start) => ({ start, end: start }));
  return sorted.flatMap((start, index) => {
    if (index % 2 === 1) return [];
    const line = /^[^\r\n]*/.exec(text.slice(start, sorted[index + 1])) ?? [''];
    return [{ start, end: start + line[0].length }];
  });
}

/** A text with cursors or selections that do not touch, as an editor has them. */
const scene = httpText.chain((text) =>
  fc
    .record({
      text: fc.constant(text),
      decisions,
      offsets: fc.uniqueArray(fc.nat(text.length), { minLength: 1, maxLength: 4 }),
      isSelecting: fc.boolean(),
    })
    .map(({ offsets, isSelecting, ...rest }) => ({
      ...rest,
      cursors: toCursors(rest.text, offsets, isSelecting),
    })),
);

/** Where an offset is after the edits: before or behind what was put there. */
function moved(offset: number, edits: readonly TextEdit[], isBehind: boolean): number {
  let shift = 0;
  for (const { start, end, text } of edits) {
    if (start > offset || (start === offset && end === offset && !isBehind)) break;
    if (end > offset) return Math.min(offset, start + text.length) + shift;
    shift += text.length - (end - start);
  }
  return offset + shift;
}

/** What must not change: all of a request but its `Authorization` headers. */
function outline(text: string): unknown[] {
  return parseHttpFile(text).requests.map(({ method, url, version, title, name, headers, body }) => ({
    request: [
      method,
      url,
      version,
      title,
      name,
      body && text.slice(body.start, body.end).replace(/^@.*$/gm, ''),
    ],
    headers: headers
      .filter((header) => header.name.toLowerCase() !== 'authorization')
      .map((header) => [header.name, text.slice(header.value.start, header.value.end)]),
  }));
}

function authorizations(text: string): (string | undefined)[] {
  return parseHttpFile(text).requests.map(({ headers }) => {
    const header = headers.find(({ name }) => name.toLowerCase() === 'authorization');
    return header && text.slice(header.value.start, header.value.end);
  });
}

const RUNS = { numRuns: 1000 };

describe('for any file and cursors', function () {
  this.timeout(60_000);

  for (const [name, plan] of PLANNERS) {
    it(`${name} plans sorted edits with an effect, each within a line`, () => {
      fc.assert(
        fc.property(scene, ({ text, cursors, decisions }) => {
          const { edits } = plan(text, cursors, decisions);
          applyEdits(text, edits);
          for (const edit of edits) {
            assert.notEqual(text.slice(edit.start, edit.end), edit.text);
            const isSelection = cursors.some(({ start, end }) => start === edit.start && end === edit.end);
            assert.ok(isSelection || !text.slice(edit.start, edit.end).includes('\n'));
          }
        }),
        RUNS,
      );
    });

    it(`${name} does nothing the second time`, () => {
      fc.assert(
        fc.property(scene, fc.boolean(), ({ text, cursors, decisions }, isBehind) => {
          const { edits } = plan(text, cursors, decisions);
          const after = applyEdits(text, edits);
          const again = cursors.map(({ start, end }) => {
            const from = moved(start, edits, isBehind && start === end);
            return { start: from, end: Math.max(from, moved(end, edits, isBehind)) };
          });
          assert.deepEqual(plan(after, again, decisions).edits, [], JSON.stringify(after));
        }),
        RUNS,
      );
    });

    it(`${name} leaves the requests as they are, but for the header`, () => {
      fc.assert(
        fc.property(scene, ({ text, cursors, decisions }) => {
          const file = parseHttpFile(text);
          const places = cursors.map(({ start }) => locateCursor(file, text, start));
          fc.pre(places.every(({ kind }) => kind !== 'body' && kind !== 'script'));
          const after = applyEdits(text, plan(text, cursors, decisions).edits);
          assert.deepEqual(outline(after), outline(text));
          const [had, has] = [authorizations(text), authorizations(after)];
          file.requests.forEach((request, index) => {
            const isUnderCursor = places.some(
              (place) => place.kind === 'request' && place.request === request,
            );
            if (!isUnderCursor) assert.equal(has[index], had[index]);
            else assert.notEqual(has[index], undefined);
          });
        }),
        RUNS,
      );
    });
  }

  it('one cursor makes planTokenInsertion change one line or add one', () => {
    fc.assert(
      fc.property(scene, ({ text, cursors: [cursor], decisions }) => {
        const { edits } = planTokenInsertion(text, cursor ? [cursor] : [], { token: TOKEN, decisions });
        assert.ok(edits.length <= 1);
        const [edit] = edits;
        if (edit?.text.includes('\n'))
          assert.match(
            edit.text,
            /^(?:\r?\n\s*Authorization: Bearer T0k3n|(?:@\w+ = (?:Bearer )?T0k3n\r?\n)(?:\r?\n)?(?:###\r?\n)?)$/,
          );
        else if (edit) assert.match(edit.text, /^ ?(?:Bearer )?T0k3n$/);
      }),
      RUNS,
    );
  });

  it('parseHttpFile reads any text, with ranges inside it and in order', () => {
    fc.assert(
      fc.property(
        fc.oneof(httpText, fc.string({ unit: fc.constantFrom(...Array.from('GET /#@={}<>%?&:\r\n\tax')) })),
        (text) => {
          const { requests } = parseHttpFile(text);
          let offset = 0;
          for (const { range, leadStart, line, headersEnd, headEnd, contentEnd, body } of requests) {
            const order = [offset, range.start, leadStart, line.start, line.end, headersEnd, headEnd];
            assert.deepEqual(
              order,
              [...order].sort((a, b) => a - b),
            );
            assert.ok(Math.max(headersEnd, contentEnd, body?.end ?? 0) <= range.end);
            assert.ok(range.end <= text.length);
            offset = range.end;
          }
        },
      ),
      RUNS,
    );
  });
});

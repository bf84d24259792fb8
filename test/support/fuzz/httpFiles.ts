import assert from 'node:assert/strict';

import fc from 'fast-check';

import { atOnce } from '../../../src/core/kit/slices.ts';
import { applyEdits, type TextEdit } from '../../../src/core/kit/textEdit.ts';
import { FileVariables, UnsupportedConstruct } from '../../../src/core/httpFile/fileVariables.ts';
import { locateCursor } from '../../../src/core/httpFile/locateCursor.ts';
import { parseHttpFile } from '../../../src/core/httpFile/parser/parseHttpFile.ts';
import { colouring } from '../../../src/features/requests/model/colours/colouring.ts';
import { readPlainRequest } from '../../../src/features/requests/model/plainRequest.ts';
import { planTokenInsertion } from '../../../src/core/httpFile/plan/planTokenInsertion.ts';
import { planTokenUpdates } from '../../../src/core/httpFile/plan/planTokenUpdates.ts';
import { planTokenVariable } from '../../../src/core/httpFile/plan/planTokenVariable.ts';
import { requestOrigin } from '../../../src/core/httpFile/requestOrigin.ts';
import type { TokenDecisions } from '../../../src/core/httpFile/plan/tokenPlan.ts';
import { httpText } from '../../unit/httpFile/generatedFiles.ts';
import { colouredParts } from '../colouredParts.ts';
import { anyText } from './anyText.ts';
import { fuzzTarget } from './fuzzTarget.ts';

export interface Edited {
  readonly text: string;
  /** Where the cursor is, as a share of the text. */
  readonly cursor: number;
  readonly decisions: TokenDecisions;
}

const TOKEN = 'T0k3n';
const OLD = '5b1c3e0e-6f1a-4b52-9d6c-0f2f1c7f3a11';
const newer = new Map([[OLD, '22222222-0000-4b52-9d6c-0f2f1c7f3a22']]);

/** A file of requests, with a piece of it exchanged for another. */
const damaged = fc
  .tuple(httpText, fc.nat(), fc.nat(12), fc.oneof(anyText, fc.constant(OLD)))
  .map(([text, at, length, piece]) => {
    const start = at % (text.length + 1);
    return text.slice(0, start) + piece + text.slice(start + length);
  });

/** The offset of a cursor after the edits: behind what was put there. */
function moved(offset: number, edits: readonly TextEdit[]): number {
  let shift = 0;
  for (const { start, end, text } of edits) {
    if (start > offset) break;
    if (end > offset) return Math.min(offset, start + text.length) + shift;
    shift += text.length - (end - start);
  }
  return offset + shift;
}

function check({ text, cursor: share, decisions }: Edited): void {
  const cursor = Math.floor(share * text.length);
  const at = [{ start: cursor, end: cursor }];
  checkRequests(text);
  colouredParts(text, atOnce(colouring(text, () => false)) ?? []);
  const plans = [
    (whole: string, cursors: typeof at) => planTokenInsertion(whole, cursors, { token: TOKEN, decisions }),
    (whole: string, cursors: typeof at) => planTokenVariable(whole, cursors, TOKEN, decisions),
  ];
  for (const plan of plans) {
    const { edits } = plan(text, at);
    const after = applyEdits(text, edits);
    assert.doesNotMatch(after, new RegExp(`${TOKEN}curl`));
    // A folded value has several lines; an empty one ends the headers.
    for (const edit of edits) assert.doesNotMatch(text.slice(edit.start, edit.end), /\n[ \t]*\r?\n/);
    if (mayBecomeHeader(text, cursor)) continue;
    const place = moved(cursor, edits);
    assert.deepEqual(
      plan(after, [{ start: place, end: place }]).edits,
      [],
      `not done after ${JSON.stringify(after)}`,
    );
  }
  const edits = planTokenUpdates(text, newer);
  const after = applyEdits(text, edits);
  for (const { start, end, text: written } of edits) assert.equal(newer.get(text.slice(start, end)), written);
  assert.deepEqual(planTokenUpdates(after, newer), []);
}

/** A body right below its head: what is inserted there may make a header of its first line, and then the place is another. */
function mayBecomeHeader(text: string, cursor: number): boolean {
  const place = locateCursor(parseHttpFile(text), text, cursor);
  return place.kind === 'body' && place.request.headEnd === place.request.headersEnd;
}

/** What is sent goes where the lens says that it goes. */
function checkRequests(text: string): void {
  const file = parseHttpFile(text);
  const variables = new FileVariables(text, file);
  let end = 0;
  for (const request of file.requests) {
    const order = [
      end,
      request.range.start,
      request.line.start,
      request.line.end,
      request.headersEnd,
      request.range.end,
    ];
    assert.deepEqual(
      order,
      order.toSorted((a, b) => a - b),
    );
    end = request.range.end;
    const origin = requestOrigin(text, request, variables);
    try {
      const { url, headers } = readPlainRequest(text, file, request);
      assert.doesNotMatch(url, /\s/);
      assert.ok(headers.every(([name, value]) => !/^authorization$/i.test(name) && !value.includes('\n')));
      if (origin !== undefined && URL.canParse(url)) assert.equal(new URL(url).origin, origin);
    } catch (error) {
      if (!(error instanceof UnsupportedConstruct)) throw error;
    }
  }
}

export const httpFilesTarget = fuzzTarget<Edited>({
  name: '.http files',
  weight: 15,
  cases: fc.record({
    text: fc.oneof(httpText, damaged, anyText),
    cursor: fc.double({ min: 0, max: 1, noNaN: true }),
    decisions: fc.constantFrom<TokenDecisions[]>(
      {},
      { basic: 'replace' },
      { variables: new Map([['t', 'replace']]) },
    ),
  }),
  check,
  past: [['a cursor on curl put the token into the word', { text: 'curl G\n\n', cursor: 0, decisions: {} }]],
});

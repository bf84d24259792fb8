import assert from 'node:assert/strict';

import { applyEdits } from '../../../../../src/core/kit/textEdit.ts';
import { EditCollector } from '../../../../../src/core/httpFile/plan/editCollector.ts';
import { parseHttpFile } from '../../../../../src/core/httpFile/parser/parseHttpFile.ts';

/** The text after what is planned. */
function edited(text: string, plan: (edits: EditCollector) => void): string {
  const edits = new EditCollector(text, parseHttpFile(text));
  plan(edits);
  return applyEdits(text, edits.finish());
}

const at = (start: number, end = start) => ({ start, end });

describe('EditCollector', () => {
  it('plans nothing by itself, and nothing without effect', () => {
    const edits = new EditCollector('abc', parseHttpFile('abc'));
    edits.replace(at(0, 1), 'a');
    edits.replace(at(2), '');
    assert.deepEqual(edits.finish(), []);
  });

  it('gives edits in the order of the text, the first of a place', () => {
    const edits = new EditCollector('abcdef', parseHttpFile('abcdef'));
    edits.replace(at(4, 5), 'E');
    edits.replace(at(0, 1), 'A');
    edits.replace(at(2, 3), 'C');
    edits.replace(at(2, 4), 'other');
    edits.insertText(at(6), 'last');
    edits.insertText(at(1), 'first');
    assert.deepEqual(edits.finish(), [
      { start: 0, end: 1, text: 'A' },
      { start: 1, end: 1, text: 'first' },
      { start: 2, end: 3, text: 'C' },
      { start: 4, end: 5, text: 'E' },
      { start: 6, end: 6, text: 'last' },
    ]);
  });

  describe('a line below another', () => {
    const rows: [text: string, lineEnd: number, expected: string][] = [
      ['GET /\nA: 1\r\nB: 2\r\n', 5, 'GET /\nX: 1\nA: 1\r\nB: 2\r\n'],
      ['GET /\nA: 1\r\nB: 2\n', 10, 'GET /\nA: 1\r\nX: 1\r\nB: 2\n'],
      ['GET /\r\nA: 1', 11, 'GET /\r\nA: 1\r\nX: 1'],
      ['GET /', 5, 'GET /\nX: 1'],
    ];
    for (const [text, lineEnd, expected] of rows) {
      it(`ends as they do in ${JSON.stringify(text)} at ${lineEnd}`, () => {
        assert.equal(
          edited(text, (edits) => {
            edits.addLineBelow(lineEnd, 'X: 1');
          }),
          expected,
        );
      });
    }
  });

  describe('text at a cursor', () => {
    const rows: [what: string, text: string, range: { start: number; end: number }, expected: string][] = [
      ['is inserted', 'abc', at(1), 'aXYbc'],
      ['is not inserted before itself', 'aXYb', at(1), 'aXYb'],
      ['is not inserted behind itself', 'aXYb', at(3), 'aXYb'],
      ['is not inserted within itself', 'aXYb', at(2), 'aXYb'],
      ['is inserted one further', 'aXYb', at(4), 'aXYbXY'],
      ['is inserted one before', 'aXYb', at(0), 'XYaXYb'],
      ['takes the place of a selection', 'abc', at(0, 2), 'XYc'],
      ['does not take its own place', 'aXYb', at(1, 3), 'aXYb'],
      ['takes the place of a selection with more', 'aXYb', at(0, 3), 'XYb'],
    ];
    for (const [what, text, range, expected] of rows) {
      it(what, () => {
        assert.equal(
          edited(text, (edits) => {
            edits.insertText(range, 'XY');
          }),
          expected,
        );
      });
    }
  });

  describe('text at cursors beside other edits', () => {
    const rows: [what: string, ranges: { start: number; end: number }[], expected: string][] = [
      ['gives way where one begins', [at(2)], 'ab-efgh'],
      ['stands behind one', [at(4)], 'ab-Xefgh'],
      ['gives way within one', [at(3)], 'ab-efgh'],
      ['gives way where a selection starts within one', [at(3, 6)], 'ab-efgh'],
      ['is inserted where a selection reaches into one', [at(1, 3)], 'aXb-efgh'],
      ['replaces a selection that ends before one', [at(0, 2)], 'X-efgh'],
      ['replaces a selection that begins behind one', [at(4, 6)], 'ab-Xgh'],
      ['stands once where two cursors are', [at(6), at(6)], 'ab-efXgh'],
      ['gives way where selections overlap', [at(5, 7), at(4, 6)], 'ab-Xgh'],
      ['replaces selections side by side', [at(6, 8), at(4, 6)], 'ab-XX'],
    ];
    for (const [what, ranges, expected] of rows) {
      it(what, () => {
        const text = 'abcdefgh';
        assert.equal(
          edited(text, (edits) => {
            edits.replace(at(2, 4), '-');
            for (const range of ranges) edits.insertText(range, 'X');
          }),
          expected,
        );
      });
    }
  });

  describe('definitions', () => {
    const rows: [text: string, expected: string][] = [
      ['', '@t = 1\n@u = 2\n'],
      ['\nGET /', '@t = 1\n@u = 2\n\nGET /'],
      ['\r\nGET /', '@t = 1\r\n@u = 2\r\n\r\nGET /'],
      ['GET /', '@t = 1\n@u = 2\n\nGET /'],
      ['GET /\r\nA: 1\nB: 2\n', '@t = 1\r\n@u = 2\r\n\r\nGET /\r\nA: 1\nB: 2\n'],
      ['GET /\nA: 1\r\nB: 2\r\n', '@t = 1\n@u = 2\n\nGET /\nA: 1\r\nB: 2\r\n'],
      ['@a = 1\nGET /', '@t = 1\n@u = 2\n@a = 1\nGET /'],
      ['\uFEFFGET /', '\uFEFF@t = 1\n@u = 2\n\nGET /'],
      ['GET /a\n###\nGET /b', '@t = 1\n@u = 2\n\n###\nGET /a\n###\nGET /b'],
      ['### A\nGET /a\n### B\nGET /b', '@t = 1\n@u = 2\n\n### A\nGET /a\n### B\nGET /b'],
      ['@a = 1\n###\nGET /a\n###\nGET /b', '@t = 1\n@u = 2\n@a = 1\n###\nGET /a\n###\nGET /b'],
    ];
    for (const [text, expected] of rows) {
      it(`are the first lines of ${JSON.stringify(text)}`, () => {
        assert.equal(
          edited(text, (edits) => {
            edits.define('t', '1');
            edits.define('u', '2');
            edits.define('t', '3');
          }),
          expected,
        );
      });
    }
  });
});

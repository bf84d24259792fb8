import { BlockFinder } from './blockFinder.ts';
import type { HttpFile, HttpRequest, HttpScript, HttpVariable } from '../httpFile.ts';
import { atOnce } from '../../kit/slices.ts';
import type { TextRange } from '../../kit/textEdit.ts';
import { isStatusLine, leadKind, readName, toScript } from './leadLines.ts';
import { LineCursor } from './lineCursor.ts';
import { parseHeaderLine, parseVariableLine } from './parseHeaderLine.ts';
import { startsRequest } from './parseRequestLine.ts';
import { RequestBuilder } from './requestBuilder.ts';

const HASH = 35;
const SLASH = 47;
const AT = 64;
const LESS = 60;
const GREATER = 62;
const BRACE = 123;
const LINES_A_STEP = 500;

type Mode = 'lead' | 'head' | 'body' | 'response' | 'graphql' | 'proto';

/**
 * Reads a `.http` or `.rest` file in the dialects of REST Client, httpYac, JetBrains and Visual Studio. Every text has
 * a reading, nothing throws, and the time is linear in the length of the text.
 *
 * Facts taken from: Huachao/vscode-restclient (selector, request parser), AnWeber/httpyac 6.16 (parser plug-ins),
 * JetBrains/http-request-in-editor-spec, and, for Visual Studio, the comparison at http-files.org. Where they differ, the
 * reading that keeps an inserted header a header for most of them is taken.
 */
export function parseHttpFile(text: string): HttpFile {
  return atOnce(parsing(text));
}

/** Work that reads it, step by step. */
export function parsing(text: string): Generator<undefined, HttpFile> {
  return new Parser(text).parse();
}

class Parser {
  readonly #line: LineCursor;
  readonly #blocks: BlockFinder;
  readonly #start: number;
  readonly #requests: HttpRequest[] = [];
  readonly #variables: HttpVariable[] = [];
  readonly #scripts: HttpScript[] = [];
  readonly #comments: TextRange[] = [];
  #hasGlobalScript = false;
  #crlf = 0;
  #lf = 0;
  #mode: Mode = 'lead';
  #request: RequestBuilder | undefined;
  #regionStart: number;
  #leadStart: number;
  /** Where the comment lines directly above the current line begin, or -1 where there are none. */
  #commentsStart = -1;
  /** The name the region had before those comment lines. */
  #nameAbove: string | undefined;
  #title: string | undefined;
  #name: string | undefined;

  constructor(text: string) {
    this.#start = text.startsWith('\uFEFF') ? 1 : 0;
    this.#line = new LineCursor(text, this.#start);
    this.#blocks = new BlockFinder(text);
    this.#regionStart = this.#leadStart = this.#start;
  }

  *parse(): Generator<undefined, HttpFile> {
    const line = this.#line;
    let lines = 0;
    do {
      this.#readLine(line);
      this.#countLineEnd(line);
      if (++lines % LINES_A_STEP === 0) yield;
    } while (line.advance());
    this.#closeRegion(line.text.length);
    return {
      requests: this.#requests,
      variables: this.#variables,
      scripts: this.#scripts,
      comments: this.#comments,
      hasGlobalScript: this.#hasGlobalScript,
      eol: this.#crlf > this.#lf ? '\r\n' : '\n',
      start: this.#start,
    };
  }

  #countLineEnd(line: LineCursor): void {
    if (line.next === -1) return;
    if (line.next - line.contentEnd === 2) this.#crlf++;
    else this.#lf++;
  }

  #readLine(line: LineCursor): void {
    const code = line.code(0);
    const isComment = code === HASH || (code === SLASH && line.code(1) === SLASH);
    if (line.isEmpty) this.#readEmpty(line);
    else if (code === HASH && this.#isHeading(line)) this.#readContent(line, code);
    else if (code === HASH && line.isSeparator) this.#readSeparator(line);
    else if (isComment) this.#readComment(line);
    else if (this.#mode === 'response') this.#request?.addOther(line);
    else if (!this.#readBlock(line, code)) this.#readContent(line, code);
    if (!isComment) this.#commentsStart = -1;
  }

  #readEmpty(line: LineCursor): void {
    if (this.#mode === 'head') {
      this.#request?.endHead(line);
      this.#mode = 'body';
    } else if (this.#mode === 'graphql' || this.#mode === 'proto') this.#mode = 'lead';
  }

  /** In a body of Markdown only a bare `###` ends a request, as httpYac has it. */
  #isHeading(line: LineCursor): boolean {
    const isBare = line.isSeparator && line.end - line.first === 3;
    const isInBody = this.#mode === 'body' || (this.#mode === 'head' && line.isSeparator);
    return isInBody && this.#request?.isMarkdown === true && !isBare;
  }

  #readSeparator(line: LineCursor): void {
    this.#comments.push({ start: line.first, end: line.end });
    this.#closeRegion(line.start);
    let start = line.first;
    while (start < line.end && line.text.charCodeAt(start) === HASH) start++;
    const title = line.text.slice(start, line.end).trim();
    this.#title = title === '' ? undefined : title;
    this.#leadStart = this.#title === undefined && line.next !== -1 ? line.next : line.start;
  }

  #readComment(line: LineCursor): void {
    this.#comments.push({ start: line.first, end: line.end });
    if (this.#commentsStart === -1) {
      this.#commentsStart = line.start;
      this.#nameAbove = this.#name;
      this.#request?.beginComments();
    }
    const name = readName(line);
    if (name !== undefined) this.#name = name;
    if (this.#mode === 'head') this.#request?.addHeadComment(line);
    else this.#request?.addOther(line);
  }

  /** Takes a script or block comment as a whole and stops on its last line; false where the line opens none. */
  #readBlock(line: LineCursor, code: number): boolean {
    const end = BlockFinder.opening(line, code, this.#request !== undefined);
    const last = end === undefined ? undefined : this.#blocks.find(line, end);
    if (last === undefined) return false;
    if (end === '*/') this.#comments.push({ start: line.first, end: last.end });
    else this.#scripts.push(toScript(line, last));
    if (code === BRACE && /\{\{\s*[+@]/y.test(line.text.slice(line.first, line.first + 8)))
      this.#hasGlobalScript = true;
    while (line.start < last.start) {
      this.#countLineEnd(line);
      line.advance();
    }
    if (this.#mode === 'head') this.#mode = 'body';
    this.#request?.addOther(line);
    return true;
  }

  #readContent(line: LineCursor, code: number): void {
    if (code === AT && this.#readVariable(line)) return;
    if (!this.#request) this.#readLead(line);
    else if (isStatusLine(line) && !this.#request.isMultipart) this.#readStatus(this.#request, line);
    else if (!this.#request.isMultipart && startsRequest(line)) this.#startWithoutSeparator(line);
    else if (this.#mode === 'body' || !this.#request.addHeadLine(line))
      this.#readBody(this.#request, line, code);
  }

  #readVariable(line: LineCursor): boolean {
    const variable = parseVariableLine(line);
    if (!variable) return false;
    this.#variables.push(variable);
    if (!this.#request) this.#leadStart = line.next === -1 ? line.start : line.next;
    if (this.#mode === 'head') this.#mode = 'body';
    this.#request?.addOther(line);
    return true;
  }

  #readStatus(request: RequestBuilder, line: LineCursor): void {
    this.#mode = 'response';
    request.addOther(line);
  }

  #readLead(line: LineCursor): void {
    if (this.#mode === 'graphql' || (this.#mode === 'proto' && parseHeaderLine(line) !== undefined)) return;
    this.#mode = 'lead';
    const kind = leadKind(line);
    if (kind === 'request') this.#startRequest(line);
    else if (kind !== 'other') this.#mode = kind;
  }

  #startRequest(line: LineCursor): void {
    this.#request = new RequestBuilder(line);
    this.#mode = 'head';
  }

  #startWithoutSeparator(line: LineCursor): void {
    const hasComments = this.#commentsStart !== -1;
    const name = hasComments && this.#name !== this.#nameAbove ? this.#name : undefined;
    if (hasComments) {
      this.#name = this.#nameAbove;
      this.#request?.dropComments();
    }
    this.#closeRegion(hasComments ? this.#commentsStart : line.start);
    this.#name = name;
    this.#startRequest(line);
  }

  #readBody(request: RequestBuilder, line: LineCursor, code: number): void {
    this.#mode = 'body';
    const isResponseReference = code === LESS && line.code(1) === GREATER;
    if (isResponseReference || code === GREATER || line.startsWith('??')) request.addOther(line);
    else request.addBodyLine(line);
  }

  #closeRegion(end: number): void {
    if (this.#request) {
      const range = { start: this.#regionStart, end };
      const lead = { title: this.#title, name: this.#name, leadStart: this.#leadStart, range };
      this.#requests.push(this.#request.build(lead));
    }
    this.#request = undefined;
    this.#mode = 'lead';
    this.#title = this.#name = undefined;
    this.#regionStart = this.#leadStart = end;
  }
}

import { isCurl } from '../../../../core/httpFile/curlCommand.ts';
import { REFERENCE } from '../../../../core/httpFile/fileVariables.ts';
import type { HttpFile, HttpHeader, HttpRequest, HttpVariable } from '../../../../core/httpFile/httpFile.ts';
import { LineCursor, trimmedStart } from '../../../../core/httpFile/parser/lineCursor.ts';
import { parsing } from '../../../../core/httpFile/parser/parseHttpFile.ts';
import { parseRequestLine, splitVersion } from '../../../../core/httpFile/parser/parseRequestLine.ts';
import type { TextRange } from '../../../../core/kit/textEdit.ts';
import type { Colour } from './colours.ts';
import { partAt, skipBlanks } from '../prettyJson.ts';
import { TokenData } from './tokenData.ts';

const CHARACTERS_A_STEP = 20_000;
/** VS Code leaves longer lines of any language without colours (`editor.maxTokenizationLineLength`). */
const LONGEST_LINE = 20_000;
const [MINUS, ZERO, NINE] = [45, 48, 57];
/** An object or a list, and no reference. */
const JSON_START = /\s*(?:\[|\{(?!\{))/y;

/**
 * Work that finds the colours of a file of requests, step by step.
 *
 * @returns the numbers of `vscode.SemanticTokens`; `undefined` once nobody waits for them
 */
export function* colouring(
  text: string,
  isCancelled: () => boolean,
): Generator<undefined, Uint32Array<ArrayBuffer> | undefined> {
  const tokens = new TokenData();
  const colourer = new LineColourer(text, yield* parsing(text), tokens);
  const line = new LineCursor(text);
  let nextStep = 0;
  do {
    if (line.start >= nextStep) {
      if (isCancelled()) return undefined;
      nextStep = line.start + CHARACTERS_A_STEP;
      yield;
    }
    tokens.beginLine(line.start);
    if (!line.isEmpty && line.end - line.first <= LONGEST_LINE) colourer.read(line);
  } while (line.advance());
  return tokens.numbers;
}

/** Colours lines one by one, so that tokens are in their order, and none spans lines or overlaps another. */
class LineColourer {
  readonly #text: string;
  readonly #tokens: TokenData;
  readonly #commentAt: (offset: number) => TextRange | undefined;
  readonly #scriptAt: (offset: number) => unknown;
  readonly #variableAt: (offset: number) => HttpVariable | undefined;
  readonly #requestAt: (offset: number) => HttpRequest | undefined;
  readonly #nextReference = new RegExp(REFERENCE);
  #reference: TextRange = { start: -1, end: -1 };
  /** The request of the line before, and what is known of it. */
  #request: HttpRequest | undefined;
  #headerAt: (offset: number) => HttpHeader | undefined = () => undefined;
  #isCurl = false;
  #isJson = false;
  /** The part of its address that has been reached: in front of the query, a name or a value there. */
  #addressPart: Colour = 'function';

  constructor(text: string, { comments, scripts, variables, requests }: HttpFile, tokens: TokenData) {
    this.#text = text;
    this.#tokens = tokens;
    this.#commentAt = following(comments, itself, itself);
    this.#scriptAt = following(scripts, rangeOf, rangeOf);
    this.#variableAt = following(variables, rangeOf, rangeOf);
    this.#requestAt = following(requests, rangeOf, rangeOf);
  }

  read(line: LineCursor): void {
    const { first, end } = line;
    if (this.#commentAt(first) !== undefined) {
      this.#tokens.add('comment', first, end);
      return;
    }
    if (this.#scriptAt(first) !== undefined) return;
    const variable = this.#variableAt(first);
    const request = this.#requestAt(first);
    if (variable !== undefined) this.#readVariable(first, variable);
    else if (request !== undefined && first >= request.line.start) this.#readRequest(line, request);
  }

  #readVariable(start: number, { name, value }: HttpVariable): void {
    this.#tokens.add('variable', start, start + '@'.length + name.length);
    this.#addText('string', value.start, value.end);
  }

  #readRequest(line: LineCursor, request: HttpRequest): void {
    const { first, end } = line;
    const { body, headersEnd } = request;
    if (this.#request !== request) this.#begin(request);
    if (this.#isCurl) this.#addText(undefined, first, end);
    else if (first === request.line.start) this.#readRequestLine(line);
    else if (first < headersEnd) this.#readHead(first, end);
    else if (body === undefined || first >= body.end) return;
    else if (this.#isJson) this.#readJson(first, end);
    else this.#addText(undefined, first, end);
  }

  #begin(request: HttpRequest): void {
    this.#request = request;
    this.#headerAt = following(
      request.headers,
      ({ nameRange }) => nameRange,
      ({ value }) => value,
    );
    this.#isCurl = isCurl(request);
    JSON_START.lastIndex = request.body?.start ?? this.#text.length;
    this.#isJson = JSON_START.test(this.#text);
    this.#addressPart = 'function';
  }

  #readRequestLine(line: LineCursor): void {
    const { first, end } = line;
    const { method = '', url, version } = parseRequestLine(line);
    const methodEnd = first + method.length;
    this.#tokens.add('keyword', first, methodEnd);
    this.#readTarget(trimmedStart(this.#text, methodEnd, end), end, url, version);
  }

  /** A header, or a line that goes on with the value of one or with the address. */
  #readHead(start: number, end: number): void {
    const header = this.#headerAt(start);
    if (header === undefined) {
      const { url, version } = splitVersion(this.#text.slice(start, end));
      this.#readTarget(start, end, url, version);
      return;
    }
    const { nameRange, value } = header;
    if (start === nameRange.start) this.#tokens.add('property', start, nameRange.end);
    this.#addText('string', Math.max(start, value.start), Math.min(end, value.end));
  }

  #readTarget(start: number, end: number, { length }: string, version: string | undefined): void {
    let from = start;
    let found;
    while ((found = this.#referenceFrom(from, start + length)) !== undefined) {
      this.#readAddress(from, found.start);
      this.#tokens.add('variable', found.start, found.end);
      from = found.end;
    }
    this.#readAddress(from, start + length);
    if (version !== undefined) this.#tokens.add('keyword', end - version.length - 'HTTP/'.length, end);
  }

  #readAddress(start: number, end: number): void {
    let from = start;
    for (let offset = start; offset < end; offset++) {
      const next = this.#partBehind(this.#text.charAt(offset), offset === start);
      if (next === undefined) continue;
      this.#tokens.add(this.#addressPart, from, offset);
      this.#addressPart = next;
      from = offset + 1;
    }
    this.#tokens.add(this.#addressPart, from, end);
  }

  /** The part of an address that a mark begins; `undefined` where it is none. */
  #partBehind(mark: string, isFirst: boolean): Colour | undefined {
    const part = this.#addressPart;
    if (mark === '?' || (mark === '&' && (isFirst || part !== 'function'))) return 'property';
    return mark === '=' && part === 'property' ? 'string' : undefined;
  }

  #readJson(start: number, end: number): void {
    const line = this.#text.slice(start, end);
    let offset = 0;
    while ((offset = skipBlanks(line, offset)) < line.length) {
      const from = start + offset;
      const reference = line[offset] === '{' ? this.#referenceFrom(from, end) : undefined;
      const to = reference?.start === from ? reference.end : from + partAt(line, offset).length;
      const part = line.slice(offset, to - start);
      offset = to - start;
      if (!part.startsWith('"')) this.#tokens.add(colourOfPart(part), from, to);
      else this.#addText(line[skipBlanks(line, offset)] === ':' ? 'property' : 'string', from, to);
    }
  }

  /** A text in one colour, or in none, with the references in it. */
  #addText(colour: Colour | undefined, start: number, end: number): void {
    let from = start;
    let found;
    while ((found = this.#referenceFrom(from, end)) !== undefined) {
      this.#tokens.add(colour, from, found.start);
      this.#tokens.add('variable', found.start, found.end);
      from = found.end;
    }
    this.#tokens.add(colour, from, end);
  }

  /** The first reference in a text. Searches the file once: texts are read in their order, and most have none. */
  #referenceFrom(start: number, end: number): TextRange | undefined {
    if (this.#reference.start < start) {
      this.#nextReference.lastIndex = start;
      const found = this.#nextReference.exec(this.#text);
      const at = found?.index ?? this.#text.length;
      this.#reference = { start: at, end: found === null ? Infinity : at + found[0].length };
    }
    return this.#reference.end <= end ? this.#reference : undefined;
  }
}

function colourOfPart(part: string): Colour | undefined {
  if (part.startsWith('{{')) return 'variable';
  const code = part.charCodeAt(0);
  if (code === MINUS || (code >= ZERO && code <= NINE)) return 'number';
  return part === 'true' || part === 'false' || part === 'null' ? 'keyword' : undefined;
}

const itself = (range: TextRange): TextRange => range;
const rangeOf = ({ range }: { readonly range: TextRange }): TextRange => range;

/** Looks up the item that an offset is in, for items and offsets in their order. */
function following<Item>(
  items: readonly Item[],
  begin: (item: Item) => TextRange,
  end: (item: Item) => TextRange,
): (offset: number) => Item | undefined {
  let index = 0;
  return (offset) => {
    let item = items[index];
    while (item !== undefined && end(item).end <= offset) item = items[++index];
    return item !== undefined && begin(item).start <= offset ? item : undefined;
  };
}

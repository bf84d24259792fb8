import type { HttpHeader, HttpRequest } from '../httpFile.ts';
import type { TextRange } from '../../kit/textEdit.ts';
import type { LineCursor } from './lineCursor.ts';
import { parseHeaderLine } from './parseHeaderLine.ts';
import { parseRequestLine, splitVersion } from './parseRequestLine.ts';

const SLASH = 47;
const QUESTION = 63;
const AMPERSAND = 38;

/** Collects one {@link HttpRequest} line by line; {@link parseHttpFile} decides which line goes where. */
export class RequestBuilder {
  /** Multipart bodies hold whole requests: no line in them starts a new one. */
  isMultipart = false;
  /** A `#` begins a heading of the body, and no comment. */
  isMarkdown = false;
  readonly #line: TextRange;
  readonly #indent: number;
  readonly #method: string;
  readonly #headers: HttpHeader[] = [];
  #url: string;
  #version: string | undefined;
  #headersEnd: number;
  #headerIndent = 0;
  #headEnd: number;
  #body: TextRange | undefined;
  #contentEnd: number;
  #uncommented: { headEnd: number; contentEnd: number } | undefined;

  constructor(line: LineCursor) {
    const { method, url, version } = parseRequestLine(line);
    this.#method = method ?? 'GET';
    this.#url = url;
    this.#version = version;
    this.#line = { start: line.first, end: line.end };
    this.#indent = line.first - line.start;
    this.#headersEnd = this.#headEnd = this.#contentEnd = line.contentEnd;
  }

  /**
   * Takes a line below the request line as header, as part of the URL (`?`, `&`, `/`, or indented deeper), as a folded
   * header value (indented deeper) or as httpYac's `...headers`. False where it is none of these: the head is over.
   */
  addHeadLine(line: LineCursor): boolean {
    const header = parseHeaderLine(line);
    const isDeeper =
      line.first - line.start > (this.#headers.length === 0 ? this.#indent : this.#headerIndent);
    if (header) {
      this.#addHeader(header, line);
    } else if (continuesUrl(line) || (isDeeper && this.#headers.length === 0)) {
      const { url, version } = splitVersion(line.text.slice(line.first, line.end));
      this.#url += url;
      this.#version ??= version;
    } else if (isDeeper && !line.startsWith('{') && !line.startsWith('<')) {
      this.#foldHeader(line);
    } else if (!line.startsWith('...')) {
      return false;
    }
    this.#headersEnd = this.#headEnd = this.#contentEnd = line.contentEnd;
    return true;
  }

  /** A comment between the headers. */
  addHeadComment(line: LineCursor): void {
    this.#headEnd = this.#contentEnd = line.contentEnd;
  }

  /** Remembers where the request ends without the comments that follow. */
  beginComments(): void {
    this.#uncommented = { headEnd: this.#headEnd, contentEnd: this.#contentEnd };
  }

  /** Leaves the last run of comments to the next request. */
  dropComments(): void {
    if (!this.#uncommented) return;
    this.#headEnd = this.#uncommented.headEnd;
    this.#contentEnd = this.#uncommented.contentEnd;
  }

  /** The empty line that ends the headers. */
  endHead(line: LineCursor): void {
    this.#headEnd = line.contentEnd;
  }

  addBodyLine(line: LineCursor): void {
    this.#body = { start: this.#body?.start ?? line.start, end: line.contentEnd };
    this.#contentEnd = line.contentEnd;
  }

  /** A line that is sent by no client: comment, script, redirect, assertion. */
  addOther(line: LineCursor): void {
    this.#contentEnd = line.contentEnd;
  }

  build(lead: Pick<HttpRequest, 'title' | 'name' | 'leadStart' | 'range'>): HttpRequest {
    return {
      title: lead.title,
      name: lead.name,
      leadStart: lead.leadStart,
      range: lead.range,
      line: this.#line,
      method: this.#method,
      url: this.#url,
      version: this.#version,
      headers: this.#headers,
      headersEnd: this.#headersEnd,
      headEnd: this.#headEnd,
      body: this.#body,
      contentEnd: this.#contentEnd,
    };
  }

  #addHeader(header: HttpHeader, line: LineCursor): void {
    this.#headers.push(header);
    this.#headerIndent = line.first - line.start;
    if (header.name.length === 12 && header.name.toLowerCase() === 'content-type') {
      const type = line.text.slice(header.value.start, header.value.start + 13);
      this.isMultipart = /^multipart\//i.test(type);
      this.isMarkdown = /^text\/markdown/i.test(type);
    }
  }

  #foldHeader(line: LineCursor): void {
    const last = this.#headers.pop();
    if (last) this.#headers.push({ ...last, value: { start: last.value.start, end: line.end } });
  }
}

function continuesUrl(line: LineCursor): boolean {
  const code = line.code(0);
  // A star makes a comment of it, which has no end.
  const isPath = code === SLASH && !line.text.slice(line.first, line.end).includes('*');
  return isPath || code === AMPERSAND || (code === QUESTION && line.code(1) !== QUESTION);
}

import type { TextRange } from '../kit/textEdit.ts';

/** One header line of a request. */
export interface HttpHeader {
  /** As written; compare case-insensitively. */
  readonly name: string;
  /** The name alone. */
  readonly nameRange: TextRange;
  /** The value without surrounding white space; it spans lines where the value is folded; empty if there is none. */
  readonly value: TextRange;
}

/** A definition `@name = value` (REST Client, httpYac, JetBrains, Visual Studio; `:=` is httpYac's lazy form). */
export interface HttpVariable {
  readonly name: string;
  /** The whole line without its line end. */
  readonly range: TextRange;
  /** The value without surrounding white space and without a surrounding pair of double quotes. */
  readonly value: TextRange;
}

/** A script of httpYac (`{{ … }}`) or JetBrains (`< {% … %}`, `> {% … %}`). */
export interface HttpScript {
  /** Whole lines, without the line end of the last one. */
  readonly range: TextRange;
  /** Where text may be added without breaking the script: its lines, or the text between the marks of a single line. */
  readonly code: TextRange | undefined;
}

/** One request with everything between its separator and the next one. */
export interface HttpRequest {
  /** The text after `###`, or undefined. */
  readonly title: string | undefined;
  /** The value of `# @name` or `// @name`, or undefined. */
  readonly name: string | undefined;
  /** From the `###` line (or the first line above the request that belongs to it) to the next request or separator. */
  readonly range: TextRange;
  /** From here to the request line the lines (title, comments) belong to this request alone, not to the file. */
  readonly leadStart: number;
  /** The request line: its first line, from the method or URL to its last character. */
  readonly line: TextRange;
  /** As written, or `GET` where the line has none. */
  readonly method: string;
  /** With all its continuation lines, each trimmed, without the HTTP version. */
  readonly url: string;
  /** The text after `HTTP/`, or undefined. */
  readonly version: string | undefined;
  readonly headers: readonly HttpHeader[];
  /** The end, without line end, of the last header line; without headers that of the request line or its URL. */
  readonly headersEnd: number;
  /** The end of the empty line that ends the headers; equal to `headersEnd` where there is none. */
  readonly headEnd: number;
  /** From the first to the last line of the body, or undefined. Scripts and comments do not begin or end it. */
  readonly body: TextRange | undefined;
  /** The end of the last line of the request that is not empty: body, script, redirect or comment. */
  readonly contentEnd: number;
}

/** The result of {@link parseHttpFile}. All lists are in the order of the text. */
export interface HttpFile {
  readonly requests: readonly HttpRequest[];
  readonly variables: readonly HttpVariable[];
  readonly scripts: readonly HttpScript[];
  /** Separators, comment lines and block comments, without the blanks around them. */
  readonly comments: readonly TextRange[];
  /** Whether one of the scripts runs for every request (httpYac: `{{+`, `{{@`). */
  readonly hasGlobalScript: boolean;
  /** The line end that most lines have; `\n` in a text of one line. */
  readonly eol: '\n' | '\r\n';
  /** The first offset after a byte order mark: 0 or 1. */
  readonly start: number;
}

/** A slice of `vscode.TextDocument` that tells the kind of file. */
export interface FileKind {
  readonly languageId: string;
  readonly uri: { readonly path: string };
}

/** Requests of REST Client, httpYac, JetBrains and Visual Studio, with or without their extension. */
export function isHttpFile({ languageId, uri }: FileKind): boolean {
  return ['http', 'rest'].includes(languageId) || /\.(?:http|rest)$/i.test(uri.path);
}

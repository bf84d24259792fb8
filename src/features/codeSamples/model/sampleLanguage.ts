import type { SampleAuthorization } from './sampleRequest.ts';

export interface SampleHeader {
  readonly name: string;
  readonly text: string;
  /** The language's expression for what follows the text. */
  readonly then?: string;
}

export interface SampleBody {
  readonly text: string;
  /** The text as formatted JSON, where formatting changes no value. */
  readonly json: string | undefined;
  /** Also one of the headers. */
  readonly mediaType: string;
}

/** A request as templates get it: checked, and nothing quoted. */
interface SampleParts {
  readonly method: string;
  readonly url: string;
  readonly isHttps: boolean;
  /** With the port. */
  readonly host: string;
  /** With the query. */
  readonly path: string;
  /** No name twice. */
  readonly headers: readonly SampleHeader[];
  readonly body: SampleBody | undefined;
  /** The credential to read from the environment; `undefined` also where the token itself stands in the code. */
  readonly lookUp: SampleAuthorization | undefined;
}

export interface SampleLanguage {
  /** A stable id: remembered as the last choice. */
  readonly id: string;
  readonly name: string;
  /** VS Code's id of the language. */
  readonly editorLanguage: string;
  /** The expression for the token in the environment. */
  readonly token: string;
  /** The expression for the Base64 of id, colon and secret, in UTF-8. */
  readonly basic: string;
  /** Writes the whole program. Every text in it has to pass through a function that quotes it. */
  readonly write: (request: SampleParts) => string;
}

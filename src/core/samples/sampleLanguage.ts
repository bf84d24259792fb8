import type { SampleAuthorization } from './sampleRequest.ts';

/**
 * Stands for one value in the code that the library writes. The values themselves are never given to it: it would
 * quote them as strings that some languages read differently, and it knows no look-ups.
 */
export const MARK = {
  url: 'zRouteeUrlz',
  host: 'zRouteeHostz',
  path: 'zRouteePathz',
  body: 'zRouteeBodyz',
  mediaType: 'zRouteeTypez',
  header: (index: number): string => `zRouteeHeader${index}z`,
};

/** A request in which every value is a {@link MARK}. */
export interface MarkedRequest {
  readonly method: string;
  readonly isHttps: boolean;
  /** Name to mark, in the order in which they are sent. */
  readonly headers: Readonly<Record<string, string>>;
  readonly hasBody: boolean;
}

export interface SampleBody {
  readonly text: string;
  /** The text formatted over several lines, where it is JSON and that changes nothing in it. */
  readonly json: string | undefined;
}

/** What the finished code makes use of, and so has to import or declare. */
export interface SampleUses {
  /** `undefined` also where the token itself stands in the code. */
  readonly lookUp: SampleAuthorization | undefined;
  readonly body: SampleBody | undefined;
}

export interface SampleLanguage {
  /** Stable: it is remembered as the last choice. */
  readonly id: string;
  readonly name: string;
  /** VS Code's id of the language. */
  readonly editorLanguage: string;
  /** The code with marks, most of it by the library. */
  readonly write: (request: MarkedRequest) => string;
  /** A string literal. */
  readonly quote: (text: string) => string;
  /** The expression for a text followed by what another expression gives. */
  readonly append: (text: string, expression: string) => string;
  /** The expression for a body; a string literal where it is not defined. */
  readonly body?: (body: SampleBody) => string;
  /** The expression for the token in the environment. */
  readonly token: string;
  /** The expression for the Base64 of id, colon and secret, in UTF-8. */
  readonly basic: string;
  /** Makes a whole of the code with marks: what it imports, what it declares, what is around it. */
  readonly finish: (code: string, uses: SampleUses) => string;
}

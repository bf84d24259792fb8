/** An answer of Routee as a document to read. */
export interface ResponseDocument {
  /** `POST /sms` */
  readonly request: string;
  readonly status: number;
  readonly applicationName: string;
  readonly atMs: number;
  readonly text: string;
  /** Of the document's name, and so its language: JSON with comments, or text. */
  readonly extension: 'jsonc' | 'txt';
}

/** A document of this session to read. */
export interface MemoryDocument {
  readonly name: string;
  /** Of the document's name, and so its language: Markdown, JSON with comments, or text. */
  readonly extension: 'md' | 'jsonc' | 'txt';
  readonly text: string;
}

/** An answer of Routee as a document to read. */
export interface ResponseDocument extends MemoryDocument {
  /** `POST /sms` */
  readonly request: string;
  readonly status: number;
  readonly applicationName: string;
  readonly atMs: number;
  /** The body as it came, where it is no text. */
  readonly bytes: Uint8Array | undefined;
  /** Sends the request again, as if for the first time. */
  readonly again: () => Promise<void>;
}

import type { MemoryDocument } from '../memoryDocument.ts';

/** An answer of Routee as a document to read. */
export interface ResponseDocument extends MemoryDocument {
  /** `POST /sms` */
  readonly request: string;
  readonly status: number;
  readonly applicationName: string;
  readonly atMs: number;
}

/** A document of this session to read. */
export interface MemoryDocument {
  readonly name: string;
  /** Of the document's name, and so its language: Markdown, JSON with comments, or text. */
  readonly extension: 'md' | 'jsonc' | 'txt';
  readonly text: string;
}

import * as l10n from '@vscode/l10n';

import { BIDI } from '../../../core/kit/plainText.ts';
import { toHex } from '../../../core/kit/toBase64.ts';
import type { ApiRequest } from '../../../core/protocol/apiRequest.ts';

/** A slice of `vscode.Memento`. */
interface Memory {
  get<T>(key: string, defaultValue: T): T;
  update(key: string, value: unknown): PromiseLike<void>;
}

/** A lasting consent of the user: to this request of this file, as this application. */
export interface AgreedSending {
  readonly file: string;
  /** The application's key. */
  readonly application: string;
  readonly host: string;
  readonly path: string;
  readonly method: string;
  /** {@link contentDigest} of the rest. */
  readonly content: string;
}

const KEY = 'routee.sendWithoutAsking';
const KEPT = 200;

/** Remembers the requests that are sent without a question. */
export class SendingAgreements {
  readonly #memory: Memory;

  constructor(memory: Memory) {
    this.#memory = memory;
  }

  get count(): number {
    return this.#all().length;
  }

  has(sending: AgreedSending): boolean {
    return this.#all().includes(write(sending));
  }

  async add(sending: AgreedSending): Promise<void> {
    await this.#memory.update(KEY, [...this.#all(), write(sending)].slice(-KEPT));
  }

  /** Forgets every consent. */
  async clear(): Promise<void> {
    await this.#memory.update(KEY, []);
  }

  #all(): readonly string[] {
    return this.#memory.get<readonly string[]>(KEY, []);
  }
}

function write({ file, application, host, path, method, content }: AgreedSending): string {
  return JSON.stringify([file, application, host, method, path, content]);
}

/** The SHA-256 digest, in hex, of query, body, and any method that a header puts in the place of the real one. */
export async function contentDigest(
  query: string,
  headers: ApiRequest['headers'],
  body: string | Uint8Array | undefined,
): Promise<string> {
  const methods = methodOverrides(headers);
  const text = new TextEncoder();
  const head = text.encode(JSON.stringify([query, methods]));
  const bytes = typeof body === 'string' ? text.encode(body) : (body ?? new Uint8Array());
  const all = new Uint8Array(head.length + bytes.length);
  all.set(head);
  all.set(bytes, head.length);
  return digestOf(all);
}

/** The SHA-256 digest, in hex. */
export async function digestOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
}

/** Headers that some servers read as the real method. */
const methodOverrides = (headers: ApiRequest['headers'] = []): typeof headers =>
  headers.filter(([name]) => /^x-(?:http-)?method(?:-override)?$/i.test(name));

/** Whether a request changes nothing (RFC 9110 section 9.2.1), as far as method and headers tell. */
export function isSafeRequest(method: string, headers: ApiRequest['headers']): boolean {
  return (method === 'GET' || method === 'HEAD') && methodOverrides(headers).length === 0;
}

const LINES = 12;
const CHARACTERS = 600;

/** The first lines of a body, for a question before it is sent; `undefined` where there is none. */
export function requestPreview(body: string | Uint8Array | undefined): string | undefined {
  if (body === undefined || body.length === 0) {
    return undefined;
  }
  const text = typeof body === 'string' ? body : new TextDecoder().decode(body);
  if (/(?!\s)\p{Cc}/u.test(text)) {
    return l10n.t('(binary data: {0} B)', body.length);
  }
  const start = text.split('\n').slice(0, LINES).join('\n').slice(0, CHARACTERS).trimEnd();
  const left = text.trimEnd().length - start.length;
  const shown = start.replaceAll(BIDI, '�');
  return left > 0 ? `${shown}\n${l10n.t('… (characters not shown: {0})', left)}` : shown;
}

import * as l10n from '@vscode/l10n';

import { atOnce } from '../kit/slices.ts';
import { RouteeError } from './routeeError.ts';

/** Made once: making one takes longer than reading an answer. Never used for a part of a text, so it has no state. */
const utf8 = new TextDecoder();
/** Bytes that are decoded in one step. */
const STEP = 256 * 1024;

/**
 * The text of an answer, by its byte order mark, else by the `charset` of its `Content-Type` (RFC 9110 section 8.3.2), else
 * as UTF-8. A charset that is not known to this machine is read as UTF-8, too.
 */
export function textOf(bytes: Uint8Array, contentType: string | null | undefined): string {
  return atOnce(decoding(bytes, contentType));
}

/** Work that decodes it, step by step. */
export function* decoding(
  bytes: Uint8Array,
  contentType: string | null | undefined,
): Generator<undefined, string> {
  const decoder = decoderOf(bytes, contentType);
  if (bytes.length <= STEP) return decoder.decode(bytes);
  const parts: string[] = [];
  for (let start = 0; start < bytes.length; start += STEP) {
    parts.push(decoder.decode(bytes.subarray(start, start + STEP), { stream: true }));
    yield;
  }
  return parts.join('') + decoder.decode();
}

function decoderOf(bytes: Uint8Array, contentType: string | null | undefined): typeof utf8 {
  const [first, second, third] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le');
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be');
  const charset = /;\s*charset\s*=\s*["']?([^\s"';]+)/i.exec(contentType ?? '')?.[1];
  const hasMark = first === 0xef && second === 0xbb && third === 0xbf;
  const isUtf8 = charset === undefined || hasMark || /^utf-?8$/i.test(charset);
  if (isUtf8 && bytes.length <= STEP) return utf8;
  try {
    return new TextDecoder(isUtf8 ? 'utf-8' : charset);
  } catch {
    return new TextDecoder();
  }
}

export interface LimitedBody {
  readonly bytes: Uint8Array;
  /** `false`: there was more, which has not been read. */
  readonly isComplete: boolean;
}

/** The body of an answer, or its beginning: reading stops at the limit instead of filling the memory. */
export async function readBytes(response: Response, maxBytes: number): Promise<LimitedBody> {
  if (response.body === null) {
    return { bytes: new Uint8Array(), isComplete: true };
  }
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
    chunks.push(chunk.value);
    length += chunk.value.byteLength;
    if (length > maxBytes) {
      await reader.cancel();
      return { bytes: joined(chunks, length).subarray(0, maxBytes), isComplete: false };
    }
  }
  return { bytes: joined(chunks, length), isComplete: true };
}

/**
 * The whole text of an answer.
 *
 * @throws {RouteeError} `badAnswer` past `maxBytes`.
 */
export async function readLimited(response: Response, maxBytes: number): Promise<string> {
  const { bytes, isComplete } = await readBytes(response, maxBytes);
  if (!isComplete) {
    throw new RouteeError(
      'badAnswer',
      l10n.t('The response is far too large for a token. Check the server address and any proxy in between.'),
    );
  }
  return textOf(bytes, response.headers.get('content-type'));
}

function joined(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const [first, ...others] = chunks;
  if (first !== undefined && others.length === 0) {
    return first;
  }
  const all = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    all.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return all;
}

import { RouteeError } from './routeeError.ts';

/** Made once: making one takes longer than reading an answer. Never used for a part of a text, so it has no state. */
const utf8 = new TextDecoder();

/**
 * The text of an answer, as UTF-8; stops reading at the limit instead of filling the memory.
 *
 * @throws {RouteeError} `badAnswer` past `maxBytes`.
 */
export async function readLimited(response: Response, maxBytes: number): Promise<string> {
  if (response.body === null) {
    return '';
  }
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
    bytes += chunk.value.byteLength;
    if (bytes > maxBytes) {
      await reader.cancel();
      throw new RouteeError(
        'badAnswer',
        'The answer is far larger than a token. Check the setting routee.authUrl, or a proxy in between.',
      );
    }
    chunks.push(chunk.value);
  }
  const [only, ...others] = chunks;
  return utf8.decode(only !== undefined && others.length === 0 ? only : joined(chunks, bytes));
}

function joined(chunks: readonly Uint8Array[], bytes: number): Uint8Array {
  const all = new Uint8Array(bytes);
  let offset = 0;
  for (const chunk of chunks) {
    all.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return all;
}

import { RouteeError } from './routeeError.ts';

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
  const decoder = new TextDecoder();
  let text = '';
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
    text += decoder.decode(chunk.value, { stream: true });
  }
  return text + decoder.decode();
}

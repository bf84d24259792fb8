import { decodeBasicCredentials } from '../../../core/protocol/basicCredentials.ts';

export interface PastedCredentials {
  readonly id: string;
  readonly secret: string;
}

/**
 * Application id and secret out of what people copy: `id:secret`, its Base64, a whole `Authorization: Basic …` header,
 * or a curl command that holds one (`-H`, `-u`). `undefined` when the text is just an id.
 */
export function parsePastedCredentials(text: string): PastedCredentials | undefined {
  const trimmed = text.trim();
  if (/^curl(?:\.exe)?\s/i.test(trimmed)) {
    const command = trimmed.replaceAll(LINE_CONTINUATION, ' ');
    return fromHeader(command) ?? fromCurlUser(command);
  }
  return fromHeader(trimmed) ?? fromPair(trimmed) ?? fromBase64(trimmed);
}

/** Of the shells of Unix, of Windows, and of PowerShell. */
const LINE_CONTINUATION = /[\\^`]\r?\n/g;

/** `Basic` is looked for with a boundary before it, so that an id such as `MyBasic x` does not match by chance. */
function fromHeader(text: string): PastedCredentials | undefined {
  const base64 = /(?:^|[\s"':=])Basic\s+([A-Za-z0-9+/]{4,}={0,2})(?=$|[\s"'\\,;^])/i.exec(text)?.[1];
  return base64 === undefined ? undefined : decodeBasicCredentials(base64);
}

/** Also behind switches in the same word (`-sSu`), and in quotes that a caret escapes, as browsers copy for Windows. */
function fromCurlUser(text: string): PastedCredentials | undefined {
  const match = /\s(?:-[fgiksvLS]*u\s*|--user[\s=]+)(?:\^"([^"]+)\^"|"([^"]+)"|'([^']+)'|([^\s"']+))/.exec(
    text,
  );
  const pair = match?.slice(1).find(Boolean);
  return pair === undefined ? undefined : fromPair(pair);
}

/** An id of hexadecimal digits is valid Base64, and now and then even Base64 of a text with a colon in it. */
function fromBase64(text: string): PastedCredentials | undefined {
  return /^[\da-f]+$/i.test(text) ? undefined : decodeBasicCredentials(text);
}

/** The id ends at the first colon (RFC 7617); a secret may hold more of them. An address is no pair. */
function fromPair(text: string): PastedCredentials | undefined {
  const match = /^(?!https?:\/\/)([^\s:"'{}/]+):(\S+)$/i.exec(text);
  return match?.[1] !== undefined && match[2] !== undefined ? { id: match[1], secret: match[2] } : undefined;
}

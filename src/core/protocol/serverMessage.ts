import { MASK, maskSecrets } from '../kit/maskSecrets.ts';

const MAX_LENGTH = 200;

/**
 * The message of a Routee server about a failure: the first of `developerMessage`, `message`, `error_description` and
 * `error`, as its layers name it, with its `properties`. One line of at most 200 characters. Masks every given secret,
 * and every word that looks like a token: a server or a proxy may echo one.
 */
export function serverMessage(body: unknown, secrets: readonly string[]): string | undefined {
  if (typeof body !== 'object' || body === null) {
    return undefined;
  }
  const members = new Map<string, unknown>(Object.entries(body));
  const text = ['developerMessage', 'message', 'error_description', 'error']
    .map((name) => members.get(name))
    .find((value): value is string => typeof value === 'string' && value.trim() !== '');
  const details = detailsOf(members.get('properties'));
  const said = text !== undefined && details !== '' ? `${text} (${details})` : (text ?? details);
  return said === '' ? undefined : oneLine(mask(said, secrets));
}

/** Routee's messages about members of a refused request, such as `"to": "Invalid mobile number"`. */
function detailsOf(properties: unknown): string {
  return typeof properties === 'object' && properties !== null
    ? Object.entries(properties)
        .flatMap(([name, value]) => (typeof value === 'string' ? [`${name}: ${value}`] : []))
        .join(', ')
    : '';
}

/** Twenty or more characters of a token (RFC 6750 section 2.1) in a row; with a digit among them it may be one. */
const LONG_WORD = /[\w+/.~-]{20,}=*/g;

function mask(text: string, secrets: readonly string[]): string {
  return maskSecrets(text, secrets).replaceAll(LONG_WORD, (word) => (/\d/.test(word) ? MASK : word));
}

function oneLine(text: string): string {
  // Square brackets would make a link of it in a notification.
  const line = text
    .replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .replaceAll('[', '(')
    .replaceAll(']', ')')
    .trim();
  return line.length > MAX_LENGTH ? `${line.slice(0, MAX_LENGTH)}…` : line;
}

import { MASK, maskSecrets } from '../kit/maskSecrets.ts';

const MAX_LENGTH = 200;

/** In the order in which Routee's layers, OAuth 2.0, and those who put a gateway before them (RFC 9457) name it. */
const NAMES = ['developerMessage', 'message', 'error_description', 'detail', 'error', 'errors', 'title'];
const DEEPEST = 3;
const MOST_LISTED = 5;

/**
 * The message of a Routee server about a failure: the first of its names for one that says anything, with its
 * `properties`. One line of at most 200 characters. Masks every given secret, and every word that looks like a token: a
 * server or a proxy may echo one.
 */
export function serverMessage(body: unknown, secrets: readonly string[]): string | undefined {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    return undefined;
  }
  const text = sentenceIn(body, 0);
  const details = detailsOf('properties' in body ? body.properties : undefined);
  const said = text !== undefined && details !== '' ? `${text} (${details})` : (text ?? details);
  return said === '' ? undefined : oneLine(mask(said, secrets));
}

/** The sentence of a text, of a list of them, or of an object that says it by one of its members. */
function sentenceIn(value: unknown, depth: number): string | undefined {
  if (typeof value === 'string') return value.trim() === '' ? undefined : value;
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return undefined;
  if (Array.isArray(value)) {
    const sentences = value.slice(0, MOST_LISTED).map((one) => sentenceIn(one, depth + 1));
    const known = sentences.filter((sentence) => sentence !== undefined);
    return known.length === 0 ? undefined : known.join(', ');
  }
  const members = new Map<string, unknown>(Object.entries(value));
  // A list in the place of OAuth's code says nothing that can be relied on.
  if (Array.isArray(members.get('error'))) members.delete('error');
  return NAMES.map((name) => sentenceIn(members.get(name), depth + 1)).find(
    (sentence) => sentence !== undefined,
  );
}

/** Routee's messages about members of a refused request, such as `"to": "Invalid mobile number"`. */
function detailsOf(properties: unknown): string {
  return typeof properties === 'object' && properties !== null
    ? Object.entries(properties)
        .flatMap(([name, value]) => {
          const sentence = sentenceIn(value, DEEPEST - 1);
          return sentence === undefined
            ? []
            : [Array.isArray(properties) ? sentence : `${name}: ${sentence}`];
        })
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

import type { TextRange } from '../../kit/textEdit.ts';
import { isBlank } from '../parser/lineCursor.ts';

/** The parts of an `Authorization` value, or of a variable that stands for one. */
export interface Credential {
  /** The first word in lower case where a blank and more follow it, or undefined: `bearer`, `basic`. */
  readonly scheme: string | undefined;
  /** The value behind the scheme; the whole value without a scheme. */
  readonly range: TextRange;
  /** The text between the braces, trimmed, where the credential is nothing but one `{{…}}`. */
  readonly reference: string | undefined;
}

/** Takes the value at `range` apart. A scheme is a word of letters, digits and hyphens (RFC 9110, section 11.1). */
export function readCredential(text: string, range: TextRange): Credential {
  const { start, end } = range;
  let schemeEnd = start;
  while (schemeEnd < end && isSchemeCharacter(text.charCodeAt(schemeEnd))) schemeEnd++;
  const credentialStart = skipBlanks(text, schemeEnd, end);
  const hasScheme = schemeEnd > start && credentialStart > schemeEnd && credentialStart < end;
  const credential = { start: hasScheme ? credentialStart : start, end };
  return {
    scheme: hasScheme ? text.slice(start, schemeEnd).toLowerCase() : undefined,
    range: credential,
    reference: readReference(text.slice(credential.start, end)),
  };
}

/** The text between the braces of `{{…}}`, trimmed; undefined where the text is anything else or more than that. */
function readReference(text: string): string | undefined {
  if (!text.startsWith('{{') || text.indexOf('}}') !== text.length - 2) return undefined;
  const name = text.slice(2, -2).trim();
  return name === '' || name.includes('{{') ? undefined : name;
}

/** Whether a line `@name = value` can define that name in every dialect: no expression, no `$dynamic` variable. */
export function isDefinableName(name: string): boolean {
  return /^[A-Za-z_][\w-]*$/.test(name);
}

/** A folded header value has line ends in it. */
function skipBlanks(text: string, start: number, end: number): number {
  let offset = start;
  while (offset < end && (isBlank(text.charCodeAt(offset)) || text.charCodeAt(offset) === 10)) offset++;
  return offset;
}

function isSchemeCharacter(code: number): boolean {
  const isDigit = code >= 48 && code <= 57;
  const isLetter = (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
  return isDigit || isLetter || code === 45;
}

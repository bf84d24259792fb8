export const MASK = '•••';

const UNSEEN = /[\p{Cc}\p{Cf}]/u;

/**
 * The text with every secret hidden, also where it is written in another way: escaped as in JSON (`\/`, `\u002f`), in
 * a URL or a form (`%2F`), or in HTML (`&#47;`), and with characters between that nobody sees.
 */
export function maskSecrets(text: string, secrets: readonly string[]): string {
  // The longest first: one that begins with another must not leave its end behind.
  const wanted = [...new Set(secrets)].filter((secret) => secret !== '').sort((a, b) => b.length - a.length);
  return wanted.length === 0
    ? text
    : text.replaceAll(new RegExp(wanted.map(inAnyForm).join('|'), 'gu'), MASK);
}

function inAnyForm(secret: string): string {
  const characters = Array.from(secret);
  return characters
    .map((character, index) => {
      // Beside one that nobody sees any number of others would be tried in too many ways.
      const next = characters[index + 1];
      const isBetween = next !== undefined && !UNSEEN.test(character + next);
      return formsOf(character) + (isBetween ? '[\\p{Cc}\\p{Cf}]*' : '');
    })
    .join('');
}

function formsOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const units = [...Array(character.length).keys()].map((index) => character.charCodeAt(index));
  return `(?:${[
    // JSON may escape a slash, and has to escape the other two.
    `${/["\\/]/.test(character) ? '\\\\?' : ''}\\u{${code.toString(16)}}`,
    units.map((unit) => `\\\\u${anyCase(unit.toString(16).padStart(4, '0'))}`).join(''),
    [...new TextEncoder().encode(character)]
      .map((byte) => `%${anyCase(byte.toString(16).padStart(2, '0'))}`)
      .join(''),
    `&#(?:0*${code}|[xX]0*${anyCase(code.toString(16))});`,
  ].join('|')})`;
}

function anyCase(hex: string): string {
  return hex.replaceAll(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
}

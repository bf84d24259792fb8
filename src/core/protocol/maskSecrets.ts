export const MASK = '•••';

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
  return Array.from(secret, formsOf).join('[\\p{Cc}\\p{Cf}]*');
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

/** A string between double quotes with the escapes that JSON, Java, C#, Go and JavaScript share. */
export function doubleQuoted(text: string): string {
  return JSON.stringify(text);
}

/** The same in ASCII only, for compilers that may not read their source as UTF-8. */
export function asciiDoubleQuoted(text: string): string {
  return JSON.stringify(text).replace(
    /[^ -~]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** A string between single quotes in which only the quote and the backslash are special: PHP and Ruby. */
export function singleQuoted(text: string): string {
  return `'${text.replace(/[\\']/g, String.raw`\$&`)}'`;
}

/** Puts what is written on every line further to the right. */
export function indent(code: string, by: string): string {
  return code.replace(/^(?=.)/gm, by);
}

/** `text` with the only occurrence of `part` replaced. */
export function replaceOnly(text: string, part: string, replacement: string): string {
  const pieces = text.split(part);
  if (pieces.length !== 2) {
    throw new Error(`The code does not hold exactly one ${JSON.stringify(part)}`);
  }
  return pieces.join(replacement);
}

/** A string between double quotes with the escapes that JSON, C#, Go, Java, JavaScript and Python share. */
export function doubleQuoted(text: string): string {
  return JSON.stringify(text);
}

/** A double-quoted string in ASCII, for compilers that may not read their source as UTF-8. */
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

/** The concatenation of a literal and an expression, if there is one. */
export function plus(literal: string, then: string | undefined, operator = ' + '): string {
  return then === undefined ? literal : literal + operator + then;
}

/** Indents every line that is not empty. */
export function indent(code: string, by: string): string {
  return code.replace(/^(?=.)/gm, by);
}

/**
 * Code as it stands in the template. A list gets a line for each element; `false` or `undefined` removes its line. The
 * text of a value is not changed.
 */
export function code(
  strings: TemplateStringsArray,
  ...values: readonly (string | readonly string[] | false | undefined)[]
): string {
  return strings.reduce((before, after, index) => {
    const value = values[index - 1];
    if (typeof value === 'string') return before + value + after;
    const lineStart = before.lastIndexOf('\n') + 1;
    const lines = value === false ? undefined : value?.join(`\n${before.slice(lineStart)}`);
    return lines ? before + lines + after : before.slice(0, lineStart) + after.slice(1);
  });
}

/** A string between double quotes with the escapes that JSON, C#, Go, Java, JavaScript and Python share. */
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

/** The expression for a literal and what another expression gives, where there is one. */
export function plus(literal: string, then: string | undefined, operator = ' + '): string {
  return then === undefined ? literal : literal + operator + then;
}

/** Puts what is written on every line further to the right. */
export function indent(code: string, by: string): string {
  return code.replace(/^(?=.)/gm, by);
}

/**
 * Code as it stands in the template. A list gets a line for each of its elements, and what is `false` or `undefined`
 * takes its line with it. Nothing is done to the text of a value.
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

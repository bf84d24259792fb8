/** The members of a value that may be anything; none of one that is no object. */
export const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> =>
  Object(value) as Record<string, unknown>;

/** The value of a JSON text; `undefined` for any other text, and for none. */
export function parseJson(text: string | undefined): unknown {
  // A missing value is common in storage, and an exception costs more than all the rest of reading one.
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

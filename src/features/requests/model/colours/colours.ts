/** The colours of a file of requests: standard types of VS Code's semantic tokens. */
export const COLOURS = [
  'comment',
  // A method, the version of HTTP, a word of JSON.
  'keyword',
  // An address.
  'function',
  // The name of a header, of a parameter, of a member.
  'property',
  'string',
  'number',
  'variable',
] as const;

export type Colour = (typeof COLOURS)[number];

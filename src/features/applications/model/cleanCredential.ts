/** Characters that nobody sees, and that come along when a web page, a chat or a document is copied. */
const UNSEEN = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;
const AROUND = /[\s“”„‟‘’‚‛«»‹›]/;

export const withoutUnseen = (text: string): string => text.replaceAll(UNSEEN, '');

/** An id or a secret without unseen characters, and without the blanks and quotes around it. */
export function cleanCredential(text: string): string {
  const seen = withoutUnseen(text).trim();
  let [start, end] = [0, seen.length];
  while (AROUND.test(seen.charAt(start))) start++;
  while (end > start && AROUND.test(seen.charAt(end - 1))) end--;
  const value = seen.slice(start, end);
  return /^(["'`])((?!\1).)+\1$/s.test(value) ? value.slice(1, -1).trim() : value;
}

/** The text with the quotes that a program takes for quotes, for what is not a single value. */
export function straightQuotes(text: string): string {
  return withoutUnseen(text)
    .replaceAll(/[“”„‟«»]/g, '"')
    .replaceAll(/[‘’‚‛‹›]/g, "'");
}

const WORDS =
  'your|my|our|the|routee|application|app|client|api|auth|account|user|id|key|secret|password|token|value|' +
  'here|goes|insert|enter|replace|put|change|me|example|sample|dummy|placeholder|todo|redacted|hidden';
const PLACEHOLDERS = [
  /^<.*>$|^\{.*\}$|^\[.*\]$|\{\{|\}\}/s,
  /^\$[{(]?[\w.:-]+[})]?$|^%[\w.]+%$/,
  /^(?:x{2,}|[*•.?_-]{3,}|0{3,}|…)$/i,
  new RegExp(`^[-_.]*(?:(?:${WORDS})[-_. ]*)+$`, 'i'),
];

/** Whether somebody is meant to put an id or a secret in its place: `<id>`, `{{id}}`, `$ID`, `%ID%`, `YOUR_SECRET`, `xxx`. */
export const isPlaceholder = (value: string): boolean => PLACEHOLDERS.some((form) => form.test(value));

import { checked, type PastedCredentials } from './credentialForms.ts';

/** A longer text is no note of an id and a secret. */
const LONGEST = 20_000;

/** A name and its value, as notes, tables, JSON, YAML, forms, `.env` and `.netrc` files write them. */
const NAMED = new RegExp(
  [
    '(?<![\\w-])([a-z][\\w-]{0,60}(?: (?:id|secret))?)["\'`\\]]{0,3}',
    '(?:[ \\t]{0,9}(?:=>|[:=|])[ \\t]{0,9}|(?<=login|user|username|password)[ \\t]{1,9}|(?<=id|secret)\\s{0,9}\\n\\s{0,9})',
    '(["\'`]?)([\\w+/=.~-]{6,200})(?=\\2(?:$|[\\s,;&}|)\\]]))',
  ].join(''),
  'gi',
);
/** Postman writes a list of objects that hold a name and a value each. */
const IN_LIST = /"key"\s{0,9}:\s{0,9}("\w+")\s{0,9},\s{0,9}"value"(?=\s{0,9}:)/g;
const ID = /^(?:(?:routee)?(?:app|application|client)id|user|username|login)$/;
const SECRET = /^(?:(?:(?:routee)?(?:app|application|client))?secret|pass|password)$/;
/** The form that Routee gives to ids: other names and passwords are somebody else's. */
export const ROUTEE_ID = /^[\da-f]{24}$/i;
/** A secret has capitals or digits, and does not end as what was cut off does. */
const WORD = /^[a-z]+$|^[A-Z]+$|\.$/;
/** The two in quotes in any program, or behind `Basic` in a file of requests, whose client encodes them. */
const TOGETHER =
  /(["'`])([\da-f]{24}):([^\s"'`\\$]{1,200})\1|\bBasic[ \t]([\da-f]{24})[: ]([^\s"'`\\$]{1,200})(?=$|["'`\s])/gi;

/** The id and the secret in a text that names each of them, or puts them together; none where there are several. */
export function namedCredentials(text: string): PastedCredentials | undefined {
  if (text.length > LONGEST) return undefined;
  const found = { ids: new Set<string>(), secrets: new Set<string>() };
  for (const [, , quotedId = '', quoted = '', id = quotedId, secret = quoted] of text.matchAll(TOGETHER)) {
    found.ids.add(id);
    found.secrets.add(secret);
  }
  for (const [, name = '', , value = ''] of text
    .replaceAll(/\*\*|\$env:/gi, '')
    .replaceAll(IN_LIST, '$1')
    .matchAll(NAMED)) {
    const word = name.toLowerCase().replaceAll(/[^a-z]/g, '');
    if (ID.test(word) && ROUTEE_ID.test(value)) found.ids.add(value);
    if (SECRET.test(word) && !WORD.test(value)) found.secrets.add(value);
  }
  const [[id = ''], [secret = '']] = [[...found.ids], [...found.secrets]];
  return found.ids.size === 1 && found.secrets.size === 1 ? checked(id, secret) : undefined;
}

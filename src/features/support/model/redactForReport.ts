import { fieldsOf } from '../../../core/kit/parseJson.ts';
import { MASK, maskSecrets } from '../../../core/kit/maskSecrets.ts';
import { isSecretName } from '../../../core/kit/secretNames.ts';

/** Known texts that must not be in a report. */
export interface Private {
  /** Secrets, tokens and whole ids, which are masked in whatever form they are written. */
  readonly secrets: readonly string[];
  readonly userName: string | undefined;
  /** The folder of the user. */
  readonly home: string | undefined;
  /** Puts stand-ins in the place of the names of applications. */
  readonly standIn: (text: string) => string;
}

/**
 * A second net below that of the log, which holds no secret: takes out whatever is one or looks like one, and what
 * tells who the user is. Rather too much than too little: those who need more can ask for it.
 */
export function redactForReport(text: string, { secrets, userName, home, standIn }: Private): string {
  const isLong = ({ length }: string): boolean => length > 2;
  const known = standIn(maskSecrets(text, secrets.filter(isLong)));
  const general = replaced(withoutPerson(known, home), SECRETS);
  return userName === undefined || userName.length < 3 ? general : general.replace(wordOf(userName), MASK);
}

/** The end of a sentence. A package has the address of its issues once the project has a public one. */
export function whereToSend(manifest: unknown): string {
  const { url } = fieldsOf(fieldsOf(manifest)['bugs']);
  return typeof url === 'string' ? `open an issue at ${url}` : 'send it to whoever gave you the extension';
}

/** The text without what tells who the user is, and where: folders, names in addresses, IP addresses, telephone numbers. */
export function withoutPerson(text: string, home: string | undefined): string {
  return replaced(
    home === undefined || home.length < 4 ? text : text.replaceAll(folder(home), '~'),
    PERSONAL,
  );
}

const replaced = (text: string, patterns: typeof SECRETS): string =>
  patterns.reduce((masked, [pattern, replace]) => masked.replaceAll(pattern, replace), text);

/** A separator of folders, as it is, escaped, or encoded once or twice. All counts are bounded: each start is tried. */
const SLASH = '(?:[\\\\/]|%(?:25)?(?:2F|5C))';
const SLASHES = `${SLASH}{1,4}`;
const DRIVE = '(?::|%(?:25)?3A)';
const PART = `(?:(?!${SLASH})[^\\s"'<>|]){1,255}`;
const HOMES = '(?:Users|homes?|Profiles|Documents(?: |%20)and(?: |%20)Settings|DOCUME~1)\\$?';
/** On a drive, in WSL or Git Bash, or on a server of Windows. */
const BEFORE_HOMES = `(?:\\b[a-z]${DRIVE}${SLASHES}|[\\\\/](?:(?:mnt|cygdrive)[\\\\/])?[a-z]${DRIVE}?${SLASHES}|\\\\{2,4}[\\w.$-]{1,63}(?:\\\\{1,2}[\\w.$-]{1,63})?${SLASHES}|${SLASH})`;

type Replacement = (match: string, ...groups: (string | undefined)[]) => string;

const HIDDEN = new RegExp(`^\\W*(?:(?:Bearer|Basic) )?${MASK}\\W*$`, 'i');

/** From the most telling on: what is left of one must not be half of another. */
const PERSONAL: readonly (readonly [pattern: RegExp, replace: Replacement])[] = [
  // In an address: user name and password, and what is behind the question mark.
  [/(\b[a-z][a-z\d+.-]{0,20}:\/\/)[^\s/?#"'<>]*@/gi, (_all, start) => `${start ?? ''}${MASK}@`],
  [
    /(\b[a-z][a-z\d+.-]{0,20}:\/\/[^\s?#"'<>]{0,500})[?#][^\s"'<>]+/gi,
    (_all, start) => `${start ?? ''}?${MASK}`,
  ],
  // The folders of users, whoever they are; a name with blanks ends at a separator or a quote.
  [
    new RegExp(`${BEFORE_HOMES}${HOMES}${SLASHES}${PART}(?:(?: ${PART}){1,3}(?=${SLASH}|["'”’)]))?`, 'gi'),
    () => '~',
  ],
  [/[\w.+-]{1,64}(?:@|%(?:25)?40)[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}/g, () => MASK],
  // IP addresses, but for this machine's own, and those of network cards.
  [
    /(?<![\d.])(?!127\.|0\.0\.0\.0)(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?!\.?\d)/g,
    () => MASK,
  ],
  [/(?<![\w:.])(?:[\da-f]{1,4}:){7}[\da-f]{1,4}(?:%\w{1,20})?(?![\w:])/gi, () => MASK],
  [
    /(?<![\w:.])(?!::1(?![\w:]))(?=:*[\da-f])(?:[\da-f]{1,4}(?::[\da-f]{1,4}){0,6})?::(?:[\da-f]{1,4}(?::[\da-f]{1,4}){0,6})?(?:%\w{1,20})?(?![\w:])/gi,
    () => MASK,
  ],
  [/(?<![\w:-])(?:[\da-f]{2}[:-]){5}[\da-f]{2}(?![\w:-])/gi, () => MASK],
  // Telephone numbers, with what people put between the digits; a date is none.
  [
    /(?<![\w.-])(?<!\d:)\(?\d(?:[ \u00a0()./-]{0,3}\d){7,}/g,
    (number) => (/^\d{4}-\d\d-\d\d(?!\d)/.test(number) ? number : MASK),
  ],
];

const SECRETS: typeof PERSONAL = [
  [/\b(Bearer|Basic)[^\S\n]+[^\s"',;]+/gi, (_all, scheme) => `${scheme ?? ''} ${MASK}`],
  [/\beyJ[\w-]{5,}(?:\.[\w-]*)*/g, () => MASK],
  [
    /((?:set-)?cookie\\{0,3}["']?[^\S\n]{0,5}[:=][^\S\n]{0,5}\\{0,3}["']?)[^"'\n]+/gi,
    (_all, name) => `${name ?? ''}${MASK}`,
  ],
  // A passphrase without quotes has blanks.
  [
    /((?:secret|password|passphrase|pwd)[^\S\n]{0,5}[:=][^\S\n]{0,5})[\w.~+/!@#$%^*-][^\s"',;&{}]*(?:[ \t](?![\w-]{1,60}[^\S\n]{0,5}[:=])[^\s"',;&{}]+)*/gi,
    (_all, name) => `${name ?? ''}${MASK}`,
  ],
  // The value of a name, in quotes that are escaped, in others, in brackets, or one word.
  [
    /([\w-]{1,60})(\\{0,3}["'”’]?[^\S\n]{0,5}(?:=>|[:=])[^\S\n]{0,5})(?:(\\{1,3}["'])((?:(?!\3)[^\n])+)|(["'“‘])((?:\\.|(?!\5|[”’])[^\n\\])+)|([[{][^\]}\n]*[\]}]?|(?!(?:Bearer|Basic) •)[^\s"',;&]+))/gi,
    (all, name = '', between = '', ...[escaped, , quote]) => {
      const isPrivate = isSecretName(name) || /(?:client|app(?:lication)?)[_-]?id$/i.test(name);
      const isHidden = HIDDEN.test(all.slice(name.length + between.length));
      return isPrivate && !isHidden ? `${name}${between}${escaped ?? quote ?? ''}${MASK}` : all;
    },
  ],
  // Words that look like an id or a token.
  [/[\w+=~-]{20,}/g, (word) => (/\d/.test(word) ? MASK : word)],
  [/\b(?=[\da-f]*\d)[\da-f]{12,}\b/gi, () => MASK],
  [/\d{8,}/g, () => MASK],
];

/** A folder in every spelling: of its drive, its separators, its blanks and its case. */
function folder(path: string): RegExp {
  const [first = '', ...rest] = path.split(/[\\/]+/).filter((part) => part !== '');
  const spelled = (part: string): string => `(?:${[part, encodeURIComponent(part)].map(escaped).join('|')})`;
  const isDrive = /^[a-z]:$/i.test(first);
  const root = isDrive
    ? `(?:[\\\\/](?:(?:mnt|cygdrive)[\\\\/])?)?${first.charAt(0)}${DRIVE}?`
    : `${path.startsWith('\\\\') ? SLASHES : SLASH}${spelled(first)}`;
  return new RegExp([root, ...rest.map(spelled)].join(SLASHES), 'gi');
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

const wordOf = (word: string): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}_])${escaped(word)}(?![\\p{L}\\p{N}_])`, 'giu');

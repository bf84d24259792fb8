import { SECRET_WORDS } from '../../../core/kit/secretNames.ts';
import { MASK, maskSecrets } from '../../../core/kit/maskSecrets.ts';

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
  const known = standIn(
    maskSecrets(
      text,
      secrets.filter((secret) => secret.length > 2),
    ),
  );
  const withoutHome = home === undefined || home.length < 4 ? known : known.replaceAll(home, '~');
  const general = PATTERNS.reduce(
    (masked, [pattern, replacement]) => masked.replace(pattern, replacement),
    withoutHome,
  );
  return userName === undefined || userName.length < 3 ? general : general.replace(wordOf(userName), MASK);
}

/** From the most telling on: what is left of one must not be half of another. */
const PATTERNS: readonly (readonly [pattern: RegExp, replacement: string])[] = [
  // In an address: user name and password, and what is behind the question mark.
  [/(\b[a-z][a-z\d+.-]*:\/\/)[^\s/@]+@/gi, `$1${MASK}@`],
  [/(\b[a-z][a-z\d+.-]*:\/\/[^\s?#"'<>]*)[?#][^\s"'<>]+/gi, `$1?${MASK}`],
  [/\b(Bearer|Basic)\s+[^\s"',;]+/gi, `$1 ${MASK}`],
  [/\beyJ[\w-]{5,}(?:\.[\w-]*)*/g, MASK],
  [
    new RegExp(
      `((?:${SECRET_WORDS}|client[_-]?id|application[_-]?id)[\\w-]*["']?\\s*[:=]\\s*["']?)(?!(?:Bearer|Basic) ${MASK})[^\\s"',;&]+`,
      'gi',
    ),
    `$1${MASK}`,
  ],
  // The folders of users, whoever they are.
  [/\b[A-Z]:[\\/]+Users[\\/]+[^\\/\s"']+/gi, '~'],
  [/(?<![\w.])\/(?:home|Users)\/[^/\s"']+/g, '~'],
  [/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, MASK],
  // Words that look like an id, a token or a telephone number.
  [/(?=[\w+=~-]*\d)[\w+=~-]{20,}/g, MASK],
  [/\b(?=[\da-f]*\d)[\da-f]{12,}\b/gi, MASK],
  [/\+?\d{8,}/g, MASK],
];

const wordOf = (word: string): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}_])${word.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')}(?![\\p{L}\\p{N}_])`, 'giu');

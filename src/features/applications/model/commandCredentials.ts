import { type PastedCredentials, pairOf, pairOfAddress, pairOfBase64 } from './credentialForms.ts';
import type { ShellWord } from './shellWords.ts';

interface Program {
  /** The letters that take a value, in the same word or as the next one. */
  readonly letters: RegExp;
  /** The long options that do so. */
  readonly names: RegExp;
  readonly pair?: RegExp;
  readonly header?: RegExp;
  readonly id?: RegExp;
  readonly secret?: RegExp;
}

const CURL: Program = {
  letters: /[AbcCdDeEFhHKmoPQrtTuUwxXyYz]/,
  names:
    /^(?:user|header|url|request|data(?:-\w+)*|json|form(?:-string)?|user-agent|referer|cookie(?:-jar)?|output|proxy.*|preproxy|noproxy|cacert|capath|cert.*|key.*|pass|config|max-\w+|connect-t.*|retry.*|write-out|resolve|interface|oauth2-bearer|aws-sigv4|url-query|variable|range|limit-rate|dump-header|stderr|trace(?:-ascii)?)$/,
  pair: /^u(?:ser)?$/,
  header: /^(?:H|header)$/,
};
const WGET: Program = {
  letters: /[oaeitOTwQPDIRlUXAB]/,
  names:
    /^(?:(?:http-|ftp-|proxy-)?(?:user|password)|header|(?:post|body)-(?:data|file)|method|user-agent|referer|output-\w+|timeout|tries|certificate|private-key)$/,
  header: /^header$/,
  id: /^(?:http-)?user$/,
  secret: /^(?:http-)?password$/,
};
const HTTPIE: Program = {
  letters: /[aAops]/,
  names: /^(?:auth(?:-type)?|output|print|style|pretty|proxy|timeout|verify|cert.*|session.*|raw|boundary)$/,
  pair: /^a(?:uth)?$/,
  // Words that are no options.
  header: /^$/,
};

/** The program that a command runs, whatever stands before it (`sudo`, `env`, a prompt), and what it is given. */
export function programIn(
  words: readonly ShellWord[],
): { program: Program; words: readonly ShellWord[] } | undefined {
  const at = words.findIndex(
    (word) => word !== undefined && /(?:^|[\\/>$#%@])(?:curl|wget)(?:\.exe)?$/i.test(word),
  );
  if (at !== -1) {
    return { program: /wget/i.test(words[at] ?? '') ? WGET : CURL, words: words.slice(at + 1) };
  }
  const first = words.findIndex(
    (word) => word === undefined || !/^(?:[$%>#]|sudo|env|time|\w+=.*)$/s.test(word),
  );
  return /^(?:https?|xhs?)$/.test(words[first] ?? '')
    ? { program: HTTPIE, words: words.slice(first + 1) }
    : undefined;
}

/** The application id and secret that a command sends to the server; those for a proxy are nobody's application. */
export function credentialsOfCommand(command: readonly ShellWord[]): PastedCredentials | undefined {
  const { program, words } = programIn(command) ?? { program: CURL, words: [] };
  const options = [...optionsOf(words, program)];
  const valuesOf = (names: RegExp | undefined): string[] =>
    options.filter(([name]) => names?.test(name)).map(([, value]) => value);
  const pairs = valuesOf(program.pair);
  const [[id = ''], [secret = '']] = [valuesOf(program.id), valuesOf(program.secret)];
  return (
    firstOf(valuesOf(program.header), pairOfHeader) ??
    // Of several, curl takes the last one.
    pairOf(pairs.at(-1) ?? `${id}:${secret}`) ??
    firstOf(valuesOf(/^(?:url)?$/), pairOfAddress)
  );
}

function firstOf(values: readonly string[], read: typeof pairOf): PastedCredentials | undefined {
  return values.map(read).find((pair) => pair !== undefined);
}

/** The name and the value of each option; words that belong to none have the empty name. */
function* optionsOf(
  words: readonly ShellWord[],
  { letters, names }: Program,
): Generator<[name: string, value: string]> {
  const rest = words.values();
  const next = (): string => rest.next().value ?? '';
  for (const word of rest) {
    const [, long, inline] = /^--([\w-]+)(?:=(.*))?$/s.exec(word ?? '') ?? [];
    const [, switches] = /^-([^-].*)$/s.exec(word ?? '') ?? [];
    if (long !== undefined) {
      yield [long, inline ?? (names.test(long) ? next() : '')];
    } else if (switches !== undefined) {
      const at = switches.search(letters);
      if (at !== -1) yield [switches.charAt(at), switches.slice(at + 1) || next()];
    } else {
      yield ['', word ?? ''];
    }
  }
}

function pairOfHeader(header: string): PastedCredentials | undefined {
  const [, base64] = /^\s*authorization\s*:\s*basic\s+(\S+)\s*$/i.exec(header) ?? [];
  return base64 === undefined ? undefined : pairOfBase64(base64);
}

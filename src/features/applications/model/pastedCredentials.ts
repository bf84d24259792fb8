import { asTyped, cleanCredential } from './cleanCredential.ts';
import { credentialsOfCommand, programIn } from './commandCredentials.ts';
import { type PastedCredentials, pairOf, pairOfAddress, pairOfBase64 } from './credentialForms.ts';
import { namedCredentials, ROUTEE_ID } from './namedCredentials.ts';
import { type Shell, shellCommands } from './shellWords.ts';

/**
 * Application id and secret out of what people copy: `id:secret`, its Base64, a whole `Authorization: Basic …` header,
 * an address that holds both, a command of curl, wget or HTTPie, or a text that names them. `undefined` when the text is just an id, or leaves
 * a doubt: a wrong secret is worse than none.
 */
export function parsePastedCredentials(text: string): PastedCredentials | undefined {
  const plain = asTyped(text)
    .replaceAll(PROMPT_OF_WINDOWS, '')
    .replace(/^\s*(?=(?:-u|--user|-H|--header)[\s='"])/, 'curl ');
  const readings = shellsOf(plain).flatMap((shell) => fromCommands(plain, shell) ?? []);
  if (readings.length > 0) {
    const [first] = readings;
    return readings.every((other) => isSame(other.pair, first?.pair)) ? first?.pair : undefined;
  }
  const headers = basicHeaders(plain);
  if (headers.length > 0) {
    return onlyOne(headers);
  }
  const value = cleanCredential(text);
  return (
    pairOf(value) ??
    pairOfAddress(value) ??
    (/^[\da-f]+$/i.test(value) ? undefined : pairOfBase64(value)) ??
    namedCredentials(plain)
  );
}

const PROMPT_OF_WINDOWS = /^[ \t]*(?:PS )?[A-Z]:\\[^\n>]*>/gim;

/** The shells that a text can be meant for. All of those left must read the same. */
function shellsOf(text: string): readonly Shell[] {
  if (!/curl|wget|https?\s|xhs?\s/i.test(text)) return [];
  if (/(?:^|\s)\^"|\^\r?\n/.test(text)) return ['cmd'];
  if (/`[ \t]*\r?\n/.test(text)) return ['powershell'];
  return /\.exe\b/i.test(text) && !/\\[ \t]*\r?\n/.test(text) ? ['unix', 'cmd', 'powershell'] : ['unix'];
}

interface Reading {
  readonly pair: PastedCredentials | undefined;
}

/** `undefined`: no command that is known, or not of this shell. */
function fromCommands(text: string, shell: Shell): Reading | undefined {
  const commands = shellCommands(text, shell)?.filter((words) => programIn(words) !== undefined) ?? [];
  if (commands.length === 0) return undefined;
  const found = commands.flatMap((words) => {
    const pair = credentialsOfCommand(words);
    const isRoutee = words.some((word) => word !== undefined && /routee/i.test(word));
    return pair === undefined ? [] : [{ pair, isRoutee }];
  });
  const own = found.filter(({ isRoutee }) => isRoutee);
  return { pair: onlyOne((own.length > 0 ? own : found).map(({ pair }) => pair)) };
}

const BASIC = /(?<![^\s"'`:=,()])Basic\s+([\w+/-]{4,}={0,2})(?=$|[\s"'\\,;^`)&<])/gi;
/** Before the value: the name of a header that is for somebody else. */
const OTHER_HEADER = /(?:proxy[\w-]*|\w[-_]authorization)["'\]\\^`]*\s*(?:[:=,]|=>)\s*["'\\^`]*$/i;

/** The pairs of all `Authorization` headers, in whatever language they are written. */
function basicHeaders(text: string): (PastedCredentials | undefined)[] {
  const own = [...text.matchAll(BASIC)].filter(
    ({ index, 1: base64 = '' }) =>
      !OTHER_HEADER.test(text.slice(Math.max(0, index - 60), index)) && !ROUTEE_ID.test(base64),
  );
  return [...new Set(own.map(([, base64 = '']) => base64))].map(pairOfBase64);
}

function onlyOne(pairs: readonly (PastedCredentials | undefined)[]): PastedCredentials | undefined {
  const known = pairs.filter((pair) => pair !== undefined);
  return known.every((pair) => isSame(pair, known[0])) ? known[0] : undefined;
}

const isSame = (a: PastedCredentials | undefined, b: PastedCredentials | undefined): boolean =>
  a?.id === b?.id && a?.secret === b?.secret;

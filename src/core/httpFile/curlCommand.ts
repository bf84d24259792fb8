import type { HttpRequest } from './httpFile.ts';
import type { TextRange } from '../kit/textEdit.ts';

/** REST Client takes a command of curl for a request: a line below it would be no header. */
export function isCurl({ url }: HttpRequest): boolean {
  return /^(?:\$\s+)?curl(?:\.exe)?(?:\s|$)/i.test(url);
}

/** Characters of a command that are read for each place; everything behind them counts as data. */
const LONGEST_COMMAND = 5000;

/** Whether a cursor behind this much of a command is in a value: between quotes, or in the word of a header or of data. */
export function isCurlArgument(before: string): boolean {
  if (before.length > LONGEST_COMMAND) return true;
  let quote = '';
  for (let index = 0; index < before.length; index++) {
    const character = before.charAt(index);
    if (character === '\\' && quote !== "'") index++;
    else if (quote !== '') quote = character === quote ? '' : quote;
    else if (character === '"' || character === "'") quote = character;
  }
  return quote !== '' || /\s(?:-H|--header|-d|--data[\w-]*)[ =]?[^\s'"=]+$/.test(before.slice(-1000));
}

/** Where a command says who is calling, and where it can be told. */
export interface CurlAuthorization {
  /** The value of its header `Authorization`, between quotes. */
  readonly header: TextRange | undefined;
  /** The option `-u` with the id and the secret. */
  readonly user: TextRange | undefined;
  /** Behind the word `curl`. */
  readonly place: number;
}

/** Reads a command at an offset of a file; what it writes in another way counts as not there. */
export function readCurlAuthorization(command: string, offset: number): CurlAuthorization {
  const place = (/^(?:\$\s+)?curl(?:\.exe)?/i.exec(command)?.[0].length ?? 0) + offset;
  const header = /(["'])authorization:[ \t]*([^"'\\\n]*)\1/i.exec(command);
  const value = header === null ? 0 : offset + header.index + header[0].length - 1 - (header[2]?.length ?? 0);
  const user = /(?<=\s)(?:-u|--user)[ =]?(?:'[^'\n]*'|"[^"\\\n]*"|[^\s'"\\]+)(?=\s|$)/.exec(command);
  return {
    header: header === null ? undefined : { start: value, end: value + (header[2]?.length ?? 0) },
    user:
      user === null ? undefined : { start: offset + user.index, end: offset + user.index + user[0].length },
    place,
  };
}

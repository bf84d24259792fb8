import { LineCursor, trimmedStart } from './lineCursor.ts';

/** The closing mark of an httpYac script, a JetBrains script, an httpYac comment. */
export type BlockEnd = '}}' | '%}' | '*/';

const SLASH = 47;
const LESS = 60;
const GREATER = 62;
const BRACE = 123;
const EVENTS = new Set(['', 'request', 'streaming', 'response', 'after', 'responselogging']);
const LONGEST_OPENING = 32;

/**
 * Finds where blocks end. A block without an end is none; how far one was looked for in vain is remembered, so that a
 * text full of unclosed openings is still read in linear time.
 */
export class BlockFinder {
  readonly #text: string;
  readonly #searchedTo = new Map<BlockEnd, number>();

  constructor(text: string) {
    this.#text = text;
  }

  /** The closing mark of the block that a line with this first code unit opens; undefined where it opens none. */
  static opening(line: LineCursor, code: number, hasRequest: boolean): BlockEnd | undefined {
    if (code === BRACE) return line.code(1) === BRACE && isScriptOpening(line) ? '}}' : undefined;
    if (code === SLASH) return line.startsWith('/*') && line.end === line.first + 2 ? '*/' : undefined;
    if (code !== GREATER && (code !== LESS || hasRequest)) return undefined;
    const mark = trimmedStart(line.text, line.first + 1, line.end);
    return mark > line.first + 1 && line.text.startsWith('{%', mark) ? '%}' : undefined;
  }

  /**
   * Returns a cursor on the last line of the block that `line` opens, or undefined where it has no end. Scripts end
   * before the next separator, block comments do not.
   */
  find(line: LineCursor, end: BlockEnd): LineCursor | undefined {
    if (line.start < (this.#searchedTo.get(end) ?? 0)) return undefined;
    const cursor = new LineCursor(this.#text, line.start);
    if (end === '%}' && includes(cursor, end)) return cursor;
    while (cursor.advance()) {
      if (end !== '*/' && cursor.isSeparator) break;
      const isEnd =
        end === '%}' ? includes(cursor, end) : cursor.end - cursor.first === 2 && cursor.startsWith(end);
      if (isEnd) return cursor;
    }
    this.#searchedTo.set(end, cursor.start + 1);
    return undefined;
  }
}

/** httpYac: `{{`, `{{+`, `{{@`, each with or without the name of an event, alone on the line. */
function isScriptOpening(line: LineCursor): boolean {
  if (line.end - line.first > LONGEST_OPENING) return false;
  const rest = line.text.slice(line.first + 2, line.end).replace(/^@js\s+/, '');
  return EVENTS.has(rest.replace(/^[+@]/, '').toLowerCase());
}

function includes(line: LineCursor, needle: string): boolean {
  return line.text.slice(line.first, line.end).includes(needle);
}

/** A word of a command line; `undefined`: a shell would put something into it that the text does not tell. */
export type ShellWord = string | undefined;

export type Shell = 'unix' | 'cmd' | 'powershell';

/** Deeper substitutions are nobody's command to copy. */
const MOST_LEVELS = 20;

const ESCAPES: Readonly<Record<Shell, string>> = { unix: '\\', cmd: '', powershell: '`' };
/** Characters that mean nothing to any shell. */
const PLAIN = /[\w./:=@%,+~-]+/y;
const CONTROLS: Partial<Record<string, string>> = { n: '\n', t: '\t', r: '\r', e: '\x1b', '0': '\0' };

/**
 * The words of each command in a text, those of substitutions (`$(…)`) too, with quotes and escapes undone and lines
 * joined that go on. `undefined`: a quote is never closed, or the shell has other quotes than the text.
 */
export function shellCommands(text: string, shell: Shell): ShellWord[][] | undefined {
  const reader = new ShellReader(shell === 'cmd' ? withoutCarets(text) : text, shell);
  return reader.read() ? reader.commands : undefined;
}

class ShellReader {
  readonly commands: ShellWord[][] = [];
  readonly #text: string;
  readonly #shell: Shell;
  #at = 0;
  #isReadable = true;

  constructor(text: string, shell: Shell) {
    this.#text = text;
    this.#shell = shell;
  }

  /** Reads to the end, or to the character that ends a substitution. */
  read(end = '', level = 0): boolean {
    const words: ShellWord[] = [];
    let word: string | undefined;
    let isOpen = false;
    let isAddress = false;
    const endWord = (): void => {
      if (word !== undefined) words.push(isOpen ? undefined : word);
      word = undefined;
      isOpen = false;
      isAddress = false;
    };
    const endCommand = (): void => {
      endWord();
      if (words.length > 0) this.commands.push(words.splice(0));
    };
    this.#isReadable &&= level < MOST_LEVELS;
    while (this.#isReadable && this.#at < this.#text.length) {
      const character = this.#text[this.#at] ?? '';
      if (character === end) break;
      if (this.#isContinued()) continue;
      if (this.#isSeparator(character, isAddress)) {
        endCommand();
        this.#at++;
        if (character === '(') {
          this.read(')', level + 1);
          this.#at++;
        }
      } else if (/\s/.test(character)) {
        endWord();
        this.#take(/\s[^\S\n]*/y);
      } else if (character === '#' && word === undefined && this.#shell !== 'cmd') {
        this.#take(/.*/y);
      } else {
        const part = this.#take(PLAIN) || this.#part(character, level);
        isAddress ||= part?.includes('://') === true;
        isOpen ||= part === undefined;
        word = (word ?? '') + (part ?? '');
      }
    }
    endCommand();
    return this.#isReadable;
  }

  /** Blanks behind the escape, before the line end, are a slip of copying. */
  #isContinued(): boolean {
    const escape = ESCAPES[this.#shell];
    if (escape === '' || this.#text[this.#at] !== escape) return false;
    return this.#take(/.[ \t]*\r?\n/y) !== '';
  }

  /** An ampersand in an address without quotes is meant as one. */
  #isSeparator(character: string, isAddress: boolean): boolean {
    if (this.#shell === 'cmd') return character === '\0';
    const isQuery = character === '&' && isAddress && /[\w%]/.test(this.#text[this.#at + 1] ?? '');
    return '\n;|&()'.includes(character) && !isQuery;
  }

  /** The next piece of a word; `undefined`: a variable, a substitution or a redirection. */
  #part(character: string, level: number): string | undefined {
    if (this.#take(/[<>]+&?/y) !== '') return undefined;
    if (character === '"') return this.#doubleQuoted(level);
    if (character === "'") return this.#singleQuoted();
    if (this.#shell === 'unix' && this.#text.startsWith("$'", this.#at)) return this.#ansiQuoted();
    return this.#plain(character, level);
  }

  /** A character outside of quotes, or in double ones. */
  #plain(character: string, level: number): string | undefined {
    const next = this.#text[this.#at + 1] ?? '';
    if (this.#shell === 'cmd') {
      // Programs of Windows: `\"` is a quote, and two backslashes before a quote are one.
      const slashes = this.#take(/\\+|[^]/y);
      if (character !== '\\' || this.#text[this.#at] !== '"') return slashes;
      const isEscaped = slashes.length % 2 === 1;
      this.#at += isEscaped ? 1 : 0;
      return '\\'.repeat(slashes.length >> 1) + (isEscaped ? '"' : '');
    }
    if (character === ESCAPES[this.#shell]) {
      this.#at += 2;
      return this.#shell === 'powershell' ? (CONTROLS[next] ?? next) : next;
    }
    const opening = this.#take(/`|\$\(/y);
    if (opening !== '') {
      const end = opening === '`' ? '`' : ')';
      this.read(end, level + 1);
      this.#isReadable &&= this.#text[this.#at] === end;
      this.#at++;
      return undefined;
    }
    return this.#take(/\$(?:\{[^}$\n]{0,100}\}|[\w?@*!$-](?:[\w:]{0,99}\w)?)/y) === ''
      ? this.#take(/[^]/y)
      : undefined;
  }

  #doubleQuoted(level: number): string | undefined {
    let quoted = '';
    let isOpen = false;
    this.#at++;
    while (this.#isReadable) {
      const character = this.#text[this.#at];
      const next = this.#text[this.#at + 1] ?? '';
      if (character === undefined || character === '\0') {
        this.#isReadable = false;
      } else if (this.#isContinued()) {
        continue;
      } else if (this.#shell === 'unix' && character === '\\' && !/["\\$`]/.test(next)) {
        quoted += character;
        this.#at++;
      } else if (character === '"' && !(next === '"' && this.#shell !== 'unix')) {
        this.#at++;
        break;
      } else {
        // A doubled quote is one.
        if (character === '"') this.#at++;
        const part = this.#take(PLAIN) || this.#plain(character, level);
        isOpen ||= part === undefined;
        quoted += part ?? '';
      }
    }
    return isOpen ? undefined : quoted;
  }

  /** PowerShell doubles a quote to write it; cmd has no such quotes: the text is of another shell. */
  #singleQuoted(): string {
    const quote = this.#shell === 'powershell' ? /'[^']*(?:''[^']*)*'/y : /'[^']*'/y;
    const quoted = this.#take(quote);
    this.#isReadable &&= quoted !== '' && this.#shell !== 'cmd';
    return quoted.slice(1, -1).replaceAll("''", "'");
  }

  #ansiQuoted(): string {
    const quoted = this.#take(/\$'[^'\\]*(?:\\[^][^'\\]*)*'/y);
    this.#isReadable &&= quoted !== '';
    return quoted
      .slice(2, -1)
      .replaceAll(
        /\\(?:x([\da-f]{1,2})|u([\da-f]{1,4})|([0-7]{1,3})|([^]))/gi,
        (_all, hex?: string, unicode?: string, octal?: string, letter?: string) => {
          const code = parseInt(hex ?? unicode ?? octal ?? '', octal === undefined ? 16 : 8);
          return Number.isNaN(code) ? (CONTROLS[letter ?? ''] ?? letter ?? '') : String.fromCharCode(code);
        },
      );
  }

  /** Consumes the match of a sticky pattern at the current position; empty without a match. */
  #take(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    if (!pattern.test(this.#text)) return '';
    const taken = this.#text.slice(this.#at, pattern.lastIndex);
    this.#at = pattern.lastIndex;
    return taken;
  }
}

/** The line as cmd hands it to a program, with NUL where a command ends. Carets mean nothing in quotes. */
function withoutCarets(text: string): string {
  return text.replaceAll(
    /"[^"\r\n]*"?|\^\r?\n([^]?)|\^([^])|\r?\n|[&|]/g,
    (all, first?: string, escaped?: string) => (all.startsWith('"') ? all : (first ?? escaped ?? '\0')),
  );
}

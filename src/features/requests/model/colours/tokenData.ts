import { type Colour, COLOURS } from './colours.ts';

const NUMBERS = 5;

/** Coloured parts of a text as `vscode.SemanticTokens` has them: each as its distance from the one before. */
export class TokenData {
  #numbers = new Uint32Array(200 * NUMBERS);
  #length = 0;
  #line = -1;
  #lineStart = 0;
  #lastLine = 0;
  #lastCharacter = 0;

  get numbers(): Uint32Array<ArrayBuffer> {
    return this.#numbers.slice(0, this.#length);
  }

  /** Goes on to the next line, which starts at this offset. */
  beginLine(start: number): void {
    this.#line++;
    this.#lineStart = start;
  }

  /** Adds a part of the line, behind those before; nothing where it is empty or has no colour. */
  add(colour: Colour | undefined, start: number, end: number): void {
    if (colour === undefined || end <= start) return;
    if (this.#line > this.#lastLine) this.#lastCharacter = 0;
    if (this.#length === this.#numbers.length) {
      const longer = new Uint32Array(2 * this.#length);
      longer.set(this.#numbers);
      this.#numbers = longer;
    }
    const character = start - this.#lineStart;
    this.#numbers[this.#length] = this.#line - this.#lastLine;
    this.#numbers[this.#length + 1] = character - this.#lastCharacter;
    this.#numbers[this.#length + 2] = end - start;
    this.#numbers[this.#length + 3] = COLOURS.indexOf(colour);
    this.#length += NUMBERS;
    this.#lastLine = this.#line;
    this.#lastCharacter = character;
  }
}

import type { HttpFile, HttpHeader, HttpRequest, HttpVariable } from '../httpFile.ts';
import type { TextRange } from '../../kit/textEdit.ts';
import { isBlank } from '../parser/lineCursor.ts';
import { EditCollector } from './editCollector.ts';
import { isDefinableName, readCredential } from './readCredential.ts';
import type {
  BasicDecision,
  CursorRange,
  TokenDecisions,
  TokenPlan,
  TokenQuestion,
  VariableDecision,
} from './tokenPlan.ts';

/**
 * What a variable's value shall be: the token alone (the header supplies `Bearer`), a whole header value, or whichever
 * of the two it is now.
 */
export type VariableForm = 'token' | 'headerValue' | 'asWritten';

/** Turns intentions (authorise this request, set that variable) into edits and questions. */
export class TokenPlanner {
  readonly #text: string;
  readonly #file: HttpFile;
  readonly #token: string;
  readonly #edits: EditCollector;
  readonly #questions: TokenQuestions;
  readonly #authorized = new Set<HttpRequest>();
  #variables: Map<string, HttpVariable[]> | undefined;

  constructor(text: string, file: HttpFile, token: string, decisions: TokenDecisions) {
    this.#text = text;
    this.#file = file;
    this.#token = token;
    this.#edits = new EditCollector(text, file);
    this.#questions = new TokenQuestions(decisions);
  }

  finish(): TokenPlan {
    return { edits: this.#edits.finish(), questions: this.#questions.open() };
  }

  /** Gives a request the token; `offset` chooses among several `Authorization` headers. */
  authorize(request: HttpRequest, offset: number): void {
    this.#writeHeader(request, offset, `Bearer ${this.#token}`, (header) =>
      this.#followReference(request, header),
    );
  }

  /** Makes a request use a variable. */
  refer(request: HttpRequest, offset: number, name: string): void {
    this.#writeHeader(request, offset, `Bearer {{${name}}}`, (header) => {
      const { scheme, reference } = readCredential(this.#text, header.value);
      return scheme === 'bearer' && reference === name;
    });
  }

  /** Sets the value of a variable. A `Basic` value is asked about. The first form asked for a variable stays. */
  setVariable(variable: HttpVariable, form: VariableForm): void {
    const { value } = variable;
    const { scheme, range } = readCredential(this.#text, value);
    if (scheme === 'basic' && this.#questions.basic(value) === 'keep') return;
    const prefix = scheme === 'bearer' ? this.#text.slice(value.start, range.start) : 'Bearer ';
    const hasPrefix =
      form === 'headerValue' || (form === 'asWritten' && (scheme === 'bearer' || scheme === 'basic'));
    this.#setValue(value, (hasPrefix ? prefix : '') + this.#token);
  }

  /** Sets a variable that the file defines, or defines it at the top. */
  defineOrUpdate(name: string, form: 'token' | 'headerValue'): void {
    const variable = this.#definition(name, Infinity);
    if (variable) this.setVariable(variable, form);
    else this.#edits.define(name, form === 'token' ? this.#token : `Bearer ${this.#token}`);
  }

  /** Puts text at a cursor; a selection is replaced only if it lies within `place`. */
  insertText(cursor: CursorRange, place: TextRange, text: string): void {
    const isWithin = cursor.end <= place.end;
    this.#edits.insertText({ start: cursor.start, end: isWithin ? cursor.end : cursor.start }, text);
  }

  #writeHeader(
    request: HttpRequest,
    offset: number,
    value: string,
    isDone: (header: HttpHeader) => boolean,
  ): void {
    if (this.#authorized.has(request)) return;
    this.#authorized.add(request);
    const header = this.#authorization(request, offset);
    if (!header) {
      this.#edits.addLineBelow(request.headersEnd, `${this.#indentation(request)}Authorization: ${value}`);
    } else if (this.#text.slice(header.value.start, header.value.end) !== value && !isDone(header)) {
      const isBasic = readCredential(this.#text, header.value).scheme === 'basic';
      if (!isBasic || this.#questions.basic(header.value) === 'replace') this.#setValue(header.value, value);
    }
  }

  /** Handles a header whose credential is a variable; false where it is none or is to be replaced. */
  #followReference(request: HttpRequest, header: HttpHeader): boolean {
    const { scheme, reference } = readCredential(this.#text, header.value);
    if (reference === undefined || (scheme !== undefined && scheme !== 'bearer')) return false;
    const form = scheme === undefined ? 'headerValue' : 'token';
    const variable = this.#definition(reference, request.range.end);
    if (variable) {
      this.#setSource(variable, form, request.range.end);
      return true;
    }
    const decision = this.#questions.variable(reference, header.value, isDefinableName(reference));
    if (decision === 'define') this.defineOrUpdate(reference, form);
    return decision !== 'replace';
  }

  /** Sets the variable that a chain of definitions (`@a = {{b}}`) ends in. */
  #setSource(variable: HttpVariable, form: VariableForm, before: number): void {
    const seen = new Set<HttpVariable>();
    let source = variable;
    let wanted = form;
    for (;;) {
      seen.add(source);
      const { scheme, reference } = readCredential(this.#text, source.value);
      const next = reference === undefined ? undefined : this.#definition(reference, before);
      const isPassedOn = scheme === undefined || (scheme === 'bearer' && wanted === 'headerValue');
      if (!next || seen.has(next) || !isPassedOn) break;
      if (scheme === 'bearer') wanted = 'token';
      source = next;
    }
    this.setVariable(source, wanted);
  }

  /** The last definition of the name that starts before the offset, else the first one of the file. */
  #definition(name: string, before: number): HttpVariable | undefined {
    this.#variables ??= Map.groupBy(this.#file.variables, (variable) => variable.name);
    const all = this.#variables.get(name);
    return all?.findLast((variable) => variable.range.start < before) ?? all?.[0];
  }

  #authorization(request: HttpRequest, offset: number): HttpHeader | undefined {
    const all = request.headers.filter((header) => header.name.toLowerCase() === 'authorization');
    return all.find(({ nameRange, value }) => nameRange.start <= offset && offset <= value.end) ?? all[0];
  }

  #indentation(request: HttpRequest): string {
    const end = request.headers.at(-1)?.nameRange.start ?? request.line.start;
    let start = end;
    while (start > 0 && isBlank(this.#text.charCodeAt(start - 1))) start--;
    return this.#text.slice(start, end);
  }

  #setValue(range: TextRange, value: string): void {
    const before = this.#text.slice(0, range.start).slice(-2);
    const needsBlank = range.start === range.end && (before.endsWith(':') || before === ' =');
    this.#edits.replace(range, needsBlank ? ` ${value}` : value);
  }
}

/** Answers what was decided, and remembers what was not. */
export class TokenQuestions {
  readonly #decisions: TokenDecisions;
  readonly #basic: TextRange[] = [];
  readonly #variables = new Map<string, { isDefinable: boolean; ranges: TextRange[] }>();

  constructor(decisions: TokenDecisions) {
    this.#decisions = decisions;
  }

  /** Whether to overwrite the `Basic` credential at `range`. */
  basic(range: TextRange): BasicDecision {
    if (this.#decisions.basic) return this.#decisions.basic;
    if (!this.#basic.some(({ start }) => start === range.start)) this.#basic.push(range);
    return 'keep';
  }

  /** What to do with the header value at `range`, which uses a variable that this file does not define. */
  variable(name: string, range: TextRange, isDefinable: boolean): VariableDecision {
    const decision = this.#decisions.variables?.get(name);
    if (decision && (decision !== 'define' || isDefinable)) return decision;
    const question = this.#variables.get(name) ?? { isDefinable, ranges: [] };
    question.ranges.push(range);
    this.#variables.set(name, question);
    return isDefinable ? 'define' : 'keep';
  }

  /** The questions that no decision answered. */
  open(): readonly TokenQuestion[] {
    const basic: TokenQuestion[] =
      this.#basic.length === 0
        ? []
        : [{ kind: 'basic', ranges: this.#basic, choices: ['replace', 'keep'], byDefault: 'keep' }];
    const variables = [...this.#variables].map(([name, { isDefinable, ranges }]): TokenQuestion => ({
      kind: 'variable',
      name,
      ranges,
      choices: isDefinable ? ['define', 'replace', 'keep'] : ['replace', 'keep'],
      byDefault: isDefinable ? 'define' : 'keep',
    }));
    return [...basic, ...variables];
  }
}

import { isCurl, readCurlAuthorization } from '../curlCommand.ts';
import type { HttpFile, HttpRequest, HttpVariable } from '../httpFile.ts';
import type { TextRange } from '../../kit/textEdit.ts';
import { isBlank } from '../parser/lineCursor.ts';
import { EditCollector } from './editCollector.ts';
import { isDefinableName, readCredential } from './readCredential.ts';
import type { CursorRange, TokenDecisions, TokenPlan } from './tokenPlan.ts';
import { TokenQuestions } from './tokenQuestions.ts';

/** The form of a variable's value: the token alone (the header supplies `Bearer`), or a whole header value. */
type VariableForm = 'token' | 'headerValue';

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

  /** Gives a request the token. */
  authorize(request: HttpRequest): void {
    this.#writeHeader(request, `Bearer ${this.#token}`, (value) => this.#followReference(request, value));
  }

  /** Makes a request use a variable. */
  refer(request: HttpRequest, name: string): void {
    this.#writeHeader(request, `Bearer {{${name}}}`, (value) => {
      const { scheme, reference } = readCredential(this.#text, value);
      return scheme === 'bearer' && reference === name;
    });
  }

  /** Sets the value of the variable under a cursor; asks where it holds what is no token. */
  setPointed({ name, value }: HttpVariable): void {
    const { scheme } = readCredential(this.#text, value);
    const isAsked =
      scheme === undefined ? !mayBeToken(this.#text.slice(value.start, value.end)) : !isKnownScheme(scheme);
    if (!isAsked || this.#questions.variable(`@${name}`, value, false) === 'replace') {
      this.#setCredential(value, isKnownScheme(scheme) ? 'headerValue' : 'token');
    }
  }

  /** Sets the credential at `range`. A `Basic` one is asked about. The first form asked for a place stays. */
  #setCredential(value: TextRange, form: VariableForm): void {
    const { scheme, range } = readCredential(this.#text, value);
    if (scheme === 'basic' && this.#questions.basic(value) === 'keep') return;
    const prefix = scheme === 'bearer' ? this.#text.slice(value.start, range.start) : 'Bearer ';
    this.#setValue(value, (form === 'headerValue' ? prefix : '') + this.#token);
  }

  /** Sets a variable that the file defines, or defines it at the top. */
  defineOrUpdate(name: string, form: VariableForm): void {
    const variable = this.#definition(name, Infinity);
    if (variable) this.#setCredential(variable.value, form);
    else this.#edits.define(name, form === 'token' ? this.#token : `Bearer ${this.#token}`);
  }

  /** Puts text at a cursor; a selection is replaced only if it lies within `place`. */
  insertText(cursor: CursorRange, place: TextRange, text: string): void {
    const isWithin = cursor.end <= place.end;
    this.#edits.insertText({ start: cursor.start, end: isWithin ? cursor.end : cursor.start }, text);
  }

  /** Writes all `Authorization` headers: of two that disagree a server may take either. */
  #writeHeader(request: HttpRequest, value: string, isDone: (value: TextRange) => boolean): void {
    if (this.#authorized.has(request)) return;
    this.#authorized.add(request);
    if (isCurl(request)) {
      this.#writeCurlHeader(request, value, isDone);
      return;
    }
    const headers = request.headers.filter(({ name }) => name.toLowerCase() === 'authorization');
    if (headers.length === 0) {
      this.#edits.addLineBelow(request.headersEnd, `${this.#indentation(request)}Authorization: ${value}`);
    }
    for (const header of headers) this.#writeValue(header.value, value, isDone);
  }

  #writeCurlHeader(request: HttpRequest, value: string, isDone: (value: TextRange) => boolean): void {
    const { start } = request.line;
    const option = `-H "Authorization: ${value}"`;
    const { header, user, place } = readCurlAuthorization(this.#text.slice(start, request.contentEnd), start);
    if (header !== undefined) this.#writeValue(header, value, isDone);
    else if (user === undefined) this.#edits.replace({ start: place, end: place }, ` ${option}`);
    else if (this.#questions.basic(user) === 'replace') this.#edits.replace(user, option);
  }

  #writeValue(range: TextRange, value: string, isDone: (value: TextRange) => boolean): void {
    if (this.#text.slice(range.start, range.end) === value || isDone(range)) return;
    const isBasic = readCredential(this.#text, range).scheme === 'basic';
    if (!isBasic || this.#questions.basic(range) === 'replace') this.#setValue(range, value);
  }

  /** Handles a header whose credential is a variable; false where it is none or is to be replaced. */
  #followReference(request: HttpRequest, value: TextRange): boolean {
    const { scheme, reference } = readCredential(this.#text, value);
    if (reference === undefined || (scheme !== undefined && scheme !== 'bearer')) return false;
    const form = scheme === undefined ? 'headerValue' : 'token';
    const variable = this.#definition(reference, request.range.end);
    if (variable) {
      this.#setSource(variable, form, request.range.end);
      return true;
    }
    return this.#leaveUndefined(reference, value, form);
  }

  /** Asks about a reference that the file does not explain; false where it is to be replaced. */
  #leaveUndefined(reference: string, value: TextRange, form: VariableForm): boolean {
    const decision = this.#questions.variable(reference, value, isDefinableName(reference));
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
      const isPassedOn = scheme === undefined || (scheme === 'bearer' && wanted === 'headerValue');
      if (reference === undefined || !isPassedOn) break;
      const inner = scheme === 'bearer' ? 'token' : wanted;
      const next = this.#definition(reference, before);
      if (next === undefined && this.#leaveUndefined(reference, source.value, inner)) return;
      if (next === undefined || seen.has(next)) break;
      wanted = inner;
      source = next;
    }
    this.#setCredential(source.value, wanted);
  }

  /** The last definition of the name that starts before the offset, else the first one of the file. */
  #definition(name: string, before: number): HttpVariable | undefined {
    this.#variables ??= Map.groupBy(this.#file.variables, (variable) => variable.name);
    const all = this.#variables.get(name);
    return all?.findLast((variable) => variable.range.start < before) ?? all?.[0];
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

const isKnownScheme = (scheme: string | undefined): boolean => scheme === 'bearer' || scheme === 'basic';

/** A word that is no address, path, media type or number. An empty value waits for its token. */
function mayBeToken(value: string): boolean {
  const isAddress =
    value.length < 100 && /^(?:localhost|[\w-]+(?:\.[\w-]+)*\.(?:[a-z]{2,}|\d+)|\d+)$/i.test(value);
  return value === '' || (/^[\w\-.~+/]+=*$/.test(value) && !isAddress && !/^[./]|^[a-z]+\/[a-z]/.test(value));
}

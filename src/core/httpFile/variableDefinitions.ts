import type { HttpFile, HttpRequest, HttpVariable } from './httpFile.ts';
import { lastStarted } from './locateCursor.ts';

/** All definitions of one name. */
interface Definitions {
  readonly last: HttpVariable;
  /** Definitions in regions without a request. */
  readonly shared: HttpVariable[];
  /** Definitions beside each request. */
  readonly own: Map<HttpRequest, HttpVariable[]>;
  /** The value of the last one, where all of the shared ones have it. */
  agreed?: { readonly value: string | undefined };
}

/**
 * Which of several `@name = value` a request means. Clients differ: to REST Client the last one of the file counts,
 * wherever it stands; to httpYac the last one of the request's own region (from `###` to `###`), or else of the
 * regions without a request, and those of other requests do not count at all. Where both know one, and these do not
 * come to the same, none is meant.
 *
 * Values are read in two ways, too: REST Client knows escapes (`\n`) and keeps double quotes, httpYac drops the first of
 * these, all equals signs and an empty value, and keeps blanks at the end.
 */
export class VariableDefinitions {
  readonly #text: string;
  readonly #file: HttpFile;
  readonly #byName: ReadonlyMap<string, readonly HttpVariable[]>;
  /** Of the names that were asked for. */
  readonly #definitions = new Map<string, Definitions>();
  /** A long one is read once, however many requests refer to it. */
  readonly #values = new Map<HttpVariable, string | undefined>();

  constructor(text: string, file: HttpFile) {
    this.#text = text;
    this.#file = file;
    this.#byName = Map.groupBy(file.variables, (variable) => variable.name);
  }

  /**
   * @param offset where the reference stands, or its request
   * @param isNested whether it stands in a definition: httpYac takes what is known there, REST Client the last value
   * @returns `undefined` where there is none; without a value where clients take different ones
   */
  find(name: string, offset: number, isNested: boolean): { readonly value: string | undefined } | undefined {
    const definitions = this.#definitionsOf(name);
    if (definitions === undefined) return undefined;
    const { last, shared, own } = definitions;
    const request = this.#requestAt(offset);
    const beside: readonly HttpVariable[] = (request && own.get(request)) ?? [];
    const known = isNested ? beside : [beside.at(-1) ?? shared.at(-1) ?? last];
    definitions.agreed ??= { value: this.#commonValue(last, shared) };
    const value = isNested ? definitions.agreed.value : this.#valueOf(last);
    return { value: this.#commonValue(last, known) === value ? value : undefined };
  }

  #commonValue(last: HttpVariable, known: readonly HttpVariable[]): string | undefined {
    const value = this.#valueOf(last);
    return known.every((variable) => this.#valueOf(variable) === value) ? value : undefined;
  }

  #definitionsOf(name: string): Definitions | undefined {
    const known = this.#definitions.get(name);
    const all = this.#byName.get(name);
    const last = all?.at(-1);
    if (known !== undefined || all === undefined || last === undefined) return known;
    const shared: HttpVariable[] = [];
    const own = new Map<HttpRequest, HttpVariable[]>();
    for (const variable of all) {
      const request = this.#requestAt(variable.range.start);
      if (request === undefined) shared.push(variable);
      else if (own.get(request)?.push(variable) === undefined) own.set(request, [variable]);
    }
    const made = { last, shared, own };
    this.#definitions.set(name, made);
    return made;
  }

  /** `undefined` where clients read different values. */
  #valueOf(variable: HttpVariable): string | undefined {
    if (!this.#values.has(variable)) this.#values.set(variable, this.#readValue(variable));
    return this.#values.get(variable);
  }

  #readValue({ range, value: { start, end } }: HttpVariable): string | undefined {
    const isPlain = end === range.end && start < end && !/["=]/.test(this.#text.charAt(start));
    const value = this.#text.slice(start, end);
    return isPlain && !value.includes('\\') ? value : undefined;
  }

  #requestAt(offset: number): HttpRequest | undefined {
    const request = lastStarted(this.#file.requests, offset);
    return request !== undefined && offset < Math.max(request.range.end, request.line.end)
      ? request
      : undefined;
  }
}

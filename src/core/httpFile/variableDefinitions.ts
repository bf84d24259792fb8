import type { HttpFile, HttpRequest, HttpVariable } from './httpFile.ts';
import { lastStarted } from './locateCursor.ts';

/** All definitions of one name. */
interface Definitions {
  readonly last: HttpVariable;
  /** Definitions in regions without a request. */
  readonly shared: HttpVariable[];
  /** Definitions beside each request. */
  readonly own: Map<HttpRequest, HttpVariable[]>;
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
  readonly #byName = new Map<string, Definitions>();

  constructor(text: string, file: HttpFile) {
    this.#text = text;
    this.#file = file;
    for (const variable of file.variables) this.#add(variable);
  }

  /**
   * @param offset where the reference stands, or its request
   * @param isNested whether it stands in a definition: httpYac takes what is known there, REST Client the last value
   * @returns `undefined` where there is none; without a value where clients take different ones
   */
  find(name: string, offset: number, isNested: boolean): { readonly value: string | undefined } | undefined {
    const definitions = this.#byName.get(name);
    if (definitions === undefined) return undefined;
    const { last, shared, own } = definitions;
    const request = this.#requestAt(offset);
    const beside: readonly HttpVariable[] = (request && own.get(request)) ?? [];
    const known = isNested ? [...shared, ...beside] : [beside.at(-1) ?? shared.at(-1) ?? last];
    const value = this.#valueOf(last);
    return { value: known.every((variable) => this.#valueOf(variable) === value) ? value : undefined };
  }

  #add(variable: HttpVariable): void {
    const { name, range } = variable;
    const { shared, own }: Omit<Definitions, 'last'> = this.#byName.get(name) ?? {
      shared: [],
      own: new Map(),
    };
    this.#byName.set(name, { last: variable, shared, own });
    const request = this.#requestAt(range.start);
    if (request === undefined) shared.push(variable);
    else if (own.get(request)?.push(variable) === undefined) own.set(request, [variable]);
  }

  /** `undefined` where clients read different values. */
  #valueOf({ range, value: { start, end } }: HttpVariable): string | undefined {
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

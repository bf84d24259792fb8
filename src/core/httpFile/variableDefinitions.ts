import type { HttpFile, HttpRequest, HttpVariable } from './httpFile.ts';

/**
 * Which of several `@name = value` a request means. Clients differ: to REST Client the last one of the file counts,
 * wherever it stands; to httpYac the last one of the request's own region (from `###` to `###`), or else of the
 * regions without a request, and those of other requests do not count at all.
 *
 * Ours is httpYac's order, with REST Client's last one where httpYac has none: the first two agree for all files that
 * define a name once, or twice in a row. The value is taken as it is written, but for a pair of double quotes around
 * it: REST Client alone turns `\n` into a line end, which would break the JSON that it is mostly put into. References
 * in a value are resolved where the request stands, as REST Client does.
 */
export class VariableDefinitions {
  readonly #file: HttpFile;
  readonly #byName: ReadonlyMap<string, readonly HttpVariable[]>;
  /** Those in regions without a request. */
  readonly #shared: ReadonlySet<HttpVariable>;

  constructor(file: HttpFile) {
    this.#file = file;
    this.#byName = Map.groupBy(file.variables, ({ name }) => name);
    this.#shared = new Set(file.variables.filter(({ range }) => this.#requestAt(range.start) === undefined));
  }

  /** @param offset where the reference stands, or its request */
  find(name: string, offset: number): HttpVariable | undefined {
    const all = this.#byName.get(name) ?? [];
    const region = this.#requestAt(offset)?.range;
    return (
      (region && all.findLast(({ range: { start } }) => region.start <= start && start < region.end)) ??
      all.findLast((variable) => this.#shared.has(variable)) ??
      all.at(-1)
    );
  }

  /** A binary search: requests are in the order of the text. */
  #requestAt(offset: number): HttpRequest | undefined {
    const { requests } = this.#file;
    let low = 0;
    let high = requests.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((requests[middle]?.range.start ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    const request = requests[low - 1];
    return request !== undefined && offset < Math.max(request.range.end, request.line.end)
      ? request
      : undefined;
  }
}

/** A slice of `vscode.Memento`. */
interface Memory {
  get<T>(key: string, defaultValue: T): T;
  update(key: string, value: unknown): PromiseLike<void>;
}

/** What a user has agreed to once and for all: requests of this file, with this method, to this place, as this application. */
export interface AgreedSending {
  readonly file: string;
  /** The application's key. */
  readonly application: string;
  readonly host: string;
  /** Without the query: what a request does is told by its path. */
  readonly path: string;
  readonly method: string;
}

const KEY = 'routee.sendWithoutAsking';
const KEPT = 200;

/** Remembers which requests are sent without a question. Any other file, application, host, path or method is asked about. */
export class SendingAgreements {
  readonly #memory: Memory;

  constructor(memory: Memory) {
    this.#memory = memory;
  }

  get count(): number {
    return this.#all().length;
  }

  has(sending: AgreedSending): boolean {
    return this.#all().includes(write(sending));
  }

  async add(sending: AgreedSending): Promise<void> {
    await this.#memory.update(KEY, [...this.#all(), write(sending)].slice(-KEPT));
  }

  /** From now on everything is asked about again. */
  async clear(): Promise<void> {
    await this.#memory.update(KEY, []);
  }

  #all(): readonly string[] {
    return this.#memory.get<readonly string[]>(KEY, []);
  }
}

function write({ file, application, host, path, method }: AgreedSending): string {
  return JSON.stringify([file, application, host, method, path]);
}

import { CLIENT_SECRET } from './tokenServer.ts';

/** Applications of one library, opened and ready: nothing is in their caches yet. */
export interface Applications {
  /** A token of the application with this index: the library's own way to ask, which answers from the cache if it can. */
  getToken(index: number): Promise<unknown>;
  dispose(): void;
}

export interface Candidate {
  readonly name: string;
  /** How it is used here, where its documentation leaves a choice. */
  readonly note: string;
  /** @param tokenUrl complete address of the token endpoint */
  readonly open: (tokenUrl: URL, count: number) => Promise<Applications>;
  /** The same, with what is not the library's own kept outside of the heap. */
  readonly openForHeap?: (tokenUrl: URL, count: number) => Promise<Applications>;
}

export interface Credentials {
  readonly id: string;
  readonly secret: string;
}

let opened = 0;

/** Credentials that nobody has had before, so that nothing is cached for them anywhere. */
export function newCredentials(count: number): Credentials[] {
  return Array.from({ length: count }, () => {
    opened += 1;
    return { id: `application-${opened}`, secret: `${CLIENT_SECRET}-${opened}` };
  });
}

/** Asked for by every candidate that can ask for a scope, and granted by the server. */
export const SCOPE = 'sms';

/** The answer of libraries that leave the cache to their caller: what their documentation shows around `expired`. */
export class CallersCache<T> {
  readonly #exchange: () => Promise<T>;
  readonly #isExpired: (token: T) => boolean;
  #token: T | undefined;

  constructor(exchange: () => Promise<T>, isExpired: (token: T) => boolean) {
    this.#exchange = exchange;
    this.#isExpired = isExpired;
  }

  async getToken(): Promise<T> {
    if (this.#token === undefined || this.#isExpired(this.#token)) {
      this.#token = await this.#exchange();
    }
    return this.#token;
  }
}

/** The life that a token must have left, as in the documentation of simple-oauth2. */
export const MINIMUM_LIFE_S = 30;

export function at<T>(items: readonly T[], index: number): T {
  const item = items[index];
  if (item === undefined) throw new RangeError(`There is no application ${index}.`);
  return item;
}

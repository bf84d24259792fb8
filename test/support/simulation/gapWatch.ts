import type { VirtualServer } from './virtualServer.ts';

/**
 * Measures for one window how long an application that is kept fresh had no valid token though it could have had one:
 * the server was there, the machine awake, and the last failure of a request for it over.
 */
export class GapWatch {
  longestMs = 0;
  readonly #server: VirtualServer;
  readonly #now: () => number;
  readonly #token = new Map<string, string>();
  readonly #validUntil = new Map<string, number>();
  readonly #notBefore = new Map<string, number>();
  #notBeforeForAll: number;

  constructor(server: VirtualServer, now: () => number) {
    this.#server = server;
    this.#now = now;
    this.#notBeforeForAll = now();
  }

  /** No gap counts from before now: the server came back, or the machine awoke. */
  possibleAgain(): void {
    this.#notBeforeForAll = this.#now();
  }

  /** The same for one application: it is wanted again, or a request for it failed. */
  possibleAgainFor(key: string): void {
    this.#notBefore.set(key, this.#now());
  }

  /** Until now nobody could know that the token had been revoked. */
  refused(key: string): void {
    this.#validUntil.set(key, this.#now());
  }

  /** The window holds this token now. */
  holds(key: string, accessToken: string): void {
    if (this.#token.get(key) === accessToken) {
      return;
    }
    const endMs = this.#server.endMs(key, accessToken);
    if (endMs !== undefined) {
      this.check(key);
      this.#token.set(key, accessToken);
      this.#validUntil.set(key, endMs);
    }
  }

  /** A gap that is still open counts as well. */
  check(key: string): void {
    const fromMs = Math.max(
      this.#validUntil.get(key) ?? 0,
      this.#notBefore.get(key) ?? 0,
      this.#notBeforeForAll,
    );
    this.longestMs = Math.max(this.longestMs, this.#now() - fromMs);
  }
}

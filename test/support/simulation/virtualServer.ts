import type { Application } from '../../../src/core/applications/application.ts';
import type { Clock, Timers } from '../../../src/core/kit/ports.ts';
import { RouteeError } from '../../../src/core/protocol/routeeError.ts';
import type { Token } from '../../../src/core/protocol/token.ts';

export interface ServerTime extends Clock, Timers {
  /** Real time, whatever the machine's clock says; the server's clock is right. */
  trueNow(): number;
}

export interface ServerBehaviour {
  /** `same`: until a token expires each exchange returns it again, with what is left of its life. */
  policy: 'same' | 'new';
  /** Seconds; `undefined`: none stated, and it lives for ever. Zero and less are stated as they are. */
  lifetimeS: (key: string) => number | undefined;
  latencyMs: (key: string) => number;
  /** Asked when a request arrives. */
  fault: (key: string) => RouteeError | 'hang' | undefined;
}

interface Issued {
  readonly accessToken: string;
  readonly expiresMs: number;
}

/** Routee's token endpoint in memory: what it does follows `routee-api.md`, its time is true time. */
export class VirtualServer {
  readonly behaviour: ServerBehaviour;
  /** Arrived requests by application. */
  readonly counts = new Map<string, number>();
  readonly #time: ServerTime;
  /** Tokens that were alive at the last exchange of their application, oldest first. */
  readonly #issued = new Map<string, readonly Issued[]>();
  readonly #revoked = new Set<string>();
  #serial = 0;

  constructor(time: ServerTime, behaviour: Partial<ServerBehaviour> = {}) {
    this.#time = time;
    this.behaviour = {
      policy: 'same',
      lifetimeS: () => 3600,
      latencyMs: () => 100,
      fault: () => undefined,
      ...behaviour,
    };
  }

  count(key: string): number {
    return this.counts.get(key) ?? 0;
  }

  get total(): number {
    return [...this.counts.values()].reduce((sum, count) => sum + count, 0);
  }

  /** The token is the application's and has neither expired nor been revoked. */
  isLive(key: string, accessToken: string | undefined): boolean {
    return this.#live(key).some((issued) => issued.accessToken === accessToken);
  }

  /** When the token ends for the server, in true time; `undefined` when it is not alive. */
  endMs(key: string, accessToken: string): number | undefined {
    return this.#live(key).find((issued) => issued.accessToken === accessToken)?.expiresMs;
  }

  /** The next exchange issues another token. */
  revoke(key: string): void {
    for (const { accessToken } of this.#live(key)) {
      this.#revoked.add(accessToken);
    }
    this.#issued.delete(key);
  }

  isRevoked(accessToken: string): boolean {
    return this.#revoked.has(accessToken);
  }

  /** Half of the latency there, half of it back. */
  async exchange({ key }: Application, signal: AbortSignal): Promise<Token> {
    const sentAtMs = this.#time.now();
    const half = this.behaviour.latencyMs(key) / 2;
    this.counts.set(key, this.count(key) + 1);
    await this.#pass(half, signal);
    const fault = this.behaviour.fault(key);
    const answer = fault ?? this.#answer(key, sentAtMs);
    await this.#pass(answer === 'hang' ? undefined : half, signal);
    if (answer === 'hang' || answer instanceof RouteeError) {
      throw answer instanceof RouteeError ? answer : new RouteeError('timeout', 'No answer.');
    }
    return answer;
  }

  #answer(key: string, sentAtMs: number): Token {
    const now = this.#time.trueNow();
    const lifetimeS = this.behaviour.lifetimeS(key);
    const live = this.#live(key);
    let issued = live.at(-1);
    if (this.behaviour.policy === 'new' || issued === undefined) {
      const expiresMs = lifetimeS === undefined ? Infinity : now + lifetimeS * 1000;
      this.#serial += 1;
      issued = { accessToken: `${key}-${this.#serial}`, expiresMs };
      this.#issued.set(key, [...live, issued]);
    }
    const leftS = Math.floor((issued.expiresMs - now) / 1000);
    return {
      accessToken: issued.accessToken,
      issuedAtMs: sentAtMs,
      ...(issued.expiresMs === Infinity ? {} : { expiresAtMs: sentAtMs + leftS * 1000 }),
      scopes: ['sms'],
      permissions: [],
    };
  }

  #live(key: string): readonly Issued[] {
    const now = this.#time.trueNow();
    return (this.#issued.get(key) ?? []).filter((issued) => issued.expiresMs > now);
  }

  /** `undefined`: until the caller gives up. */
  async #pass(ms: number | undefined, signal: AbortSignal): Promise<void> {
    if (ms === 0) {
      return;
    }
    const { promise, resolve, reject } = Promise.withResolvers<undefined>();
    const timer =
      ms === undefined
        ? undefined
        : this.#time.set(() => {
            resolve(undefined);
          }, ms);
    const onAbort = (): void => {
      timer?.dispose();
      reject(new RouteeError('cancelled', 'The token request was cancelled.'));
    };
    if (signal.aborted) {
      onAbort();
    }
    signal.addEventListener('abort', onAbort, { once: true });
    try {
      await promise;
    } finally {
      signal.removeEventListener('abort', onAbort);
    }
  }
}

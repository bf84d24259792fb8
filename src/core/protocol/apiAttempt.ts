import * as l10n from '@vscode/l10n';

import type { Clock, Fetch, Timers } from '../kit/ports.ts';
import type { PreparedRequest } from './apiRequest.ts';
import { Deadline } from './deadline.ts';
import { refuseProxyAnswer } from './networkFailure.ts';
import { readBytes, type LimitedBody } from './readLimited.ts';
import { RouteeError } from './routeeError.ts';

export interface ApiPorts {
  readonly fetch: Fetch;
  readonly clock: Clock;
  readonly timers: Timers;
}

/** For the whole answer. Reports of Routee take their time. */
export const API_TIMEOUT_MS = 60_000;
export const MAX_API_ANSWER_BYTES = 10 * 1024 * 1024;
const MAX_REDIRECTS = 5;

/** One request that has been answered: its status is known, its body is yet to be read or to be left. */
export class ApiAttempt {
  readonly response: Response;
  readonly #deadline: Deadline;
  readonly #clock: Clock;
  readonly #sentMs: number;
  #endedMs: number;
  #pausedMs = 0;

  private constructor(response: Response, deadline: Deadline, clock: Clock, sentMs: number) {
    this.response = response;
    this.#deadline = deadline;
    this.#clock = clock;
    this.#sentMs = sentMs;
    this.#endedMs = clock.monotonic();
  }

  /** @throws {RouteeError} `network`, `timeout` or `cancelled` */
  static async send(
    request: PreparedRequest,
    accessToken: string | undefined,
    ports: ApiPorts,
    {
      signal,
      redirects,
    }: {
      readonly signal?: AbortSignal | undefined;
      readonly redirects?: 'none' | 'withinOrigin' | undefined;
    },
  ): Promise<ApiAttempt> {
    const deadline = new Deadline({
      timers: ports.timers,
      limitMs: API_TIMEOUT_MS,
      signal,
      host: request.url.host,
    });
    const sentMs = ports.clock.monotonic();
    try {
      deadline.signal.throwIfAborted();
      const init = { ...request.withToken(accessToken), signal: deadline.signal };
      const most = redirects === 'none' ? 0 : MAX_REDIRECTS;
      const response = await follow(request.url, init, ports.fetch, most);
      return new ApiAttempt(response, deadline, ports.clock, sentMs);
    } catch (error) {
      deadline.dispose();
      throw deadline.explain(error);
    }
  }

  /** 401 **or** 403: Routee says either of a token that is no longer good. */
  get isRefused(): boolean {
    return this.response.status === 401 || this.response.status === 403;
  }

  /** From the sending to the last byte that was read, in milliseconds; without what it had to wait for. */
  get durationMs(): number {
    return this.#endedMs - this.#sentMs;
  }

  /** Nothing is read while something else is done, whose time does not count. */
  async whilePaused<T>(work: Promise<T>): Promise<T> {
    const startMs = this.#clock.monotonic();
    this.#deadline.pause();
    try {
      return await work;
    } finally {
      this.#pausedMs += this.#clock.monotonic() - startMs;
      this.#deadline.resume();
    }
  }

  /** @throws {RouteeError} as `send` does */
  async read(): Promise<LimitedBody> {
    try {
      return await readBytes(this.response, MAX_API_ANSWER_BYTES);
    } catch (error) {
      throw this.#deadline.explain(error);
    } finally {
      this.#endedMs = this.#clock.monotonic() - this.#pausedMs;
      this.#deadline.dispose();
    }
  }

  /** Drops the body without waiting for it: a server may drip it forever. */
  leave(): void {
    this.#deadline.dispose();
    this.response.body?.cancel().catch(() => undefined);
  }
}

/** Follows a GET or HEAD within the origin; any other redirect is an answer like others. */
async function follow(url: URL, init: RequestInit, fetch: Fetch, most: number): Promise<Response> {
  let target = url;
  for (let redirects = 0; ; redirects++) {
    const response = await fetch(target.href, init);
    refuseProxyAnswer(response, target.host);
    if (response.type === 'opaqueredirect') {
      throw new RouteeError(
        'badAnswer',
        l10n.t(
          "{0} redirects to another address, and a browser doesn't say which one. Send the request from VS Code on the desktop.",
          target.host,
        ),
      );
    }
    const location =
      response.status >= 300 && response.status < 400 ? response.headers.get('location') : null;
    const next = location === null ? null : URL.parse(location, target.href);
    const mayFollow = redirects < most && /^(?:get|head)$/i.test(init.method ?? '');
    if (next?.origin !== url.origin || !mayFollow) {
      return response;
    }
    await response.body?.cancel();
    target = next;
  }
}

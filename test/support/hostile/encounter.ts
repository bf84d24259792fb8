import { setTimeout as pause } from 'node:timers/promises';
import type { TlsOptions } from 'node:tls';
import { inspect } from 'node:util';

import { atOnce } from '../../../src/core/kit/slices.ts';
import { readBalance } from '../../../src/core/resources/balance.ts';
import { responseText } from '../../../src/features/requests/model/responseText.ts';
import type { Fetch } from '../../../src/core/kit/ports.ts';
import { exchangeToken } from '../../../src/core/protocol/exchangeToken.ts';
import { RouteeError } from '../../../src/core/protocol/routeeError.ts';
import { sendAuthorized, type ApiAnswer } from '../../../src/core/protocol/sendAuthorized.ts';
import type { Token } from '../../../src/core/protocol/token.ts';
import { FakeTime } from '../fakeTime.ts';
import { TokenWorld } from '../simulation/tokenWorld.ts';
import { startHostileServer, type Behaviour, type HostileServer } from './hostileServer.ts';
import { isolatedFetch } from './isolatedFetch.ts';
import { canary } from './rawAnswer.ts';

/** What came of meeting a server. */
export interface Outcome {
  /** `code: sentence`, or what was got: `token, 3599 s`, `200, 109 bytes`; the server is `{host}` in it. */
  readonly said: string;
  /** All that a person, a log or a crash report could come to see. */
  readonly visible: string;
  readonly serverBytes: number;
  readonly rssGrowth: number;
  /** The heads of the requests. */
  readonly heads: readonly string[];
}

/** What an application's owner still has after a failed renewal. */
export interface Aftermath extends Outcome {
  readonly oldToken: string;
  readonly handedOut: string | undefined;
  readonly stored: string;
}

export interface EncounterOptions {
  readonly elsewhere?: string;
  readonly tls?: TlsOptions;
  /** Ask by `https:` where the server knows nothing of it. */
  readonly asksForTls?: boolean;
  /** An authority that the client trusts. */
  readonly authority?: string;
}

interface Meeting {
  readonly server: HostileServer;
  readonly origin: string;
  readonly fetch: Fetch;
}

/** Exchanges credentials with such a server. */
export function meetWithCredentials(behaviour: Behaviour, options?: EncounterOptions): Promise<Outcome> {
  return meet(behaviour, options, async ({ origin, fetch, server }) => {
    const time = new FakeTime();
    const exchanging = exchange({ origin, fetch }, time);
    return outcomeOf(untilSettled(exchanging, server, time).then(describeToken));
  });
}

/** Sends a request with a token to such a server. */
export function meetWithToken(behaviour: Behaviour, options?: EncounterOptions): Promise<Outcome> {
  return meet(behaviour, options, async ({ origin, fetch, server }) => {
    const time = new FakeTime();
    const token: Token = { accessToken: canary.token, issuedAtMs: 0, scopes: [], permissions: [] };
    const sending = sendAuthorized(
      { method: 'GET', url: `${origin}/balance` },
      { getToken: () => Promise.resolve(token), invalidate: () => Promise.resolve() },
      { fetch, clock: time, timers: time },
      { apiUrl: origin },
    );
    let shown = '';
    const answer = untilSettled(sending, server, time).then((answered) => {
      const { status, body, isComplete } = answered;
      shown = show(answered, `${origin}/balance`);
      return `${status}, ${isComplete ? '' : 'the first '}${body.byteLength} bytes`;
    });
    const { said, visible } = await outcomeOf(answer);
    return { said, visible: visible + shown };
  });
}

/** Renews the token of an application that has a valid one. */
export function meetWithOldToken(behaviour: Behaviour, options?: EncounterOptions): Promise<Aftermath> {
  return meet(behaviour, options, async ({ origin, fetch, server }) => {
    const world = new TokenWorld();
    const key = world.addApplication('shop', { id: canary.id, secret: canary.secret });
    const window = await world.window({ backgroundRefresh: 'onDemand' });
    const { token: old } = await world.getToken(window, key);
    window.exchange = (_application, signal) => exchange({ origin, fetch }, world.time, signal);
    const renewing = window.manager.getToken(key, { renew: true });
    const outcome = await outcomeOf(
      untilSettled(renewing, server, world.time).then(({ token }) => describeToken(token)),
    );
    await world.time.settle();
    const handedOut = await window.manager.getToken(key).catch(() => undefined);
    const stored = [...world.store.entries].filter(([name]) => name.includes('.token.')).join('\n');
    const state = inspect(window.manager.state(key), { depth: 10 });
    world.dispose();
    return {
      ...outcome,
      visible: [outcome.visible, state, ...window.warnings].join('\n'),
      oldToken: old.accessToken,
      handedOut: handedOut?.token.accessToken,
      stored,
    };
  });
}

/** What the editor makes of an answer: a document, and a balance if it holds one. */
function show(answer: ApiAnswer, url: string): string {
  const context = { method: 'GET', url, applicationName: 'shop', remarks: [], secrets: [canary.token] };
  const balance = readBalance(new TextDecoder().decode(answer.body), 'en');
  return `${balance ?? ''}\n${atOnce(responseText(answer, context)).text}`;
}

async function meet<T extends Pick<Outcome, 'said' | 'visible'>>(
  behaviour: Behaviour,
  options: EncounterOptions = {},
  act: (meeting: Meeting) => Promise<T>,
): Promise<T & Outcome> {
  const server = await startHostileServer(behaviour, options);
  const connections = await isolatedFetch(options.authority);
  const before = process.memoryUsage.rss();
  try {
    const origin = options.asksForTls === true ? server.origin.replace('http:', 'https:') : server.origin;
    const result = await act({ server, origin, fetch: connections.fetch });
    return {
      ...result,
      said: result.said.replaceAll(server.host, '{host}'),
      serverBytes: server.bytesWritten,
      rssGrowth: process.memoryUsage.rss() - before,
      heads: [...server.heads],
    };
  } finally {
    await connections.close();
    await server.close();
  }
}

function exchange(
  { origin, fetch }: Pick<Meeting, 'origin' | 'fetch'>,
  time: FakeTime,
  signal?: AbortSignal,
): Promise<Token> {
  const { id, secret } = canary;
  const ports = { fetch, clock: time, timers: time };
  return exchangeToken({ id, secret, scopes: ['sms'] }, `${origin}/oauth/token`, ports, signal);
}

/** Lets virtual time pass once the server stalls, and where a pause of the client is all there is to wait for. */
async function untilSettled<T>(work: Promise<T>, server: HostileServer, time: FakeTime): Promise<T> {
  const progress = { isSettled: false, isStalled: false };
  const settle = (): void => {
    progress.isSettled = true;
  };
  work.then(settle, settle);
  void server.stalled.then(() => {
    progress.isStalled = true;
  });
  while (!progress.isSettled) {
    await pause(2);
    if (progress.isStalled) await time.advance(60_000);
    else if ((time.nextTimerIn ?? Infinity) <= 1000) await time.advance(time.nextTimerIn ?? 0);
  }
  return work;
}

async function outcomeOf(work: Promise<string>): Promise<Pick<Outcome, 'said' | 'visible'>> {
  try {
    return { said: await work, visible: '' };
  } catch (error) {
    const visible = inspect(error, { depth: 10, showHidden: true });
    const said = error instanceof RouteeError ? `${error.code}: ${error.message}` : `unexpected: ${visible}`;
    return { said, visible };
  }
}

function describeToken({ expiresAtMs, issuedAtMs }: Token): string {
  if (expiresAtMs === undefined) return 'token without a stated end';
  return `token, ${expiresAtMs === 8.64e15 ? 'to the end of time' : `${(expiresAtMs - issuedAtMs) / 1000} s`}`;
}

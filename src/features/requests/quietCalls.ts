import type { ApiRequest } from '../../core/protocol/apiRequest.ts';
import { type ApiAnswer, sendAuthorized, type TokenSource } from '../../core/protocol/sendAuthorized.ts';
import { BALANCE_PATH, type Funds, readFunds } from '../../core/resources/balance.ts';
import { findResource, isCoveredBy } from '../../core/resources/resources.ts';
import type { Services } from '../../services.ts';
import { authorityOf } from './callRoutee.ts';

/** An analysis names each recipient. */
const LONGEST_ANSWER = 2_000_000;
const ACCEPT = ['Accept', 'application/json'] as const;

/** Questions to Routee whose answers no document shows. */
export interface QuietCalls {
  /** @throws {RouteeError} when there is no answer */
  readonly get: (path: string) => Promise<ApiAnswer>;
  /** The answer to a question that nobody has asked for; `undefined` for any other than 200. */
  readonly tryPost: (path: string, json: string) => Promise<string | undefined>;
  /** The balance, where the token may read it. */
  readonly tryFunds: () => Promise<Funds | undefined>;
  /** Secrets to mask where an answer is quoted. */
  readonly secrets: readonly string[];
}

/** @param key of the application that asks */
export function quietCalls(services: Services, key: string, signal: AbortSignal): QuietCalls {
  const { source, secrets, apiUrl } = authorityOf(services, key);
  const base = apiUrl.replace(/(?<!\/)\/+$/, '');
  // A right that is missing is worth no new token where nobody has asked.
  const unasked: TokenSource = {
    getToken: (stopped) => source.getToken(stopped),
    invalidate: () => Promise.resolve(),
  };
  const send = (tokens: TokenSource, path: string, request: Omit<ApiRequest, 'url'>): Promise<ApiAnswer> =>
    sendAuthorized({ ...request, url: base + path }, tokens, services.ports, { apiUrl, signal });
  const attempt = async (path: string, request: Omit<ApiRequest, 'url'>): Promise<string | undefined> => {
    const { status, text } = await send(unasked, path, request);
    return status === 200 && text.length < LONGEST_ANSWER ? text : undefined;
  };
  const get = { method: 'GET', headers: [ACCEPT] };
  const none = (): undefined => undefined;
  return {
    get: (path) => send(source, path, get),
    tryPost: (path, body) => {
      const headers = [ACCEPT, ['Content-Type', 'application/json'] as const];
      return attempt(path, { method: 'POST', headers, body }).catch(none);
    },
    tryFunds: async () => {
      const balance = findResource('GET', BALANCE_PATH);
      const token = await source.getToken(signal).catch(none);
      const mayRead = token && balance && isCoveredBy(balance, token.scopes);
      return mayRead ? readFunds(await attempt(BALANCE_PATH, get).catch(none)) : undefined;
    },
    secrets,
  };
}

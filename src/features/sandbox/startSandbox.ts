import { knownScopes } from '../../core/applications/knownScopes.ts';
import { parseJson } from '../../core/kit/parseJson.ts';
import type { Clock, Fetch, Timers } from '../../core/kit/ports.ts';
import { Deadline } from '../../core/protocol/deadline.ts';
import { readLimited } from '../../core/protocol/readLimited.ts';
import type { ServeLoopback } from '../../host/host.ts';
import type { LoopbackRequest, LoopbackServer } from '../../host/loopbackServer.ts';
import type { SandboxRequest } from './model/answer.ts';
import { AuthorizationServer } from './model/authorizationServer.ts';
import { Sandbox } from './model/sandbox.ts';

export const TOKEN_PATH = '/oauth/token';
/** Short, so that one sees a token being renewed. */
const TOKEN_LIFETIME_SECONDS = 120;
const LONGEST_QUESTION_MS = 2000;

export interface SandboxSettings {
  /** The only application that it accepts. */
  readonly id: string;
  readonly secret: string;
  /** 0 for any free one. */
  readonly port: number;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly fetch: Fetch;
  readonly serveLoopback: ServeLoopback;
}

/**
 * Starts a Routee of one's own on this machine. Its tokens, messages and balance are gone when it is closed.
 *
 * @throws an error whose `code` is `EADDRINUSE` when the port is taken
 */
export async function startSandbox(settings: SandboxSettings): Promise<LoopbackServer> {
  const { id, secret, port, clock, timers, fetch, serveLoopback } = settings;
  const now = (): number => clock.now();
  const scopes = knownScopes().map(({ scope }) => scope);
  const application = { secret, scopes, lifetimeSeconds: TOKEN_LIFETIME_SECONDS };
  const authorization = new AuthorizationServer(new Map([[id, application]]), now);
  const sandbox = new Sandbox({ authorization, tokenPath: TOKEN_PATH, now, timers, fetch });
  const server = await serveLoopback(port, (request) => sandbox.answer(readRequest(request)));
  return {
    port: server.port,
    close: () => {
      sandbox.dispose();
      return server.close();
    },
  };
}

/** A request as it came over the network. */
export function readRequest({ method, url, headers, body }: LoopbackRequest): SandboxRequest {
  const { pathname, search } = new URL(url, 'http://sandbox');
  const { origin, authorization, 'content-type': contentType } = headers;
  return { method, path: pathname, query: search, origin, authorization, contentType, body };
}

/** Whether another window runs the sandbox of this application on a port of this machine. */
export async function isOurSandbox(
  port: number,
  id: string,
  { fetch, timers }: Pick<SandboxSettings, 'fetch' | 'timers'>,
): Promise<boolean> {
  const host = `127.0.0.1:${port}`;
  const deadline = new Deadline({ timers, limitMs: LONGEST_QUESTION_MS, host });
  try {
    const response = await fetch(`http://${host}/sandbox?${String(new URLSearchParams({ id }))}`, {
      redirect: 'manual',
      signal: deadline.signal,
    });
    const answer = parseJson(await readLimited(response, 1024));
    return response.ok && typeof answer === 'object' && answer !== null && 'sandbox' in answer;
  } catch {
    return false;
  } finally {
    deadline.dispose();
  }
}

import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

import type { LoopbackAnswer } from '../../../src/host/loopbackServer.ts';

/** What can go wrong in place of the right answer. */
export type Fault =
  /** Any answer. A string body is sent as it is, anything else as JSON; no body: an empty one. */
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly body?: unknown;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** No end of the answer, ever; with `afterHeaders` the status and half of a body come first. */
  | { readonly kind: 'hang'; readonly afterHeaders?: boolean }
  /** The socket is destroyed; with `afterHeaders` in the middle of the body. */
  | { readonly kind: 'destroy'; readonly afterHeaders?: boolean }
  /** Waits in real time before `then`, or before the right answer. */
  | { readonly kind: 'delay'; readonly ms: number; readonly then?: Fault }
  /** Waits for the test's word before `then`, or before the right answer. */
  | { readonly kind: 'hold'; readonly until: Promise<unknown>; readonly then?: Fault }
  /** Default status 302. */
  | { readonly kind: 'redirect'; readonly to: string; readonly status?: 301 | 302 | 303 | 307 | 308 }
  /** A body that would be a fine token answer, were it not so long (default 1.5 MB). Chunked, so without a length. */
  | { readonly kind: 'oversized'; readonly bytes?: number };

/** The answers that Routee's clients have met, and those that a proxy adds. */
export const faults = {
  serverError: {
    kind: 'answer',
    status: 500,
    body: { timestamp: 1472894732599, status: 500, error: 'Internal Server Error', message: 'Oops' },
  },
  badGatewayHtml: {
    kind: 'answer',
    status: 502,
    body: '<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body><h1>502 Bad Gateway</h1></body>\r\n</html>\r\n',
    headers: { 'content-type': 'text/html' },
  },
  emptyOk: { kind: 'answer', status: 200 },
  emptyObject: { kind: 'answer', status: 200, body: {} },
  hang: { kind: 'hang' },
  destroy: { kind: 'destroy' },
  oversized: { kind: 'oversized' },
} as const satisfies Record<string, Fault>;

/** `retryAfter`: seconds, or a date as `Date.prototype.toUTCString` gives it. */
export function tooManyRequests(retryAfter?: number | string): Fault {
  return {
    kind: 'answer',
    status: 429,
    body: { error: 'too_many_requests' },
    ...(retryAfter !== undefined && { headers: { 'retry-after': String(retryAfter) } }),
  };
}

/** Where a fault leads: to an answer; or what is sent is sent, with this status; or now the right answer has its turn. */
export type FaultOutcome = LoopbackAnswer | { readonly sent: number | undefined } | 'proceed';

export async function commitFault(
  fault: Fault,
  response: ServerResponse,
  closing: AbortSignal,
): Promise<FaultOutcome> {
  switch (fault.kind) {
    case 'delay':
      await sleep(fault.ms, undefined, { signal: closing });
      return fault.then ? commitFault(fault.then, response, closing) : 'proceed';
    case 'hold':
      await fault.until;
      return fault.then ? commitFault(fault.then, response, closing) : 'proceed';
    case 'hang':
      if (fault.afterHeaders) sendHalf(response);
      return { sent: fault.afterHeaders ? 200 : undefined };
    case 'destroy':
      if (!fault.afterHeaders) {
        response.destroy();
        return { sent: undefined };
      }
      sendHalf(response, () => response.destroy());
      return { sent: 200 };
    case 'answer':
      return { status: fault.status, body: fault.body, ...(fault.headers && { headers: fault.headers }) };
    case 'redirect':
      return { status: fault.status ?? 302, body: undefined, headers: { location: fault.to } };
    case 'oversized':
      sendOversized(response, fault.bytes ?? 1.5 * 1024 * 1024);
      return { sent: 200 };
  }
}

function sendHalf(response: ServerResponse, done: () => void = () => undefined): void {
  response.writeHead(200, { 'content-type': 'application/json;charset=UTF-8' });
  response.write('{"access_token":"', done);
}

function sendOversized(response: ServerResponse, bytes: number): void {
  response.writeHead(200, { 'content-type': 'application/json;charset=UTF-8' });
  response.write('{"access_token":"oversized","token_type":"bearer","expires_in":3600,"padding":"');
  const chunk = 'x'.repeat(64 * 1024);
  for (let sent = 0; sent < bytes; sent += chunk.length) response.write(chunk);
  response.end('"}');
}

import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';

import { isLoopback } from '../core/protocol/endpoint.ts';

const MAX_BODY_BYTES = 1024 * 1024;
const LONGEST_REQUEST_MS = 30_000;
/** Clients keep sockets for reuse, and meet an error when the server closes one at that moment. */
const KEEP_ALIVE_MS = 600_000;

export interface LoopbackRequest {
  readonly method: string;
  /** Path and query, as they came. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** The body before it was decoded. */
  readonly bytes: Uint8Array;
  /** Aborted when the client leaves before it has its answer. */
  readonly signal: AbortSignal;
}

/** A string body and bytes are sent as they are, anything else as JSON; without a body, nothing is. */
export interface LoopbackAnswer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** @returns the answer, or `undefined` when the handler has done with the raw response whatever there is to do */
export type LoopbackHandler = (
  request: LoopbackRequest,
  response: ServerResponse,
) => LoopbackAnswer | Promise<LoopbackAnswer | undefined>;

export interface LoopbackServer {
  readonly port: number;
  /** Ends the server and all its connections. */
  close(): Promise<void>;
}

/**
 * Serves HTTP to this machine only.
 *
 * @param port 0 for any free one
 * @throws an error whose `code` is `EADDRINUSE` when the port is taken
 */
export async function serveLoopback(port: number, handler: LoopbackHandler): Promise<LoopbackServer> {
  let isClosed = false;
  const server = createServer((message, response) => {
    response.setHeader('server', 'routee-sandbox');
    answer(message, response, handler).catch((error: unknown) => {
      // A client that left, or the end of the server: there is no one to answer.
      if (isClosed || response.destroyed) return;
      send(response, failure(500, 'sandbox_failure', String(error)));
    });
  });
  server.requestTimeout = LONGEST_REQUEST_MS;
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no TCP address.');
  return {
    port: address.port,
    close: () => {
      isClosed = true;
      return new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

async function answer(
  message: IncomingMessage,
  response: ServerResponse,
  handler: LoopbackHandler,
): Promise<void> {
  const { method = '', url = '/', headers } = message;
  // A web page can point a name of its own to this machine (DNS rebinding); its requests still carry that name.
  if (!isOwnName(headers.host, message.socket.localPort)) {
    send(response, failure(403, 'forbidden', 'Only requests to 127.0.0.1 and localhost are answered.'));
    return;
  }
  const bytes = await read(message);
  if (bytes === undefined) {
    send(response, {
      ...failure(413, 'too_large', `A body has at most ${MAX_BODY_BYTES} bytes.`),
      headers: { connection: 'close' },
    });
    return;
  }
  const left = new AbortController();
  response.once('close', () => left.abort());
  const body = bytes.toString('utf8');
  const given = await handler({ method, url, headers, body, bytes, signal: left.signal }, response);
  if (given !== undefined) send(response, given);
}

function isOwnName(host: string | undefined, port: number | undefined): boolean {
  const [, name, number = '80'] = /^(.+?)(?::(\d+))?$/.exec(host?.toLowerCase() ?? '') ?? [];
  return name !== undefined && isLoopback(name) && Number(number) === port;
}

/** The body; `undefined` past the limit: the rest is read and dropped, so that the client hears why. */
function read(message: IncomingMessage): Promise<Buffer | undefined> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer | undefined>();
  const chunks: Buffer[] = [];
  let length = 0;
  message.on('data', (chunk: Buffer) => {
    length += chunk.length;
    if (length <= MAX_BODY_BYTES) chunks.push(chunk);
    else resolve(undefined);
  });
  message.once('end', () => resolve(Buffer.concat(chunks)));
  message.once('error', reject);
  message.once('close', () => reject(new Error('The client left.')));
  return promise;
}

function send(response: ServerResponse, { status, body, headers = {} }: LoopbackAnswer): void {
  const isRaw = body === undefined || typeof body === 'string' || body instanceof Uint8Array;
  const text = isRaw ? body : JSON.stringify(body);
  const type = { 'content-type': 'application/json;charset=UTF-8' };
  response.writeHead(status, { ...(text !== undefined && type), ...headers });
  response.end(text ?? '');
}

function failure(status: number, error: string, description: string): LoopbackAnswer {
  return { status, body: { error, error_description: description } };
}

// A token endpoint that does as little as possible, in a process of its own: what is measured is the client.
import { randomUUID } from 'node:crypto';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { exitWithParent } from '../scripts/exitWithParent.ts';

export const CLIENT_SECRET = 'Zu7K1bXw0s';

export interface TokenServer {
  readonly url: URL;
  /** Tokens handed out so far. */
  exchanges(): Promise<number>;
  stop(): void;
}

/** Starts the server; it ends with this process, or earlier by `stop`. */
export async function startTokenServer(): Promise<TokenServer> {
  const child = fork(import.meta.filename, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const [port] = (await once(child, 'message')) as [number];
  return {
    url: new URL(`http://127.0.0.1:${port}/oauth/token`),
    exchanges: async () => {
      const answer = once(child, 'message');
      child.send('exchanges');
      const [exchanges] = (await answer) as [number];
      return exchanges;
    },
    stop: () => {
      child.disconnect();
      child.kill();
    },
  };
}

async function serve(send: (message: number) => void): Promise<void> {
  let exchanges = 0;
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => {
      body += chunk;
    });
    request.on('end', () => {
      const rightful = request.method === 'POST' && /(?:^|&)grant_type=/.test(body);
      const scope = /(?:^|&)scope=([^&]*)/.exec(body)?.[1];
      if (rightful) exchanges += 1;
      const answer = rightful
        ? {
            access_token: randomUUID(),
            token_type: 'bearer',
            expires_in: 3600,
            ...(scope === undefined ? {} : { scope }),
            permissions: ['MT_ROLE_SMS'],
          }
        : { error: 'invalid_request' };
      response.writeHead(rightful ? 200 : 400, {
        'content-type': 'application/json',
        'cache-control': 'no-store',
      });
      response.end(JSON.stringify(answer));
    });
  });
  // No client may meet a connection that is just being closed.
  server.keepAliveTimeout = 60_000;
  server.listen({ port: 0, host: '127.0.0.1', backlog: 2048 });
  await once(server, 'listening');
  process.on('message', () => {
    send(exchanges);
  });
  process.on('disconnect', () => process.exit());
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  send(address.port);
}

if (import.meta.main) {
  exitWithParent();
  await serve((message) => {
    process.send?.(message);
  });
}

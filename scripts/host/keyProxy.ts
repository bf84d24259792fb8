import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import path from 'node:path';
import { pipeline } from 'node:stream';

export interface KeyProxy {
  readonly port: number;
  close(): Promise<void>;
}

const host = '127.0.0.1';

/**
 * Stands before VS Code's server and answers `POST …/mint-key`, which code-server's wrapper does for its users: with
 * this half of a key the web workbench encrypts the secrets that it keeps. Without it they are gone at a reload.
 *
 * @param port 0 takes a free one
 */
export async function startKeyProxy(target: number, keyFile: string, port: number): Promise<KeyProxy> {
  const key = readKey(keyFile);
  const server = createServer((incoming, response) => {
    if (incoming.method === 'POST' && incoming.url?.split('?')[0]?.endsWith('/mint-key') === true) {
      response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(key);
    } else {
      forward(incoming, response, target);
    }
  });
  server.on('upgrade', (incoming: IncomingMessage, socket, head: Buffer) => {
    const upstream = connect(target, host, () => {
      const headers = pairs(incoming.rawHeaders).map(([name, value]) => `${name}: ${value}\r\n`);
      upstream.write(
        `${incoming.method ?? 'GET'} ${incoming.url ?? '/'} HTTP/1.1\r\n${headers.join('')}\r\n`,
      );
      upstream.write(head);
    });
    // Either end may vanish at any time: a closed window is no error.
    pipeline(socket, upstream, () => undefined);
    pipeline(upstream, socket, () => undefined);
  });
  // Node counts an upgraded connection, and does not close it: VS Code's server would keep it open for 30 s.
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  const listening = Promise.withResolvers<undefined>();
  server.once('error', listening.reject);
  server.listen(port, host, () => {
    listening.resolve(undefined);
  });
  await listening.promise;
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        for (const socket of sockets) socket.destroy();
      }),
  };
}

function forward(incoming: IncomingMessage, response: ServerResponse, target: number): void {
  const { method, url, headers } = incoming;
  const upstream = request({ host, port: target, method, path: url, headers }, (answer) => {
    // The browser has gone on in the meantime: a rendered document leaves its resources like that.
    if (response.destroyed) {
      answer.destroy();
      return;
    }
    response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
    pipeline(answer, response, () => undefined);
  });
  upstream.on('error', () => response.destroy());
  pipeline(incoming, upstream, () => undefined);
}

function pairs(rawHeaders: readonly string[]): [name: string, value: string][] {
  return rawHeaders.flatMap((name, index): [string, string][] =>
    index % 2 === 0 ? [[name, rawHeaders[index + 1] ?? '']] : [],
  );
}

function readKey(file: string): Buffer {
  if (!existsSync(file)) {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, randomBytes(32), { mode: 0o600 });
  }
  return readFileSync(file);
}

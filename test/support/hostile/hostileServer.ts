import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type TlsOptions } from 'node:tls';

/** One connection, as a behaviour sees it. */
export interface Conversation {
  readonly socket: Socket;
  /** The head of the request, as it came; empty when the behaviour speaks before there is one. */
  readonly head: string;
  /** Where this server is: `http://127.0.0.1:1234`. */
  readonly origin: string;
  /** The address of another server, which must not hear of anything. */
  readonly elsewhere: string;
  /** Waits while the client does not read; `false` once it has gone. */
  readonly write: (data: string | Uint8Array) => Promise<boolean>;
  /** From here on nothing happens but the passing of time. */
  readonly stall: () => void;
}

export interface Behaviour {
  /** Default `request`: once the head of a request has arrived. */
  readonly on?: 'connect' | 'firstByte' | 'request';
  readonly act: (conversation: Conversation) => unknown;
}

export interface HostileServer {
  readonly origin: string;
  /** `127.0.0.1:1234`, as sentences name it. */
  readonly host: string;
  /** What was asked, head by head. */
  readonly heads: readonly string[];
  /** Bytes given to the system for the clients; some may never have been read. */
  readonly bytesWritten: number;
  /** Resolves once a behaviour stalls. */
  readonly stalled: Promise<unknown>;
  /** Stops listening, and drops everybody. */
  close(): Promise<void>;
}

export interface HostileServerOptions {
  readonly elsewhere?: string;
  readonly tls?: TlsOptions;
}

/** A server that breaks the rules below HTTP, where `node:http` would keep them: sockets and bytes. */
export async function startHostileServer(
  behaviour: Behaviour,
  { elsewhere = '', tls }: HostileServerOptions = {},
): Promise<HostileServer> {
  const sockets = new Set<Socket>();
  const heads: string[] = [];
  const stall = Promise.withResolvers<undefined>();
  let bytesOfClosed = 0;

  const onSocket = (socket: Socket): void => {
    sockets.add(socket);
    // A client that goes away is what most behaviours are for.
    socket.on('error', () => undefined);
    socket.on('close', () => {
      sockets.delete(socket);
      bytesOfClosed += socket.bytesWritten;
    });
    const act = (head: string): void => {
      if (head !== '') heads.push(head);
      void behaviour.act({
        socket,
        head,
        origin,
        elsewhere,
        write: (data) => write(socket, data),
        stall: () => {
          stall.resolve(undefined);
        },
      });
    };
    if (behaviour.on === 'connect') act('');
    else listen(socket, behaviour.on === 'firstByte', act);
  };
  const server: Server = tls === undefined ? createServer(onSocket) : createTlsServer(tls, onSocket);
  server.on('tlsClientError', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const host = `127.0.0.1:${port}`;
  const origin = `${tls === undefined ? 'http' : 'https'}://${host}`;

  return {
    origin,
    host,
    heads,
    get bytesWritten() {
      return [...sockets].reduce((sum, socket) => sum + socket.bytesWritten, bytesOfClosed);
    },
    stalled: stall.promise,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

/** Calls back with each head of a request; bodies are read and left alone. */
function listen(socket: Socket, atFirstByte: boolean, act: (head: string) => void): void {
  let text = '';
  socket.on('data', (chunk: Buffer) => {
    if (atFirstByte) {
      act('');
      return;
    }
    text += chunk.toString('latin1');
    const end = text.indexOf('\r\n\r\n');
    if (end !== -1) {
      const head = text.slice(0, end);
      text = '';
      act(head);
    }
  });
}

async function write(socket: Socket, data: string | Uint8Array): Promise<boolean> {
  if (!socket.writable) return false;
  if (!socket.write(data)) {
    const abort = new AbortController();
    const { signal } = abort;
    await Promise.race([once(socket, 'drain', { signal }), once(socket, 'close', { signal })]).catch(
      () => undefined,
    );
    abort.abort();
  }
  return socket.writable;
}

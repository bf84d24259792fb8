import { setTimeout as pause } from 'node:timers/promises';

import type { Behaviour, Conversation } from './hostileServer.ts';
import { goodToken, rawAnswer } from './rawAnswer.ts';

const json = JSON.stringify(goodToken);
const [head = '', body = ''] = rawAnswer({ body: json }).toString().split('\r\n\r\n');
const MEGABYTE = Buffer.alloc(1024 * 1024, ' ');
const ONE_GIGABYTE = 1024 ** 3;

/** Sends a beginning, and resets the connection once it has left. */
function resetAfter(beginning: string): Behaviour {
  return {
    act: async ({ socket, write }) => {
      await write(beginning);
      // Data that the client has not read yet would be lost with the reset.
      await pause(20);
      socket.resetAndDestroy();
    },
  };
}

/** One piece after the other, with a pause, for as long as the client stays. */
async function drip({ write, stall }: Conversation, piece: (index: number) => string): Promise<void> {
  for (let index = 0; await write(piece(index)); index += 1) {
    if (index === 20) stall();
    await pause(2);
  }
}

/** As fast as the client takes it, and not for ever, for the sake of the machine of whoever breaks the limit. */
async function pour({ write }: Conversation, data: Uint8Array, bytes = ONE_GIGABYTE): Promise<void> {
  for (let sent = 0; sent < bytes && (await write(data)); sent += data.byteLength);
}

/** The connection breaks, or time passes: nothing here ever becomes an answer. */
export const connectionFaults = {
  resetOnConnect: { on: 'connect', act: ({ socket }) => socket.resetAndDestroy() },
  closeOnConnect: { on: 'connect', act: ({ socket }) => socket.end() },
  resetInRequest: { on: 'firstByte', act: ({ socket }) => socket.resetAndDestroy() },
  closeAfterRequest: { act: ({ socket }) => socket.end() },
  resetAfterStatusLine: resetAfter('HTTP/1.1 200 OK\r\n'),
  resetInHeaders: resetAfter('HTTP/1.1 200 OK\r\nContent-Type: appl'),
  resetAfterHeaders: resetAfter(`${head}\r\n\r\n`),
  resetInBody: resetAfter(`${head}\r\n\r\n${body.slice(0, 20)}`),
  closeInBody: {
    act: async ({ socket, write }) => {
      await write(`${head}\r\n\r\n${body.slice(0, 20)}`);
      socket.end();
    },
  },
  silence: {
    act: ({ stall }) => {
      stall();
    },
  },
  silenceInHeaders: {
    act: async ({ write, stall }) => {
      await write('HTTP/1.1 200 OK\r\nContent-Ty');
      stall();
    },
  },
  silenceInBody: {
    act: async ({ write, stall }) => {
      await write(`${head}\r\n\r\n${body.slice(0, 20)}`);
      stall();
    },
  },
  slowHeaders: {
    act: async (conversation) => {
      await conversation.write('HTTP/1.1 200 OK\r\n');
      await drip(conversation, (index) => `X-${index % 10}: y\r\n`.charAt(index % 8));
    },
  },
  slowDrip: {
    act: async (conversation) => {
      await conversation.write(rawAnswer({ contentLength: 100_000 }));
      await drip(conversation, () => ' ');
    },
  },
  endlessInterimAnswers: {
    act: (conversation) => drip(conversation, () => 'HTTP/1.1 102 Processing\r\n\r\n'.repeat(50)),
  },
  endlessBody: {
    act: async (conversation) => {
      await conversation.write(rawAnswer({ contentLength: undefined }));
      await pour(conversation, MEGABYTE);
    },
  },
  endlessChunks: {
    act: async (conversation) => {
      await conversation.write(
        rawAnswer({ contentLength: undefined, headers: ['Transfer-Encoding: chunked'] }),
      );
      await pour(conversation, Buffer.from('1\r\n \r\n'.repeat(10_000)));
    },
  },
  oneGigabyte: {
    act: async (conversation) => {
      await conversation.write(rawAnswer({ contentLength: ONE_GIGABYTE }));
      await pour(conversation, MEGABYTE, ONE_GIGABYTE);
    },
  },
} as const satisfies Record<string, Behaviour>;

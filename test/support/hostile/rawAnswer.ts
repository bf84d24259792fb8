import type { Behaviour } from './hostileServer.ts';

/** What no message, log or error may hold. */
export const canary = {
  /** Too short to look like a token. */
  id: 'canary-id-7',
  secret: 'c4n4ry-s3cret/+ü',
  token: 'c4nary70-86ff-44fc-ac98-ebaf24ff88cf',
} as const;

export const goodToken = {
  access_token: canary.token,
  token_type: 'bearer',
  expires_in: 3599,
  scope: 'sms',
} as const;

export interface RawAnswer {
  /** The rest of the first line: `200 OK`. */
  readonly status?: string;
  readonly headers?: readonly string[];
  readonly body?: string | Uint8Array;
  /** Default: the length of the body; `undefined` sends none. */
  readonly contentLength?: number | undefined;
}

/** An answer as bytes, unchecked; complete unless its parts say otherwise. */
export function rawAnswer(answer: RawAnswer): Buffer {
  const { status = '200 OK', headers = [], body = '' } = answer;
  const bytes = Buffer.from(body);
  const length = 'contentLength' in answer ? answer.contentLength : bytes.byteLength;
  const lines = [
    `HTTP/1.1 ${status}`,
    ...headers,
    ...(length === undefined ? [] : [`Content-Length: ${length}`]),
    '',
    '',
  ];
  return Buffer.concat([Buffer.from(lines.join('\r\n')), bytes]);
}

/** Answers so, and leaves the connection open. */
export function answers(answer: RawAnswer): Behaviour {
  return { act: ({ write }) => write(rawAnswer(answer)) };
}

/** Answers 200 with this body, as JSON unless it is a text already. */
export function answersJson(body: unknown, headers: readonly string[] = []): Behaviour {
  const text = typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body);
  return answers({ headers: ['Content-Type: application/json', ...headers], body: text });
}

/** Answers a good token, but for these members. */
export function answersToken(changes: Record<string, unknown>): Behaviour {
  return answersJson({ ...goodToken, ...changes });
}

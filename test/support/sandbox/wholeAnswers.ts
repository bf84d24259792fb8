import assert from 'node:assert/strict';

import { SandboxBench } from './sandboxBench.ts';

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/;

/**
 * A request and the whole answer to it, or `wait` and milliseconds. In the answer, `FIRST` stands for the first id that
 * the sandbox made, and `ID` for any other; in a path, `FIRST` is sent as that id.
 */
export type Exchange = readonly [line: string, body?: unknown, answer?: unknown];

/** The answer to a request that succeeds. */
export const ok = (body: unknown): object => ({ status: 200, body, note: 'ok' });

/** The answer to one that does not. */
export const refused = (code: string, developerMessage: string, more: object = {}): object => ({
  status: Number(code.slice(0, 3)),
  body: { code, developerMessage, ...more },
  note: developerMessage,
});

/** Sends the requests one after the other, with a token of all scopes, and compares every answer as a client reads it. */
export async function checkAnswers(exchanges: readonly Exchange[]): Promise<void> {
  const bench = new SandboxBench();
  let first: string | undefined;
  for (const [line, body = '', expected] of exchanges) {
    if (line.startsWith('wait ')) {
      await bench.time.advance(Number(line.slice('wait '.length)));
      continue;
    }
    const answer = bench.ask(line.replace('FIRST', first ?? 'FIRST'), {
      authorization: `Bearer ${bench.token()}`,
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    const text = JSON.stringify(answer);
    first ??= UUID.exec(text)?.[0];
    const shown = text.replaceAll(new RegExp(UUID, 'g'), (id) => (id === first ? 'FIRST' : 'ID'));
    assert.deepEqual(JSON.parse(shown), expected, line);
  }
}

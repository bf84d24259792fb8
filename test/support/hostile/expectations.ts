import assert from 'node:assert/strict';

import type { Aftermath, Outcome } from './encounter.ts';
import { canary } from './rawAnswer.ts';

const basic = Buffer.from(`${canary.id}:${canary.secret}`).toString('base64');
const HIDDEN = Object.values(canary).flatMap((text) => [
  text,
  encodeURIComponent(text),
  Buffer.from(text).toString('base64'),
  Buffer.from(text).toString('hex'),
]);

/** Far less than the servers would send, and far more than a test needs by itself. */
const MEGABYTE = 1024 ** 2;
const MOST_SENT = { exchange: 24 * MEGABYTE, request: 96 * MEGABYTE };
const MOST_MEMORY = 160 * MEGABYTE;

/** The same words, no secret in them, and no more read than needed. `(…)` stands for any code. */
export function expectOutcome(outcome: Outcome, expected: string, kind: 'exchange' | 'request'): void {
  const said = expected.includes('(…)') ? outcome.said.replace(/\([A-Z][A-Z\d_/]+\)/, '(…)') : outcome.said;
  assert.equal(said, expected);
  for (const hidden of [...HIDDEN, basic]) {
    assert.ok(!outcome.visible.includes(hidden), `${hidden} is given away: ${outcome.visible}`);
  }
  assert.ok(outcome.serverBytes < MOST_SENT[kind], `${outcome.serverBytes} bytes were taken`);
  assert.ok(outcome.rssGrowth < MOST_MEMORY, `${outcome.rssGrowth} bytes of memory were used`);
}

/** A failure to renew takes nothing away. */
export function expectOldToken({ oldToken, handedOut, stored, said }: Aftermath): void {
  assert.doesNotMatch(said, /^(?:token|unexpected)/);
  assert.equal(handedOut, oldToken);
  assert.ok(stored.includes(oldToken), stored);
}

/** Sentences that many rows share. */
export const told = {
  broken:
    'network: {host} broke the connection off before its answer was complete (…). Try again; if it stays so, check your network connection, or a proxy in between.',
  notHttp:
    'network: {host} answered with something that is not proper HTTP (…). Check the address and its port, or a proxy in between.',
  failed: 'network: The connection to {host} failed. Check your network connection and try again.',
  timeout: 'timeout: {host} did not answer within 15 seconds. Try again later.',
  apiTimeout: 'timeout: {host} did not answer within 60 seconds. Try again later.',
  tooLarge:
    'badAnswer: The answer is far larger than a token. Check the server address, or a proxy in between.',
  notJson:
    'badAnswer: Routee answered with something that is not JSON. Check the server address, or a proxy in between.',
  webPage:
    'badAnswer: A web page came instead of a token, from a network that asks you to sign in first, or from a proxy. Sign in there and try again, or check the server address.',
  redirected:
    'redirected: {host} points to another address, where credentials are never sent. If a network asks you to sign in first, do so; else check the server address.',
  unusable: (members: string): string =>
    `badAnswer: Routee's answer holds no usable bearer token (${members}). Check the server address.`,
  odd: (status: number): string =>
    `badAnswer: Routee answered the token request in an unexpected way (${status}).`,
} as const;

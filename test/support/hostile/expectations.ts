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
    'network: {host} closed the connection before the response was complete (…). Try again. If this keeps happening, check your network connection and any proxy in between.',
  notHttp:
    'network: {host} sent an invalid HTTP response (…). Check the address, the port, and any proxy in between.',
  failed: 'network: The connection to {host} failed. Check your network connection and try again.',
  timeout: "timeout: {host} didn't respond within 15 seconds. Try again later.",
  apiTimeout: "timeout: {host} didn't respond within 60 seconds. Try again later.",
  tooLarge:
    'badAnswer: The response is far too large for a token. Check the server address and any proxy in between.',
  notJson: "badAnswer: Routee's response isn't JSON. Check the server address and any proxy in between.",
  webPage:
    'badAnswer: Received a web page instead of a token, probably from a network that requires sign-in or from a proxy. Sign in and try again, or check the server address.',
  redirected:
    'redirected: {host} redirects to another address, and credentials are never sent there. If your network requires sign-in, sign in first. Otherwise, check the server address.',
  unusable: (members: string): string =>
    `badAnswer: Routee's response contains no usable bearer token (${members}). Check the server address.`,
  odd: (status: number): string =>
    `badAnswer: Routee returned an unexpected response to the token request (${status}).`,
} as const;

import assert from 'node:assert/strict';

import type { Token } from '../../../../src/core/protocol/token.ts';
import {
  statusOf,
  type Problem,
  type TokenState,
  type TokenStatus,
} from '../../../../src/core/tokens/tokenState.ts';

const NOW = Date.UTC(2026, 0, 1);
const base = { accessToken: 't', issuedAtMs: NOW - 1000, scopes: [], permissions: [] };
const tokens = {
  valid: { ...base, expiresAtMs: NOW + 1 },
  dead: { ...base, expiresAtMs: NOW },
  endless: base,
  absent: undefined,
} as const satisfies Record<string, Token | undefined>;
const problem: Problem = { code: 'network', message: 'No network.', atMs: NOW };

type Row = [kind: TokenState['kind'], token: keyof typeof tokens, status: TokenStatus];

/** `undefined`: there is no such state. */
function stateOf(kind: TokenState['kind'], token: Token | undefined): TokenState | undefined {
  switch (kind) {
    case 'none':
      return token === undefined ? { kind } : undefined;
    case 'fetching':
      return { kind, token };
    case 'ready':
      return token === undefined ? undefined : { kind, token };
    case 'failed':
      return { kind, token, problem, retryAtMs: NOW + 1000 };
    case 'rejected':
    case 'misconfigured':
      return { kind, token, problem };
  }
}

describe('statusOf', () => {
  const rows: Row[] = [
    ['none', 'absent', 'none'],
    ['fetching', 'absent', 'fetching'],
    ['fetching', 'valid', 'fetching'],
    ['fetching', 'dead', 'fetching'],
    ['fetching', 'endless', 'fetching'],
    ['ready', 'valid', 'valid'],
    ['ready', 'dead', 'expired'],
    ['ready', 'endless', 'noExpiryStated'],
    ['failed', 'absent', 'offline'],
    ['failed', 'valid', 'valid'],
    ['failed', 'dead', 'offline'],
    ['failed', 'endless', 'noExpiryStated'],
    ['rejected', 'absent', 'rejected'],
    ['rejected', 'valid', 'rejected'],
    ['rejected', 'dead', 'rejected'],
    ['rejected', 'endless', 'rejected'],
    ['misconfigured', 'absent', 'misconfigured'],
    ['misconfigured', 'valid', 'misconfigured'],
    ['misconfigured', 'dead', 'misconfigured'],
    ['misconfigured', 'endless', 'misconfigured'],
  ];
  for (const [kind, token, status] of rows) {
    it(`${kind} with ${token} token: ${status}`, () => {
      const state = stateOf(kind, tokens[token]);
      assert.ok(state);
      assert.equal(statusOf(state, NOW), status);
    });
  }

  it('covers every state that there is', () => {
    const kinds: Record<TokenState['kind'], true> = {
      none: true,
      fetching: true,
      ready: true,
      failed: true,
      rejected: true,
      misconfigured: true,
    };
    const possible = Object.keys(kinds).flatMap((kind) =>
      Object.entries(tokens)
        .filter(([, token]) => stateOf(kind as TokenState['kind'], token) !== undefined)
        .map(([name]) => `${kind} ${name}`),
    );
    assert.deepEqual(rows.map(([kind, token]) => `${kind} ${token}`).sort(), possible.sort());
  });

  it('changes with time alone', () => {
    const state: TokenState = { kind: 'ready', token: tokens.valid };
    assert.deepEqual([statusOf(state, NOW), statusOf(state, NOW + 1)], ['valid', 'expired']);
  });
});

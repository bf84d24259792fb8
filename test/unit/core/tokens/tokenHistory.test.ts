import assert from 'node:assert/strict';

import { RouteeError } from '../../../../src/core/protocol/routeeError.ts';
import type { Token } from '../../../../src/core/protocol/token.ts';
import { TokenHistory, type ServerHabits } from '../../../../src/core/tokens/tokenHistory.ts';
import type { TokenRecord } from '../../../../src/core/tokens/tokenStore.ts';

const NOW = Date.UTC(2026, 0, 1);
const owner = { key: 'k', revision: 'r', authUrl: 'https://auth.example/token' };

const habits = (reusesToken?: boolean): ServerHabits => ({ reusesToken });

function token(accessToken: string, changes: Partial<Token> = {}): Token {
  return {
    accessToken,
    issuedAtMs: NOW,
    expiresAtMs: NOW + 3_600_000,
    scopes: [],
    permissions: [],
    ...changes,
  };
}

function record(changes: Partial<TokenRecord> = {}): TokenRecord {
  return { version: 1, revision: 'r', authUrl: owner.authUrl, usedAtMs: 0, ...changes };
}

const rejection = { code: 'credentialsRejected', message: 'No.', atMs: NOW } as const;
const historyWith = (accessToken?: string): TokenHistory => {
  const history = new TokenHistory(owner, habits(), 0);
  if (accessToken !== undefined) {
    history.take(token(accessToken), NOW);
    history.wasStored(history.toRecord());
  }
  return history;
};
const network = new RouteeError('network', 'No network.');

describe('TokenHistory', () => {
  describe('take', () => {
    it('learns what kind of server it is from an exchange while the old token lives', () => {
      const history = historyWith('one');
      assert.equal(history.facts?.reusesToken, false);
      history.take(token('one'), NOW + 1000);
      assert.equal(history.facts.reusesToken, true);
      history.take(
        token('two', { issuedAtMs: NOW + 4_000_000, expiresAtMs: NOW + 8_000_000 }),
        NOW + 4_000_000,
      );
      assert.equal(history.facts.reusesToken, true, 'the old one had expired: nothing was learnt');
      history.take(token('three'), NOW + 5_000_000);
      assert.equal(history.facts.reusesToken, false);
    });

    it('keeps the first moment of issue of a token that comes again', () => {
      const history = historyWith('one');
      history.take(token('one', { issuedAtMs: NOW + 1000, expiresAtMs: NOW + 5000 }), NOW + 1000);
      assert.deepEqual([history.token?.issuedAtMs, history.token?.expiresAtMs], [NOW, NOW + 5000]);
    });

    it('ends a failure, a rejection, a suspicion and a postponement', () => {
      const history = historyWith('one');
      history.fail(network, NOW, 0.5);
      history.clockSetBack(5000);
      history.fail(new RouteeError('invalidScope', 'No.'), NOW, 0.5);
      history.postponedUntilMs = NOW + 1;
      history.take(token('two'), NOW);
      assert.deepEqual(
        [history.state.kind, history.rejected, history.suspect, history.retryAtMs, history.postponedUntilMs],
        ['ready', false, false, undefined, 0],
      );
    });
  });

  describe('adopt', () => {
    it('follows a token, a rejection, and their end', () => {
      const history = historyWith();
      assert.equal(history.adopt(record({ token: token('one'), reusesToken: true }), NOW), true);
      assert.deepEqual([history.token?.accessToken, history.facts?.reusesToken], ['one', true]);
      assert.equal(history.adopt(record({ token: token('one'), reusesToken: true }), NOW), false);
      assert.equal(history.adopt(record({ rejection }), NOW), true);
      assert.deepEqual([history.token, history.rejected, history.state.kind], [undefined, true, 'rejected']);
      assert.equal(history.adopt(record(), NOW), true);
      assert.equal(history.state.kind, 'none');
    });

    it('keeps what it has when the store has nothing', () => {
      const history = historyWith('one');
      assert.equal(history.adopt(undefined, NOW), false);
      assert.equal(history.token?.accessToken, 'one');
    });

    it('does not let what was stored before undo what is not stored yet', () => {
      const history = historyWith('one');
      history.take(token('two'), NOW);
      assert.equal(history.adopt(record({ token: token('other') }), NOW), false);
      assert.equal(history.token?.accessToken, 'two');
      history.toRecord();
      assert.equal(history.adopt(record({ token: token('three') }), NOW), true);
    });

    it('takes a failed write for no news: the store still says what it said', () => {
      const history = historyWith('one');
      history.take(token('two'), NOW);
      history.toRecord();
      assert.equal(history.adopt(record({ token: token('one'), usedAtMs: NOW }), NOW), false);
      assert.equal(history.token?.accessToken, 'two');
      assert.equal(history.adopt(record({ token: token('three') }), NOW), true);
    });

    it('does not undo a rejection that is not stored yet', () => {
      const history = historyWith('one');
      history.fail(new RouteeError('invalidScope', 'No.'), NOW, 0.5);
      assert.equal(history.adopt(record({ token: token('other') }), NOW), false);
      assert.equal(history.rejected, true);
    });

    it('ends a failure only by a token', () => {
      const history = historyWith('one');
      history.fail(network, NOW, 0.5);
      history.adopt(record({ token: token('one'), usedAtMs: 5 }), NOW);
      assert.equal(history.state.kind, 'failed');
      history.adopt(record({ token: token('two') }), NOW);
      assert.equal(history.state.kind, 'ready');
    });

    it('suspects a token from the future, within what clocks are corrected by', () => {
      const history = historyWith();
      history.adopt(record({ token: token('one', { issuedAtMs: NOW + 1500 }) }), NOW);
      assert.equal(history.suspect, false);
      history.adopt(record({ token: token('two', { issuedAtMs: NOW + 2500 }) }), NOW);
      assert.equal(history.suspect, true);
    });

    it('follows the last use, but not into the future', () => {
      const history = new TokenHistory(owner, habits(), 50);
      history.adopt(record({ usedAtMs: 20 }), NOW);
      assert.equal(history.usedAtMs, 50);
      history.adopt(record({ usedAtMs: NOW + 1 }), NOW);
      assert.equal(history.usedAtMs, NOW);
    });
  });

  describe('the habits of a server', () => {
    const otherHistory = (shared: ServerHabits): TokenHistory => {
      const history = new TokenHistory({ ...owner, key: 'other' }, shared, 0);
      history.take(token('x'), NOW);
      return history;
    };

    it('learnt with one application count for those that have shown nothing themselves', () => {
      const shared = habits();
      const history = new TokenHistory(owner, shared, 0);
      const other = otherHistory(shared);
      assert.equal(other.facts?.reusesToken, false);
      history.take(token('one'), NOW);
      history.take(token('one'), NOW);
      assert.equal(other.facts.reusesToken, true);
      other.take(token('y'), NOW);
      assert.deepEqual([other.facts.reusesToken, history.facts?.reusesToken], [false, true]);
    });

    it('come from the store while nothing was learnt in this session', () => {
      const shared = habits();
      new TokenHistory(owner, shared, 0).adopt(record({ reusesToken: true }), NOW);
      new TokenHistory(owner, shared, 0).adopt(record({ reusesToken: false }), NOW);
      assert.equal(otherHistory(shared).facts?.reusesToken, true);
    });
  });

  describe('clockSetBack', () => {
    it('suspects a token with an end, and lets the next try come at once', () => {
      const history = historyWith('one');
      history.fail(network, NOW, 0.5);
      history.postponedUntilMs = NOW + 1;
      history.clockSetBack(5000);
      assert.deepEqual([history.suspect, history.retryAtMs, history.postponedUntilMs], [true, 0, 0]);
      assert.deepEqual(
        [history.token?.issuedAtMs, history.token?.expiresAtMs],
        [NOW - 5000, NOW + 3_600_000 - 5000],
      );
    });

    it('has nothing to suspect without a stated expiry', () => {
      const history = new TokenHistory(owner, habits(), 0);
      history.take({ accessToken: 'one', issuedAtMs: NOW, scopes: [], permissions: [] }, NOW);
      history.clockSetBack(5000);
      assert.equal(history.suspect, false);
    });
  });

  describe('fail', () => {
    it('counts failures in a row, and respects Retry-After', () => {
      const history = historyWith();
      history.fail(network, NOW, 0.999);
      assert.equal((history.retryAtMs ?? 0) <= NOW + 2000, true);
      for (let n = 0; n < 20; n += 1) {
        history.fail(network, NOW, 0.999);
      }
      assert.equal((history.retryAtMs ?? 0) > NOW + 290_000, true);
      history.fail(new RouteeError('rateLimited', '', { retryAfterMs: 900_000 }), NOW, 0.5);
      assert.equal(history.retryAtMs, NOW + 900_000);
    });

    it('leaves the token alone', () => {
      const history = historyWith('one');
      history.fail(network, NOW, 0.5);
      assert.equal(history.state.kind === 'failed' && history.state.token?.accessToken, 'one');
      history.fail(new RouteeError('credentialsRejected', 'No.'), NOW, 0.5);
      assert.equal(history.state.kind === 'rejected' && history.state.token?.accessToken, 'one');
    });
  });

  describe('throwWhatIsKnown', () => {
    it('throws a rejection for ever, a failure for a second or for its Retry-After', () => {
      const history = historyWith();
      history.throwWhatIsKnown(0);
      history.budget.noteAttempt(1000, false);
      history.fail(network, NOW, 0.5);
      assert.throws(() => {
        history.throwWhatIsKnown(1999);
      }, network);
      history.throwWhatIsKnown(2000);
      const limited = new RouteeError('rateLimited', '', { retryAfterMs: 5000 });
      history.fail(limited, NOW, 0.5);
      assert.throws(() => {
        history.throwWhatIsKnown(5999);
      }, limited);
      history.throwWhatIsKnown(6000);
      history.fail(new RouteeError('invalidScope', 'No sms.'), NOW, 0.5);
      assert.throws(
        () => {
          history.throwWhatIsKnown(1e9);
        },
        { code: 'invalidScope', message: 'No sms.' },
      );
    });
  });

  it('writes a record that another window reads as the same', () => {
    const history = historyWith('one');
    history.take(token('one'), NOW);
    history.fail(new RouteeError('invalidScope', 'No sms.'), NOW, 0.5);
    const other = new TokenHistory(owner, habits(), 0);
    assert.equal(other.adopt(history.toRecord(), NOW), true);
    assert.deepEqual([other.state, other.facts], [history.state, history.facts]);
    assert.equal(other.adopt(history.toRecord(), NOW), false);
  });
});

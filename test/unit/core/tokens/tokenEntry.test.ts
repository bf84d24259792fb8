import assert from 'node:assert/strict';

import { RouteeError } from '../../../../src/core/protocol/routeeError.ts';
import type { Token } from '../../../../src/core/protocol/token.ts';
import type { ServerHabits } from '../../../../src/core/tokens/heldToken.ts';
import { TokenEntry } from '../../../../src/core/tokens/tokenEntry.ts';
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
const entryWith = (accessToken?: string): TokenEntry => {
  const entry = new TokenEntry(owner, habits(), 0, 0.5);
  if (accessToken !== undefined) {
    entry.take(token(accessToken), NOW);
    entry.wasStored(entry.toRecord());
  }
  return entry;
};
const network = new RouteeError('network', 'No network.');

describe('TokenEntry', () => {
  describe('take', () => {
    it('learns what kind of server it is from an exchange while the old token lives', () => {
      const entry = entryWith('one');
      assert.equal(entry.outlook?.reusesToken, false);
      entry.take(token('one'), NOW + 1000);
      assert.equal(entry.outlook.reusesToken, true);
      entry.take(
        token('two', { issuedAtMs: NOW + 4_000_000, expiresAtMs: NOW + 8_000_000 }),
        NOW + 4_000_000,
      );
      assert.equal(entry.outlook.reusesToken, true, 'the old one had expired: nothing was learnt');
      entry.take(token('three'), NOW + 5_000_000);
      assert.equal(entry.outlook.reusesToken, false);
    });

    it('keeps the first moment of issue of a token that comes again', () => {
      const entry = entryWith('one');
      entry.take(token('one', { issuedAtMs: NOW + 1000, expiresAtMs: NOW + 5000 }), NOW + 1000);
      assert.deepEqual([entry.token?.issuedAtMs, entry.token?.expiresAtMs], [NOW, NOW + 5000]);
    });

    it('ends a failure, a rejection, a suspicion and a postponement', () => {
      const entry = entryWith('one');
      entry.fail(network, NOW, 0.5);
      entry.clockSetBack(5000);
      entry.fail(new RouteeError('invalidScope', 'No.'), NOW, 0.5);
      entry.postponedUntilMs = NOW + 1;
      entry.take(token('two'), NOW);
      assert.deepEqual(
        [entry.state.kind, entry.rejected, entry.suspect, entry.retryAtMs, entry.postponedUntilMs],
        ['ready', false, false, undefined, 0],
      );
    });
  });

  describe('adopt', () => {
    it('follows a token, a rejection, and their end', () => {
      const entry = entryWith();
      assert.equal(entry.adopt(record({ token: token('one'), reusesToken: true }), NOW), true);
      assert.deepEqual([entry.token?.accessToken, entry.outlook?.reusesToken], ['one', true]);
      assert.equal(entry.adopt(record({ token: token('one'), reusesToken: true }), NOW), false);
      assert.equal(entry.adopt(record({ rejection }), NOW), true);
      assert.deepEqual([entry.token, entry.rejected, entry.state.kind], [undefined, true, 'rejected']);
      assert.equal(entry.adopt(record(), NOW), true);
      assert.equal(entry.state.kind, 'none');
    });

    it('keeps what it has when the store has nothing', () => {
      const entry = entryWith('one');
      assert.equal(entry.adopt(undefined, NOW), false);
      assert.equal(entry.token?.accessToken, 'one');
    });

    it('does not let what was stored before undo what is not stored yet', () => {
      const entry = entryWith('one');
      entry.take(token('two'), NOW);
      assert.equal(entry.adopt(record({ token: token('other') }), NOW), false);
      assert.equal(entry.token?.accessToken, 'two');
      entry.toRecord();
      assert.equal(entry.adopt(record({ token: token('three') }), NOW), true);
    });

    it('takes a failed write for no news: the store still says what it said', () => {
      const entry = entryWith('one');
      entry.take(token('two'), NOW);
      entry.toRecord();
      assert.equal(entry.adopt(record({ token: token('one'), usedAtMs: NOW }), NOW), false);
      assert.equal(entry.token?.accessToken, 'two');
      assert.equal(entry.adopt(record({ token: token('three') }), NOW), true);
    });

    it('does not undo a rejection that is not stored yet', () => {
      const entry = entryWith('one');
      entry.fail(new RouteeError('invalidScope', 'No.'), NOW, 0.5);
      assert.equal(entry.adopt(record({ token: token('other') }), NOW), false);
      assert.equal(entry.rejected, true);
    });

    it('ends a failure only by a token', () => {
      const entry = entryWith('one');
      entry.fail(network, NOW, 0.5);
      entry.adopt(record({ token: token('one'), usedAtMs: 5 }), NOW);
      assert.equal(entry.state.kind, 'failed');
      entry.adopt(record({ token: token('two') }), NOW);
      assert.equal(entry.state.kind, 'ready');
    });

    it('suspects a token from the future, within what clocks are corrected by', () => {
      const entry = entryWith();
      entry.adopt(record({ token: token('one', { issuedAtMs: NOW + 1500 }) }), NOW);
      assert.equal(entry.suspect, false);
      entry.adopt(record({ token: token('two', { issuedAtMs: NOW + 2500 }) }), NOW);
      assert.equal(entry.suspect, true);
    });

    it('follows the last use, but not into the future', () => {
      const entry = new TokenEntry(owner, habits(), 50, 0.5);
      entry.adopt(record({ usedAtMs: 20 }), NOW);
      assert.equal(entry.usedAtMs, 50);
      entry.adopt(record({ usedAtMs: NOW + 1 }), NOW);
      assert.equal(entry.usedAtMs, NOW);
    });
  });

  describe('the habits of a server', () => {
    const otherEntry = (shared: ServerHabits): TokenEntry => {
      const entry = new TokenEntry({ ...owner, key: 'other' }, shared, 0, 0.5);
      entry.take(token('x'), NOW);
      return entry;
    };

    it('learnt with one application count for those that have shown nothing themselves', () => {
      const shared = habits();
      const entry = new TokenEntry(owner, shared, 0, 0.5);
      const other = otherEntry(shared);
      assert.equal(other.outlook?.reusesToken, false);
      entry.take(token('one'), NOW);
      entry.take(token('one'), NOW);
      assert.equal(other.outlook.reusesToken, true);
      other.take(token('y'), NOW);
      assert.deepEqual([other.outlook.reusesToken, entry.outlook?.reusesToken], [false, true]);
    });

    it('come from the store while nothing was learnt in this session', () => {
      const shared = habits();
      new TokenEntry(owner, shared, 0, 0.5).adopt(record({ reusesToken: true }), NOW);
      new TokenEntry(owner, shared, 0, 0.5).adopt(record({ reusesToken: false }), NOW);
      assert.equal(otherEntry(shared).outlook?.reusesToken, true);
    });
  });

  describe('clockSetBack', () => {
    it('suspects a token with an end, and lets the next try come at once', () => {
      const entry = entryWith('one');
      entry.fail(network, NOW, 0.5);
      entry.postponedUntilMs = NOW + 1;
      entry.clockSetBack(5000);
      assert.deepEqual([entry.suspect, entry.retryAtMs, entry.postponedUntilMs], [true, 0, 0]);
      assert.deepEqual(
        [entry.token?.issuedAtMs, entry.token?.expiresAtMs],
        [NOW - 5000, NOW + 3_600_000 - 5000],
      );
    });

    it('has nothing to suspect without a stated expiry', () => {
      const entry = new TokenEntry(owner, habits(), 0, 0.5);
      entry.take({ accessToken: 'one', issuedAtMs: NOW, scopes: [], permissions: [] }, NOW);
      entry.clockSetBack(5000);
      assert.equal(entry.suspect, false);
    });
  });

  describe('fail', () => {
    it('counts failures in a row, and respects Retry-After', () => {
      const entry = entryWith();
      entry.fail(network, NOW, 0.999);
      assert.equal((entry.retryAtMs ?? 0) <= NOW + 2000, true);
      for (let n = 0; n < 20; n += 1) {
        entry.fail(network, NOW, 0.999);
      }
      assert.equal((entry.retryAtMs ?? 0) > NOW + 290_000, true);
      entry.fail(new RouteeError('rateLimited', '', { retryAfterMs: 900_000 }), NOW, 0.5);
      assert.equal(entry.retryAtMs, NOW + 900_000);
    });

    it('leaves the token alone', () => {
      const entry = entryWith('one');
      entry.fail(network, NOW, 0.5);
      assert.equal(entry.state.kind === 'failed' && entry.state.token?.accessToken, 'one');
      entry.fail(new RouteeError('credentialsRejected', 'No.'), NOW, 0.5);
      assert.equal(entry.state.kind === 'rejected' && entry.state.token?.accessToken, 'one');
    });
  });

  describe('throwWhatIsKnown', () => {
    it('throws a rejection for ever, a failure for a second or for its Retry-After', () => {
      const entry = entryWith();
      entry.throwWhatIsKnown(0);
      entry.budget.noteAttempt(1000, false);
      entry.fail(network, NOW, 0.5);
      assert.throws(() => {
        entry.throwWhatIsKnown(1999);
      }, network);
      entry.throwWhatIsKnown(2000);
      const limited = new RouteeError('rateLimited', '', { retryAfterMs: 5000 });
      entry.fail(limited, NOW, 0.5);
      assert.throws(() => {
        entry.throwWhatIsKnown(5999);
      }, limited);
      entry.throwWhatIsKnown(6000);
      entry.fail(new RouteeError('invalidScope', 'No sms.'), NOW, 0.5);
      assert.throws(
        () => {
          entry.throwWhatIsKnown(1e9);
        },
        { code: 'invalidScope', message: 'No sms.' },
      );
    });
  });

  it('writes a record that another window reads as the same', () => {
    const entry = entryWith('one');
    entry.take(token('one'), NOW);
    entry.fail(new RouteeError('invalidScope', 'No sms.'), NOW, 0.5);
    const other = new TokenEntry(owner, habits(), 0, 0.1);
    assert.equal(other.adopt(entry.toRecord(), NOW), true);
    assert.deepEqual([other.state, other.outlook], [entry.state, entry.outlook]);
    assert.equal(other.adopt(entry.toRecord(), NOW), false);
  });
});

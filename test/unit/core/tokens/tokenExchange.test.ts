import assert from 'node:assert/strict';

import type { Application } from '../../../../src/core/applications/application.ts';
import { CLOCK_TOLERANCE_MS, type Token } from '../../../../src/core/protocol/token.ts';
import { ExchangeBudget } from '../../../../src/core/tokens/exchangeBudget.ts';
import { exchangeUntilAlive } from '../../../../src/core/tokens/tokenExchange.ts';
import { FakeTime } from '../../../support/fakeTime.ts';

const shop = { name: 'Shop', id: 'id', secret: 'secret', scopes: [] };
const application: Application = { version: 1, key: 'a', revision: '1', ...shop };

describe('An exchange that goes on until the token is alive', () => {
  let time: FakeTime;
  let budget: ExchangeBudget;
  let exchanges: number;
  /** The seconds that each token has left to live; the last one stands for all that follow. */
  let lives: number[];

  beforeEach(() => {
    time = new FakeTime();
    budget = new ExchangeBudget();
    exchanges = 0;
    lives = [0];
  });

  const token = (seconds: number): Token => ({
    ...{ accessToken: 'token', issuedAtMs: time.now(), expiresAtMs: time.now() + seconds * 1000 },
    ...{ scopes: [], permissions: [] },
  });

  async function exchange(
    automatic: boolean,
    answer = (): Token => token(lives[exchanges - 1] ?? lives.at(-1) ?? 0),
  ) {
    const { signal } = new AbortController();
    const job = { application, authUrl: 'https://auth.example/oauth/token', budget, automatic, signal };
    const ports = {
      ...{ clock: time, timers: time },
      exchange: () => {
        exchanges++;
        return Promise.resolve(answer());
      },
    };
    const outcome = exchangeUntilAlive(job, ports).catch((error: unknown) => error);
    await time.advance(10_000);
    return outcome;
  }

  const expired = {
    code: 'expiredToken',
    message:
      "Routee issued a token that has already expired. Try again in a moment. If this keeps happening, check the application's Token Expiration in Routee's portal.",
  };
  const assertFailure = (error: unknown): void => {
    assert.ok(error instanceof Error && 'code' in error);
    assert.deepEqual({ code: error.code, message: error.message }, expired);
  };

  for (const automatic of [true, false]) {
    describe(automatic ? 'by itself' : 'that a person asked for', () => {
      it('asks a second later for one that lives, three times at most', async () => {
        lives = [0, 0, 60];
        const outcome = await exchange(automatic);
        assert.ok(typeof outcome === 'object' && outcome !== null && 'token' in outcome);
        assert.equal(exchanges, 3);
        exchanges = 0;
        lives = [0, 0, 0, 60];
        assertFailure(await exchange(automatic));
        assert.equal(exchanges, 3);
      });
    });
  }

  it('asks no second time where the hour has no more of them, unless a person asked', async () => {
    for (let n = 0; n < 60; n++) budget.noteAttempt(time.monotonic(), true);
    await time.advance(1000);
    assertFailure(await exchange(true));
    assert.equal(exchanges, 1);
    exchanges = 0;
    assertFailure(await exchange(false));
    assert.equal(exchanges, 3);
  });

  it('takes back from the life of a token what the clock was set back meanwhile', async () => {
    const after = async (ms: number): Promise<unknown> => {
      const issued = token(3600);
      return exchange(false, () => {
        time.jump(-ms);
        return issued;
      });
    };
    const issuedAtMs = time.now();
    const expiresAtMs = issuedAtMs + 3_600_000;
    const isAt = (outcome: unknown, setBackMs: number): void => {
      const times = { issuedAtMs: issuedAtMs - setBackMs, expiresAtMs: expiresAtMs - setBackMs };
      assert.deepEqual(outcome, {
        roundTripMs: 0,
        token: { accessToken: 'token', scopes: [], permissions: [], ...times },
      });
    };
    isAt(await after(CLOCK_TOLERANCE_MS), 0);
    time.jump(issuedAtMs - time.now());
    isAt(await after(CLOCK_TOLERANCE_MS + 1), CLOCK_TOLERANCE_MS + 1);
  });
});

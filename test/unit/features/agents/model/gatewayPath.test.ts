import assert from 'node:assert/strict';

import { behindSecret, newSecret } from '../../../../../src/features/agents/model/gatewayPath.ts';

describe('The secret in an address of the gateway', () => {
  const secret = newSecret();
  const other = newSecret();

  it('has 256 bits, and is another one each time', () => {
    assert.match(secret, /^[\da-f]{64}$/);
    assert.notEqual(secret, other);
  });

  const right: [rest: string][] = [
    ['/'],
    ['/accounts/me/balance'],
    ['/sms?a=b'],
    ['//evil.example'],
    [`/${secret}/`],
  ];
  for (const [rest] of right) {
    it(`leads to what is behind it: ${rest.slice(0, 20)}`, () => {
      assert.equal(behindSecret(`/${secret}${rest}`, secret), rest);
    });
  }

  const wrong = [
    ...['', '/', '//', '/sms', secret, `/${secret}`, `/${secret}x/`, `//${secret}/`, `/${other}/sms`],
    ...[
      `/${secret.slice(0, -1)}/sms`,
      `/${secret.slice(1)}/sms`,
      `/${secret.toUpperCase()}A/`,
      `/x/${secret}/sms`,
    ],
    ...[
      `http://127.0.0.1/${secret}/sms`,
      `/%${secret}/`,
      `/${'0'.repeat(64)}/`,
      `/${secret}\0/`,
      `?${secret}/sms`,
    ],
  ];
  for (const url of wrong) {
    it(`is not in ${JSON.stringify(url.replaceAll(secret, 'SECRET'))}`, () => {
      assert.equal(behindSecret(url, secret), undefined);
    });
  }

  it('takes a guess the same time, however much of it is right', () => {
    const time = (guess: string): number => {
      const start = performance.now();
      for (let index = 0; index < 10_000; index++) behindSecret(guess, secret);
      return performance.now() - start;
    };
    const guesses = [`/${'x'.repeat(64)}/`, `/${secret.slice(0, -1)}x/`];
    // The quickest of several runs: others share this machine.
    const times = guesses.map((guess) => Math.min(...Array.from({ length: 20 }, () => time(guess))));
    const [first = 0, last = 0] = times;
    assert.ok(Math.max(first, last) < 2 * Math.min(first, last) + 1, times.join(' and '));
  });
});

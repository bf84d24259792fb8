import fc from 'fast-check';

import { Monkey, type Step } from '../../support/simulation/monkey.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../support/simulation/scenario.ts';

const number = fc.nat({ max: 5 });
const window = number;
const key = number;

/** Weighted, for what matters happens between the other things: time passes, and tokens are asked for. */
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('advance' as const),
      ms: fc.constantFrom(10, 60, 250, 400, SECOND, 5 * SECOND, 30 * SECOND, MINUTE, 10 * MINUTE, HOUR),
    }),
  },
  { weight: 8, arbitrary: fc.record({ do: fc.constant('get' as const), window, key, renew: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('cancel' as const), call: number }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('invalidate' as const), window, key }) },
  { weight: 2, arbitrary: fc.constant({ do: 'open' as const }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('kill' as const, 'close' as const), window }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('fault' as const),
      fault: fc.constantFrom(
        undefined,
        undefined,
        'network' as const,
        'rateLimited' as const,
        'credentialsRejected' as const,
        'notFound' as const,
        'hang' as const,
      ),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('server' as const),
      policy: fc.constantFrom('same' as const, 'new' as const),
      lifetimeS: fc.constantFrom(undefined, -1, 0, 1, 3, 40, 3600, 86_400, 631_139_040),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('clock' as const),
      ms: fc.constantFrom(-DAY, -2 * HOUR, -10 * MINUTE, -10 * SECOND, 10 * SECOND, HOUR, 2 * DAY),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('revoke' as const), key }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom('edit' as const, 'rename' as const, 'remove' as const, 'activate' as const),
      key,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('settings' as const),
      other: fc.boolean(),
      onDemand: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('store' as const),
      window,
      fault: fc.constantFrom(undefined, 'get' as const, 'store' as const, 'delete' as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('noise' as const), window, key }) },
);

/** `ROUTEE_RUNS=5000` looks harder. */
const numRuns = Number(process.env['ROUTEE_RUNS'] ?? 150);

describe('TokenManager, whatever happens', () => {
  for (const sleeps of [true, false]) {
    it(`keeps the rules, with ${sleeps ? 'sleeps' : 'a clock that is set'}`, async function () {
      this.timeout(numRuns * 200);
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 60, size: 'max' }), (steps) =>
          new Monkey(sleeps).play(steps),
        ),
        { numRuns },
      );
    });
  }
});

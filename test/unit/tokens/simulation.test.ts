import assert from 'node:assert/strict';

import { leastExchanges } from '../../support/simulation/leastExchanges.ts';
import { formatRow, missedGoals } from '../../support/simulation/report.ts';
import { runSimulation, type SimulationResult } from '../../support/simulation/runSimulation.ts';
import { DAY, HOUR, MINUTE, SECOND, SHORT_SCENARIOS } from '../../support/simulation/scenario.ts';

describe('The simulation, in short', function () {
  this.timeout(20_000);

  for (const scenario of SHORT_SCENARIOS) {
    it(`meets its goals: ${scenario.name}, ${scenario.applications} applications, ${scenario.windows} windows`, async () => {
      const result = await runSimulation(scenario);
      assert.deepEqual(missedGoals(result), [], formatRow(result));
      assert.equal(result.tokensHandedOut > 0, true);
    });
  }

  it('can miss each goal', () => {
    const [scenario] = SHORT_SCENARIOS;
    assert.ok(scenario);
    const good: SimulationResult = {
      scenario: { ...scenario, applications: 10_000 },
      exchanges: 105,
      least: 100,
      tokensHandedOut: 10,
      expiredHandedOut: 0,
      longestGapMs: 5 * MINUTE,
      peakExchanges: 4,
      timersAlive: 1,
      wallMs: 59 * SECOND,
    };
    assert.deepEqual(missedGoals(good), []);
    const bad: Partial<SimulationResult>[] = [
      { exchanges: 106 },
      { expiredHandedOut: 1 },
      { longestGapMs: 5 * MINUTE + 1 },
      { peakExchanges: 5 },
      { timersAlive: 2 },
      { wallMs: 60 * SECOND },
    ];
    for (const change of bad) {
      assert.equal(missedGoals({ ...good, ...change }).length, 1, JSON.stringify(change));
    }
  });

  describe('the least number of exchanges', () => {
    const always = [{ fromMs: 0, toMs: 10 * DAY }];

    it('is one a lifetime for the active application', () => {
      assert.equal(leastExchanges([], true, always, HOUR), 240);
      assert.equal(leastExchanges([], true, always, Infinity), 1);
    });

    it('covers a day after each use of another one', () => {
      assert.equal(leastExchanges([], false, always, HOUR), 0);
      assert.equal(leastExchanges([DAY], false, always, HOUR), 24);
      assert.equal(leastExchanges([DAY, DAY + 12 * HOUR], false, always, HOUR), 36);
      assert.equal(leastExchanges([DAY, 5 * DAY], false, always, 5 * DAY), 1);
    });

    it('needs none while the machine sleeps', () => {
      const awake = [
        { fromMs: 0, toMs: 2 * HOUR },
        { fromMs: 10 * HOUR, toMs: 10.5 * HOUR },
      ];
      assert.equal(leastExchanges([], true, awake, HOUR), 3);
      assert.equal(leastExchanges([HOUR], false, awake, HOUR), 2);
    });
  });
});

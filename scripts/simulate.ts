// Runs the real TokenManager through simulated months, prints what came of it, and fails when a goal is missed.
import { formatRow, LEGEND, missedGoals } from '../test/support/simulation/report.ts';
import { runSimulation } from '../test/support/simulation/runSimulation.ts';
import { SCENARIOS, SHORT_SCENARIOS } from '../test/support/simulation/scenario.ts';

const misses: string[] = [];
console.log(formatRow(undefined));
for (const scenario of process.argv.includes('--short') ? SHORT_SCENARIOS : SCENARIOS) {
  const result = await runSimulation(scenario);
  console.log(formatRow(result));
  misses.push(...missedGoals(result).map((goal) => `${scenario.name} (${scenario.applications}): ${goal}`));
}
console.log(`\n${LEGEND}\n`);
console.log(misses.length === 0 ? 'All goals are met.' : `Goals missed:\n${misses.join('\n')}`);
process.exitCode = misses.length === 0 ? 0 : 1;

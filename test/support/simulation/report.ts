import type { SimulationResult } from './runSimulation.ts';
import { isFailureFree, MINUTE, SECOND } from './scenario.ts';

/** `undefined`: the goal does not concern this row. */
interface Goal {
  readonly what: string;
  readonly isMet: (result: SimulationResult) => boolean | undefined;
}

/** Issue 3: a token is there again within the longest back-off once the server is. */
const LONGEST_GAP_MS = 5 * MINUTE;
const MOST_TIMES_THE_LEAST = 1.05;
const MOST_WALL_MS = 60 * SECOND;

const GOALS: readonly Goal[] = [
  {
    what: `at most ${MOST_TIMES_THE_LEAST} times the least number of exchanges where nothing fails`,
    isMet: (result) =>
      isFailureFree(result.scenario) ? result.exchanges <= result.least * MOST_TIMES_THE_LEAST : undefined,
  },
  { what: 'no expired token handed out', isMet: ({ expiredHandedOut }) => expiredHandedOut === 0 },
  {
    what: 'a valid token within 5 minutes once one can be had',
    isMet: ({ longestGapMs }) => longestGapMs <= LONGEST_GAP_MS,
  },
  { what: 'at most 4 background exchanges at once', isMet: ({ peakExchanges }) => peakExchanges <= 4 },
  { what: 'one timer', isMet: ({ timersAlive }) => timersAlive === 1 },
  {
    what: '10,000 applications for a month in less than 60 s',
    isMet: ({ scenario, wallMs }) => (scenario.applications < 10_000 ? undefined : wallMs < MOST_WALL_MS),
  },
];

export function missedGoals(result: SimulationResult): string[] {
  return GOALS.filter(({ isMet }) => isMet(result) === false).map(({ what }) => what);
}

const COLUMNS: readonly (readonly [string, (result: SimulationResult) => string])[] = [
  ['server', ({ scenario }) => scenario.name],
  ['apps', ({ scenario }) => count(scenario.applications)],
  ['windows', ({ scenario }) => count(scenario.windows)],
  ['days', ({ scenario }) => count(scenario.days)],
  ['uses', ({ tokensHandedOut }) => count(tokensHandedOut)],
  ['exchanges', ({ exchanges }) => count(exchanges)],
  ['least', ({ least }) => count(least)],
  ['ratio', ({ exchanges, least }) => (exchanges / least).toFixed(3)],
  ['expired', ({ expiredHandedOut }) => count(expiredHandedOut)],
  ['longest gap', ({ longestGapMs }) => `${(longestGapMs / SECOND).toFixed(1)} s`],
  ['peak', ({ peakExchanges }) => count(peakExchanges)],
  ['timers', ({ timersAlive }) => count(timersAlive)],
  ['wall', ({ wallMs }) => `${(wallMs / SECOND).toFixed(1)} s`],
  ['goals', (result) => (missedGoals(result).length === 0 ? 'met' : 'MISSED')],
];

export const LEGEND = `exchanges    token requests that all windows made together
least        exchanges of somebody who knows the future: a token for the active application always, for any
             other for a day after each use, while the machine is awake
expired      uses that got an expired token though the server could be reached
longest gap  longest time without a valid token of an application that is kept fresh, once the server was there,
             the machine awake and its last failed request over
peak         background exchanges of one window at the same time
timers       most timers of one window alive while it made no exchange
wall         real time of the run`;

/** The table, a row at a time: the first line of the answer to `undefined` is the head. */
export function formatRow(result: SimulationResult | undefined): string {
  return COLUMNS.map(([name, cell], n) => {
    const text = result === undefined ? name : cell(result);
    return n === 0 ? text.padEnd(18) : text.padStart(Math.max(name.length, 7));
  }).join('  ');
}

function count(value: number): string {
  return value.toLocaleString('en-US');
}

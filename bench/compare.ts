// Measures all candidates in one run and prints what came of it.
import { exitWithParent } from '../scripts/exitWithParent.ts';
import { describeActivation, measureActivation } from './activation/measureActivation.ts';
import type { ActivationTimes } from './activation/timedMain.ts';
import { candidates, ours } from './candidates/all.ts';
import { measureHttpFiles } from './httpFiles.ts';
import { HEAP_APPLICATIONS, measureHeap } from './heap.ts';
import { CONCURRENT_CALLERS, measureCached, measureCold, measureConcurrent } from './measurements.ts';
import { reasons } from './reasons.ts';
import { formatRatio, formatRow, winner, type Row } from './report.ts';
import { median, spread, type Spread } from './statistics.ts';
import { startTokenServer } from './tokenServer.ts';

const MOST_OVER_BARE_FETCH = 1.1;

exitWithParent();
const misses: string[] = [];

function tell(row: Row, why: string): void {
  console.log(formatRow(row, ours));
  const first = winner(row, ours);
  if (first === undefined) console.log('Goal met: first.');
  else miss(`“${row.title}”: ${first.name} is first`, why);
}

function miss(what: string, why: string): void {
  console.log(`GOAL MISSED. Why: ${why}`);
  misses.push(what);
}

const server = await startTokenServer();
for (const { name, note } of candidates) console.log(`${name.padEnd(27)} ${note}`);

tell(
  {
    title: 'Calls a second of a cached token',
    series: await measureCached(candidates, server),
    moreIsBetter: true,
    format: (value) => `${(value / 1e6).toFixed(3)} M/s`,
  },
  reasons.cached,
);

const { latency, bareFetch, exchangeAlone } = await measureCold(candidates, server);
tell(
  {
    title: 'First token of an application',
    series: latency,
    moreIsBetter: false,
    format: (value) => `${value.toFixed(0)} µs`,
  },
  reasons.cold,
);
const toBare = (values: readonly number[]): Spread =>
  spread(values.map((value, repeat) => value / (bareFetch[repeat] ?? NaN)));
const own = latency.get(ours) ?? [];
const overBare = toBare(own);
const extra = median(own.map((value, repeat) => value - (bareFetch[repeat] ?? NaN)));
console.log(
  `A bare fetch takes ${median(bareFetch).toFixed(0)} µs. ${ours.name} to it: ${formatRatio(overBare).trim()}, ` +
    `${extra.toFixed(0)} µs more; to a server that takes 20 ms that is ${(1 + extra / 20_000).toFixed(3)}. ` +
    `Its exchange alone, without the manager: ${formatRatio(toBare(exchangeAlone)).trim()}.`,
);
if (overBare.median <= MOST_OVER_BARE_FETCH) console.log(`Goal met: within ${MOST_OVER_BARE_FETCH}.`);
else miss(`cold exchange: ${overBare.median.toFixed(2)} of the bare fetch`, reasons.bare);

const { exchanges, milliseconds } = await measureConcurrent(candidates, server);
tell(
  {
    title: `${CONCURRENT_CALLERS} callers at once of an application without a token`,
    series: milliseconds,
    moreIsBetter: false,
    format: (value) => `${value.toFixed(2)} ms`,
    aside: { title: 'exchanges made', series: exchanges },
  },
  reasons.concurrent,
);

tell(
  {
    title: `Heap of an application with a token, of ${HEAP_APPLICATIONS}`,
    series: await measureHeap(candidates, server),
    moreIsBetter: false,
    format: (value) => `${value.toFixed(0)} bytes`,
  },
  reasons.heap,
);
server.stop();

for (const row of await measureHttpFiles()) {
  const { title, milliseconds, limitMs, peer, peerMilliseconds } = row;
  const { median: middle, min, max } = spread(milliseconds);
  const toPeer = spread(milliseconds.map((value, repeat) => value / (peerMilliseconds[repeat] ?? NaN)));
  console.log(
    `\n${title}: ${middle.toFixed(1)} ms (${min.toFixed(1)} … ${max.toFixed(1)}); ` +
      `ratio to ${peer}: ${toPeer.median.toFixed(4)} (${toPeer.min.toFixed(4)} … ${toPeer.max.toFixed(4)})`,
  );
  if (limitMs === undefined) continue;
  if (middle < limitMs) console.log(`Goal met: under ${limitMs} ms.`);
  else miss(`“${title}”: ${middle.toFixed(1)} ms`, reasons.httpFiles);
}

const activation = await measureActivation();
const sum = ({ load, activate }: ActivationTimes): number => load + activate;
const activationRatio = spread(activation.map(({ own, peer }) => sum(own) / sum(peer)));
console.log(
  `\nStart in VS Code’s extension host, load + activate (median of ${activation.length} new hosts)\n` +
    `Routee Auth                  ${describeActivation(activation.map(({ own }) => own))}\n` +
    `vscode.github-authentication ${describeActivation(activation.map(({ peer }) => peer))}\n` +
    `Ratio of both together: ${formatRatio(activationRatio).trim()}`,
);
if (activationRatio.median <= 1) console.log('Goal met: not above it.');
else
  miss(`start in the extension host: ${activationRatio.median.toFixed(2)} of the peer`, reasons.activation);

console.log(misses.length === 0 ? '\nAll goals are met.' : `\nGoals missed:\n${misses.join('\n')}`);

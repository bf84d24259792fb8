// Measures all candidates in one run and prints what came of it.
import { exitWithParent } from '../scripts/exitWithParent.ts';
import { describeActivation, measureActivation } from './activation/measureActivation.ts';
import type { ActivationTimes } from './activation/timedMain.ts';
import { candidates, ours } from './candidates/all.ts';
import { measureHttpFiles } from './httpFiles.ts';
import { measureInsertToken } from './insertToken/measureInsertToken.ts';
import { CONCURRENT_CALLERS, measureCold, measureConcurrent } from './measurements.ts';
import { formatRatio, formatRow, winner, type Row } from './report.ts';
import { median, spread } from './statistics.ts';
import { startTokenServer } from './tokenServer.ts';

const MOST_OVER_BARE_FETCH = 1.25;
const MOST_OF_PEER_START = 0.85;
const MOST_OF_SNIPPET = 2;

exitWithParent();
const misses: string[] = [];

function judge(isMet: boolean, goal: string, miss: string): void {
  console.log(isMet ? `Goal met: ${goal}.` : `GOAL MISSED: ${goal}.`);
  if (!isMet) misses.push(miss);
}

function tell(row: Row): void {
  console.log(formatRow(row, ours));
  const first = winner(row, ours);
  judge(first === undefined, 'first', `“${row.title}”: ${first?.name ?? ''} is first`);
}

const server = await startTokenServer();
for (const { name, note } of candidates) console.log(`${name.padEnd(27)} ${note}`);

const { latency, bareFetch } = await measureCold(candidates, server);
tell({
  title: 'First token of an application',
  series: latency,
  format: (value) => `${value.toFixed(0)} µs`,
});
const own = latency.get(ours) ?? [];
const overBare = spread(own.map((value, repeat) => value / (bareFetch[repeat] ?? NaN)));
const extra = median(own.map((value, repeat) => value - (bareFetch[repeat] ?? NaN)));
console.log(
  `A bare fetch takes ${median(bareFetch).toFixed(0)} µs. ${ours.name} to it: ${formatRatio(overBare).trim()}, ` +
    `${extra.toFixed(0)} µs more; to a server that takes 20 ms that is ${(1 + extra / 20_000).toFixed(3)}.`,
);
judge(
  overBare.median <= MOST_OVER_BARE_FETCH,
  `within ${MOST_OVER_BARE_FETCH}`,
  `cold exchange: ${overBare.median.toFixed(2)} of the bare fetch`,
);

const { exchanges, milliseconds } = await measureConcurrent(candidates, server);
tell({
  title: `Exchanges for ${CONCURRENT_CALLERS} callers at once of an application without a token`,
  series: exchanges,
  format: (value) => value.toFixed(0),
  aside: { title: 'milliseconds', series: milliseconds },
});

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
  judge(middle < limitMs, `under ${limitMs} ms`, `“${title}”: ${middle.toFixed(1)} ms`);
}

const insertions = await measureInsertToken();
const insertRatio = spread(insertions.map(({ own, peer }) => own / peer));
console.log(
  `\nFrom command to edit in a .http file of 1 MB (median of ${insertions.length}): Insert Token ` +
    `${median(insertions.map(({ own }) => own)).toFixed(0)} ms, editor.action.insertSnippet ` +
    `${median(insertions.map(({ peer }) => peer)).toFixed(0)} ms; ratio ${formatRatio(insertRatio).trim()}`,
);
judge(
  insertRatio.median <= MOST_OF_SNIPPET,
  `at most ${MOST_OF_SNIPPET} of it`,
  `Insert Token: ${insertRatio.median.toFixed(2)} of a snippet`,
);

const activation = await measureActivation();
const sum = ({ load, activate }: ActivationTimes): number => load + activate;
const activationRatio = spread(activation.map(({ own, peer }) => sum(own) / sum(peer)));
console.log(
  `\nStart in VS Code’s extension host, load + activate (median of ${activation.length} new hosts)\n` +
    `Routee Auth                  ${describeActivation(activation.map(({ own }) => own))}\n` +
    `vscode.github-authentication ${describeActivation(activation.map(({ peer }) => peer))}\n` +
    `Ratio of both together: ${formatRatio(activationRatio).trim()}`,
);
judge(
  activationRatio.median <= MOST_OF_PEER_START,
  `at most ${MOST_OF_PEER_START} of it`,
  `start in the extension host: ${activationRatio.median.toFixed(2)} of the peer`,
);

console.log(misses.length === 0 ? '\nAll goals are met.' : `\nGoals missed:\n${misses.join('\n')}`);

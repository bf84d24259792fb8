// Measures one candidate in a process of its own: node --expose-gc heap.ts <name> <token url>
import { execFile } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Applications, Candidate } from './candidate.ts';
import { candidates } from './candidates/all.ts';
import type { Series } from './measurements.ts';
import type { TokenServer } from './tokenServer.ts';

export const HEAP_APPLICATIONS = 10_000;
export const HEAP_REPEATS = 5;
const WARM_UP_APPLICATIONS = 300;
const AT_ONCE = 50;
/** Memory is not time: two at once do not disturb each other. */
const PROCESSES_AT_ONCE = 2;
const LIMIT_MS = 60_000;

/** Bytes of JavaScript heap an application with a token, each repeat in a fresh process. */
export async function measureHeap(all: readonly Candidate[], server: TokenServer): Promise<Series> {
  const series: Series = new Map(all.map((candidate) => [candidate, []]));
  const jobs = Array.from({ length: HEAP_REPEATS }, () => all).flat();
  const worker = async (): Promise<void> => {
    for (let candidate = jobs.shift(); candidate !== undefined; candidate = jobs.shift()) {
      const { stdout } = await promisify(execFile)(
        process.execPath,
        [...process.execArgv, '--expose-gc', import.meta.filename, candidate.name, server.url.href],
        { timeout: LIMIT_MS },
      );
      series.get(candidate)?.push(Number(stdout));
    }
  };
  await Promise.all(Array.from({ length: PROCESSES_AT_ONCE }, worker));
  return series;
}

async function heapUsed(): Promise<number> {
  for (let round = 0; round < 4; round += 1) {
    await delay(30);
    globalThis.gc?.();
  }
  return process.memoryUsage().heapUsed;
}

async function fill(applications: Applications, count: number): Promise<void> {
  const indexes = Array.from({ length: count }, (_, index) => index).values();
  const caller = async (): Promise<void> => {
    for (const index of indexes) await applications.getToken(index);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, caller));
}

async function measure(candidate: Candidate, tokenUrl: URL): Promise<number> {
  const open = candidate.openForHeap ?? candidate.open;
  const first = await open(tokenUrl, WARM_UP_APPLICATIONS);
  await fill(first, WARM_UP_APPLICATIONS);
  const before = await heapUsed();
  const applications = await open(tokenUrl, HEAP_APPLICATIONS);
  await fill(applications, HEAP_APPLICATIONS);
  const after = await heapUsed();
  applications.dispose();
  first.dispose();
  return (after - before) / HEAP_APPLICATIONS;
}

if (import.meta.main) {
  const [name, url = ''] = process.argv.slice(2);
  const candidate = candidates.find((one) => one.name === name);
  if (candidate === undefined) throw new Error(`There is no candidate ${name ?? ''}.`);
  process.stdout.write(String(await measure(candidate, new URL(url))), () => process.exit());
}

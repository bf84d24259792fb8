import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  at,
  newCredentials,
  SCOPE,
  type Applications,
  type Candidate,
  type Credentials,
} from './candidate.ts';
import { median } from './statistics.ts';
import type { TokenServer } from './tokenServer.ts';

const REPEATS = 7;
const COLD_SAMPLES = 150;
/** Samples of a candidate in a row. After each turn of another one its own code is cold, but never that of `fetch`. */
const STRETCH = 30;
export const CONCURRENT_CALLERS = 1000;

/** One number a repeat; the first repeat of all warms up and is not among them. */
export type Series = Map<Candidate, number[]>;

export interface Concurrent {
  readonly exchanges: Series;
  readonly milliseconds: Series;
}

export interface Cold {
  /** Microseconds, the median of the samples of each repeat. */
  readonly latency: Series;
  readonly bareFetch: readonly number[];
}

/** The first call of an application; every sample has an application of its own, opened before. */
export async function measureCold(candidates: readonly Candidate[], server: TokenServer): Promise<Cold> {
  const latency = newSeries(candidates);
  const bareFetch: number[] = [];
  const url = server.url.href;
  for (let repeat = 0; repeat <= REPEATS; repeat += 1) {
    const opened = await openAll(candidates, server, COLD_SAMPLES);
    const credentials = newCredentials(COLD_SAMPLES);
    const contestants: [Candidate | number[], (index: number) => Promise<unknown>][] = [
      [bareFetch, (index) => fetchBare(url, at(credentials, index))],
      ...[...opened].map(([candidate, applications]): (typeof contestants)[number] => [
        candidate,
        (index) => applications.getToken(index),
      ]),
    ];
    const samples = new Map(contestants.map(([contestant]) => [contestant, [] as number[]]));
    for (let from = 0; from < COLD_SAMPLES; from += STRETCH) {
      for (const [contestant, getToken] of shuffled(contestants)) {
        for (let index = from; index < from + STRETCH; index += 1) {
          await settle();
          const start = performance.now();
          await getToken(index);
          samples.get(contestant)?.push((performance.now() - start) * 1000);
        }
      }
    }
    for (const [contestant, values] of samples) {
      if (!Array.isArray(contestant)) note(latency, contestant, repeat, median(values));
      else if (repeat > 0) contestant.push(median(values));
    }
    closeAll(opened);
  }
  return { latency, bareFetch };
}

/** Many callers at once of an application that has no token yet. */
export async function measureConcurrent(
  candidates: readonly Candidate[],
  server: TokenServer,
): Promise<Concurrent> {
  const exchanges = newSeries(candidates);
  const milliseconds = newSeries(candidates);
  for (let repeat = 0; repeat <= REPEATS; repeat += 1) {
    for (const candidate of shuffled(candidates)) {
      const applications = await candidate.open(server.url, 1);
      const before = await server.exchanges();
      await settle();
      const start = performance.now();
      await Promise.all(Array.from({ length: CONCURRENT_CALLERS }, () => applications.getToken(0)));
      note(milliseconds, candidate, repeat, performance.now() - start);
      note(exchanges, candidate, repeat, (await server.exchanges()) - before);
      applications.dispose();
    }
  }
  return { exchanges, milliseconds };
}

function newSeries(candidates: readonly Candidate[]): Series {
  return new Map(candidates.map((candidate) => [candidate, []]));
}

function note(series: Series, candidate: Candidate, repeat: number, value: number): void {
  if (repeat > 0) series.get(candidate)?.push(value);
}

async function openAll(
  candidates: readonly Candidate[],
  server: TokenServer,
  count: number,
): Promise<Map<Candidate, Applications>> {
  const opened = new Map<Candidate, Applications>();
  for (const candidate of candidates) opened.set(candidate, await candidate.open(server.url, count));
  return opened;
}

function closeAll(opened: ReadonlyMap<Candidate, Applications>): void {
  for (const applications of opened.values()) applications.dispose();
}

/** In any order, so that nobody is always behind the same one and pays for what that one has left behind. */
function shuffled<T>(items: readonly T[]): T[] {
  return items
    .map((item) => ({ item, place: Math.random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
}

/** Lets what the one before still does in the background come to its end. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 4; turn += 1) await nextTurn();
}

/** What one writes without any library: no timeout, no check of the answer, nothing kept. */
async function fetchBare(url: string, { id, secret }: Credentials): Promise<unknown> {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      Accept: 'application/json',
      Authorization: `Basic ${btoa(`${id}:${secret}`)}`,
      'Content-Type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams({ grant_type: 'client_credentials', scope: SCOPE }).toString(),
    redirect: 'manual',
    cache: 'no-store',
    credentials: 'omit',
  });
  return response.json();
}

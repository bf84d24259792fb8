import path from 'node:path';
import type { Application } from '../src/core/applications/application.ts';
import { parseHttpFile } from '../src/core/httpFile/parser/parseHttpFile.ts';
import { planTokenInsertion } from '../src/core/httpFile/plan/planTokenInsertion.ts';
import { planTokenUpdates } from '../src/core/httpFile/plan/planTokenUpdates.ts';
import { findIssuedTokens } from '../src/features/updateTokens/model/findIssuedTokens.ts';
import { describeLens, placesWithLens } from '../src/features/updateTokens/model/issuedLens.ts';
import { MOST_IN_ALL, MOST_PER_APPLICATION } from '../src/core/issued/issuedToken.ts';
import { IssuedTokens } from '../src/core/issued/issuedTokens.ts';
import type { Disposable } from '../src/core/kit/ports.ts';
import { median } from './statistics.ts';

const REQUESTS = 5000;
const REPEATS = 9;
const SAMPLES = 5;

/** One measurement: milliseconds of each repeat, and of what it is compared with in the same repeat. */
export interface HttpFileRow {
  readonly title: string;
  readonly milliseconds: readonly number[];
  readonly limitMs: number | undefined;
  readonly peer: string;
  readonly peerMilliseconds: readonly number[];
}

/** What is done with a large `.http` file: on insertion, for lenses, and at a keystroke. */
export async function measureHttpFiles(): Promise<readonly HttpFileRow[]> {
  const tokens = Array.from({ length: MOST_IN_ALL }, () => crypto.randomUUID());
  const text = largeFile((index) => tokens[index % MOST_IN_ALL] ?? '');
  const foreign = largeFile((index) => `{{token${index}}}`);
  const cursor = text.lastIndexOf('Content-Type');
  const newer = new Map(tokens.map((token) => [token, crypto.randomUUID()]));
  const issued = await remembering(tokens);
  const readByUs = (): unknown => parseHttpFile(text);

  const insertion = await compare(
    () => planTokenInsertion(text, [{ start: cursor, end: cursor }], { token: 'new' }),
    readByHttpyac(text),
    1,
  );
  const update = await compare(() => planTokenUpdates(text, newer), readByUs);
  const lenses = await compare(async () => {
    const places = placesWithLens(await findIssuedTokens(text, issued));
    if (places.length !== REQUESTS) throw new Error(`${places.length} lenses`);
    return places.map((place) => describeLens(place.issued, undefined, 0));
  }, readByUs);
  const keystroke = await compare(() => findIssuedTokens(foreign, issued), readByUs);
  const size = `${(text.length / 1e6).toFixed(1)} MB, ${REQUESTS} requests`;
  return [
    row(`Read a file (${size}) and plan the edit of one request`, 30, 'httpYac’s parser', insertion),
    row('Plan the update of all its tokens', 30, 'our parser alone', update),
    row('Lenses of all its tokens, known from the last time', 50, 'our parser alone', lenses),
    row(
      'Look, at a keystroke, for tokens in such a file without any',
      undefined,
      'our parser alone',
      keystroke,
    ),
  ];
}

function row(
  title: string,
  limitMs: number | undefined,
  peer: string,
  [milliseconds, peerMilliseconds]: readonly [number[], number[]],
): HttpFileRow {
  return { title, milliseconds, limitMs, peer, peerMilliseconds };
}

/** By turns; the first repeat warms up and is not among the results. */
async function compare(
  ours: () => unknown,
  peer: () => unknown,
  peerSamples = SAMPLES,
): Promise<readonly [number[], number[]]> {
  const times: readonly [number[], number[]] = [[], []];
  for (let repeat = 0; repeat <= REPEATS; repeat += 1) {
    const [own, other] = [await time(ours, SAMPLES), await time(peer, peerSamples)];
    if (repeat > 0) {
      times[0].push(own);
      times[1].push(other);
    }
  }
  return times;
}

/** The median, for the collector and other programs may take the processor away from some of the samples. */
async function time(work: () => unknown, samples: number): Promise<number> {
  const all: number[] = [];
  for (let sample = 0; sample < samples; sample += 1) {
    const start = performance.now();
    await work();
    all.push(performance.now() - start);
  }
  return median(all);
}

function largeFile(tokenOf: (index: number) => string): string {
  return Array.from(
    { length: REQUESTS },
    (_, index) =>
      `### Text ${index}\n# @name text${index}\nPOST https://connect.routee.net/sms?number=${index}\n` +
      `Authorization: Bearer ${tokenOf(index)}\nContent-Type: application/json\n\n` +
      `{ "body": "Hello ${index}", "to": "+306912345678", "from": "Routee" }\n\n`,
  ).join('');
}

/** As many tokens as are remembered, each of an application with fifty of them. */
async function remembering(tokens: readonly string[]): Promise<IssuedTokens> {
  const values = new Map<string, string>();
  const never = (): Disposable => ({ dispose: () => undefined });
  const application: Application = {
    key: '',
    version: 1,
    id: 'i',
    secret: 's',
    name: 'n',
    scopes: [],
    revision: 'r',
  };
  const issued = new IssuedTokens({
    secrets: {
      keys: () => Promise.resolve([...values.keys()]),
      get: (key) => Promise.resolve(values.get(key)),
      store: (key, value) => Promise.resolve(void values.set(key, value)),
      delete: (key) => Promise.resolve(void values.delete(key)),
      onDidChange: never,
    },
    log: { trace: fail, debug: fail, info: fail, warn: fail, error: fail },
    applications: { all: [], applications: [], get: (key) => ({ ...application, key }), onDidChange: never },
    tokens: { state: () => ({ kind: 'none' }), onDidChange: never },
  });
  for (const [index, accessToken] of tokens.entries()) {
    const key = `application${Math.floor(index / MOST_PER_APPLICATION)}`;
    await issued.remember(key, { accessToken, issuedAtMs: index, scopes: [], permissions: [] });
  }
  return issued;
}

function fail(message: string): never {
  throw new Error(message);
}

function readByHttpyac(text: string): () => Promise<unknown> {
  return async () => {
    const { io, store } = await import('httpyac');
    Object.assign(io.fileProvider, {
      EOL: '\n',
      isAbsolute: (name: string) => Promise.resolve(path.isAbsolute(name)),
      dirname: (name: string) => path.dirname(name),
      joinPath: (folder: string, name: string) => path.join(folder, name),
      exists: () => Promise.resolve(false),
      hasExtension: () => false,
      readdir: () => Promise.resolve([]),
    });
    const options = { workingDir: import.meta.dirname, config: {} };
    return new store.HttpFileStore().parse(path.join(import.meta.dirname, 'x.http'), text, options);
  };
}

// Compares what Send would send with what httpYac sends: `npm run compare -- FOLDER`, for all .http and .rest files below.
// JavaScript of httpYac is off, and the client only records: nothing leaves this machine. Ends with 1 at a difference.
// With `--refused` or `--alone` behind it, also lists what Send refuses, or what httpYac does not understand.
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

import * as httpyac from 'httpyac';

import { UnsupportedConstruct } from '../src/core/httpFile/fileVariables.ts';
import { parseHttpFile } from '../src/core/httpFile/parser/parseHttpFile.ts';
import { readPlainRequest, type PlainRequest } from '../src/features/requests/model/plainRequest.ts';

const [folder, ...options] = process.argv.slice(2);
if (folder === undefined) {
  console.error('Usage: npm run compare -- FOLDER [--refused] [--alone]');
  process.exit(2);
}

/** A request as it goes over the wire, in one form for both. */
interface Sent {
  readonly method: string;
  readonly url: string;
  /** Sorted, one a line. */
  readonly headers: string;
  readonly body: string;
}

const PARTS = ['method', 'url', 'headers', 'body'] as const;
/** Of the connection; and Send has its own `Authorization`. */
const OTHERS =
  /^(?:authorization|connection|content-length|expect|host|keep-alive|te|trailer|transfer-encoding|upgrade)$/;
/** httpYac's own. */
const DEFAULTS = /^(?:accept: \*\/\*|user-agent: httpyac)$/gm;
const REFERENCE = /\{\{[^{}]+\}\}|%7B%7B/i;

class Recorder extends httpyac.AbstractRequestClient<undefined> {
  override readonly supportsStreaming = false;
  override readonly reportMessage = '';
  override readonly nativeClient = undefined;
  override connect(): Promise<undefined> {
    return Promise.resolve(undefined);
  }
  override send(): Promise<void> {
    return Promise.resolve();
  }
  override disconnect(): void {
    // No connection is open.
  }
}

const seen: httpyac.Request[] = [];
httpyac.cli.initFileProvider();
httpyac.io.userInteractionProvider.isTrusted = () => false;
httpyac.io.userInteractionProvider.showNote = () => Promise.resolve(true);
httpyac.io.httpClientProvider.createRequestClient = (request) => {
  seen.push(request);
  return new Recorder();
};

const parsed = (url: string): string => (URL.canParse(url) ? new URL(url).href.replace(/#.*/s, '') : url);

function oneForm(headers: readonly (readonly [string, unknown])[]): string {
  const byName = Map.groupBy(headers, ([name]) => name.toLowerCase());
  return [...byName]
    .filter(([name]) => !OTHERS.test(name))
    .map(([name, all]) => `${name}: ${all.flatMap(([, value]) => value).join(', ')}`)
    .sort()
    .join('\n');
}

function sentByUs({ method, url, headers, body }: PlainRequest): Sent {
  return {
    method,
    url: parsed(url),
    headers: oneForm(headers),
    body: body === undefined || body.kind === 'file' ? '' : body.text,
  };
}

/** `undefined` where httpYac sees no request in that line, or cannot send it. */
async function sentByHttpyac(file: string, text: string, line: number): Promise<Sent | undefined> {
  const store = new httpyac.store.HttpFileStore();
  const httpFile = await store.parse(file, text, { workingDir: path.dirname(file), config: {} });
  const httpRegion = httpFile.httpRegions.find(({ symbol }) =>
    symbol.children?.some(
      ({ kind, startLine }) => kind === httpyac.HttpSymbolKind.requestLine && startLine === line,
    ),
  );
  if (httpRegion?.request === undefined) return undefined;
  httpRegion.metaData['noCookieJar'] = true;
  httpyac.utils.deleteHeader(httpRegion.request.headers, 'authorization');
  await httpyac.send({ httpFile, httpRegion }).catch(() => undefined);
  const request = seen.pop();
  if (request === undefined) return undefined;
  const { method = '', url, headers = {}, body } = request;
  const sent = {
    method,
    url: parsed(url),
    headers: oneForm(Object.entries(headers)),
    body: Buffer.isBuffer(body) || typeof body === 'string' ? body.toString() : '',
  };
  const isUnderstood = /^https?:/.test(sent.url) && !PARTS.some((part) => REFERENCE.test(sent[part]));
  return isUnderstood ? sent : undefined;
}

const lines = (text: string): string =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .join('\n');

let refused = 0;
let alone = 0;
let equal = 0;
let different = 0;
for (const name of globSync('**/*.{http,rest}', { cwd: folder }).sort()) {
  const file = path.resolve(folder, name);
  const text = readFileSync(file, 'utf8');
  const ourFile = parseHttpFile(text);
  for (const request of ourFile.requests) {
    const line = text.slice(0, request.line.start).split('\n').length - 1;
    const place = `${name}:${line + 1}`;
    let plain: PlainRequest;
    try {
      plain = readPlainRequest(text, ourFile, request);
    } catch (error) {
      if (!(error instanceof UnsupportedConstruct)) throw error;
      refused++;
      if (options.includes('--refused')) console.log(`${place} refused: ${error.message}`);
      continue;
    }
    const ours = sentByUs(plain);
    const theirs = await sentByHttpyac(file, text, line);
    if (theirs === undefined) {
      alone++;
      if (options.includes('--alone')) console.log(`${place} alone: ${JSON.stringify(ours)}`);
      continue;
    }
    // Both add those two where the file names none.
    const shown = { ...theirs, headers: lines(theirs.headers.replaceAll(DEFAULTS, '')) };
    const own = { ...ours, headers: lines(ours.headers.replaceAll(DEFAULTS, '')) };
    const parts = PARTS.filter(
      (part) => shown[part] !== own[part] && (part !== 'body' || plain.body?.kind !== 'file'),
    );
    if (parts.length === 0) equal++;
    else different++;
    for (const part of parts) {
      console.log(
        `${place} ${part}\n  Send    ${JSON.stringify(own[part])}\n  httpYac ${JSON.stringify(shown[part])}`,
      );
    }
  }
}
const share = ((100 * equal) / (equal + different)).toFixed(1);
console.log(`\n${equal} of ${equal + different} plain requests are equal (${share} %)`);
console.log(`${refused} more are refused, ${alone} httpYac does not understand`);
process.exitCode = different === 0 ? 0 : 1;

import { isBlank, trimmedStart, type LineCursor } from './lineCursor.ts';

/** The parts of the first line of a request. */
export interface RequestLine {
  /** As written; undefined where the line is only a URL. */
  readonly method: string | undefined;
  readonly url: string;
  readonly version: string | undefined;
}

/** RFC 9110, WebDAV and its relatives: those that REST Client or httpYac know. */
export const HTTP_METHODS: readonly string[] = (
  'GET POST PUT DELETE PATCH HEAD OPTIONS CONNECT TRACE PROPFIND PROPPATCH MKCOL COPY MOVE LOCK UNLOCK CHECKOUT ' +
  'CHECKIN REPORT MERGE MKACTIVITY MKWORKSPACE VERSION-CONTROL BASELINE-CONTROL MKCALENDAR ACL SEARCH'
).split(' ');
/** Other protocols, which httpYac and JetBrains write like a method. */
export const OTHER_PROTOCOLS: readonly string[] =
  'GRAPHQL GRPC WEBSOCKET WS WSS SSE EVENTSOURCE RSOCKET MQTT MQTTS AMQP AMQPS'.split(' ');
const METHODS = new Set([...HTTP_METHODS, ...OTHER_PROTOCOLS]);
const LONGEST_METHOD = 16;
const TARGET_STARTS = ['http://', 'https://', '{{', '/'];

/** The offset of the blank after the line's first word, or -1 if the word is long or the only one. */
function firstWordEnd(line: LineCursor): number {
  const limit = Math.min(line.end, line.first + LONGEST_METHOD + 1);
  for (let offset = line.first; offset < limit; offset++) {
    if (isBlank(line.text.charCodeAt(offset))) return offset;
  }
  return -1;
}

function startsLikeTarget(line: LineCursor, offset: number): boolean {
  return TARGET_STARTS.some((start) => line.text.startsWith(start, offset));
}

/**
 * Whether a line inside a request starts another one without a `###` in between, as httpYac allows: a known method in
 * capitals and a target. httpYac takes any words after the method; prose in a body would then cut a request in two.
 */
export function startsRequest(line: LineCursor): boolean {
  const code = line.code(0);
  if (!(code >= 65 && code <= 90)) return false;
  const end = firstWordEnd(line);
  if (end === -1 || !METHODS.has(line.text.slice(line.first, end))) return false;
  return startsLikeTarget(line, trimmedStart(line.text, end, line.end));
}

/**
 * Reads `[METHOD] URL [HTTP/version]`. A method is a known one in any case (REST Client), or any word in capitals
 * before something that looks like a target.
 */
export function parseRequestLine(line: LineCursor): RequestLine {
  const { text } = line;
  let method: string | undefined;
  let start = line.first;
  const wordEnd = firstWordEnd(line);
  if (wordEnd !== -1) {
    const word = text.slice(line.first, wordEnd);
    const rest = trimmedStart(text, wordEnd, line.end);
    if (METHODS.has(word.toUpperCase()) || (/^[A-Z][A-Z-]*$/.test(word) && startsLikeTarget(line, rest))) {
      method = word;
      start = rest;
    }
  }
  const { url, version } = splitVersion(text.slice(start, line.end));
  return { method, url, version };
}

/** Cuts `HTTP/1.1` off the end of a target; the target comes back trimmed. */
export function splitVersion(target: string): { url: string; version: string | undefined } {
  let start = target.length;
  while (start > 0 && !isBlank(target.charCodeAt(start - 1))) start--;
  const isVersion = start > 0 && target.length - start <= 12 && /^http\/\d/i.test(target.slice(start));
  if (!isVersion) return { url: target.trim(), version: undefined };
  return { url: target.slice(0, start).trim(), version: target.slice(start + 5) };
}

import type { Behaviour } from './hostileServer.ts';
import { answers, answersJson, answersToken, canary, goodToken } from './rawAnswer.ts';

const json = JSON.stringify(goodToken);
/** The good answer with other raw JSON as `expires_in`, for JavaScript cannot write all of it. */
const lives = (raw: string): Behaviour => answersJson(json.replace('3599', raw));
const tokenIs = (access_token: unknown): Behaviour => answersToken({ access_token });
const holding = (text: string): Behaviour => tokenIs(canary.token + text + canary.token);
const deep = (open: string, close: string): string => open.repeat(100_000) + close.repeat(100_000);

const basic = Buffer.from(`${canary.id}:${canary.secret}`).toString('base64');
const echo = [canary.id, canary.secret, encodeURIComponent(canary.secret), basic, canary.token].join(' ');

/** The answer is no token, or one that must not be taken. */
export const refusedBodies = {
  empty: answersJson(''),
  blanks: answersJson(' \r\n\t '),
  text: answersJson('everything is fine'),
  utf16: answersJson(Buffer.from(json, 'utf16le')),
  cutJson: answersJson(json.slice(0, -5)),
  twoDocuments: answersJson(json + json),
  jsonp: answersJson(`callback(${json})`),
  null: answersJson('null'),
  true: answersJson('true'),
  number: answersJson('1e999'),
  string: answersJson(JSON.stringify(json)),
  array: answersJson('[]'),
  arrayOfTokens: answersJson([goodToken]),
  wrapped: answersJson({ data: goodToken }),
  deepArrays: answersJson(deep('[', ']')),
  deepObjects: answersJson('{"access_token":'.repeat(50_000) + '1' + '}'.repeat(50_000)),
  protoOnly: answersJson(`{"__proto__":${json}}`),
  constructorOnly: answersJson(`{"constructor":{"prototype":${json}}}`),
  protoOfToken: answersToken({ token_type: undefined, ['__proto__']: { token_type: 'bearer' } }),
  macToken: answersToken({ token_type: 'mac' }),
  tokenNull: tokenIs(null),
  tokenNumber: tokenIs(12345678901234),
  tokenArray: tokenIs([canary.token]),
  tokenObject: tokenIs({ toString: canary.token }),
  tokenEmpty: tokenIs(''),
  tokenWithLineBreak: holding('\r\nX-Evil: 1'),
  tokenWithLineFeed: holding('\n'),
  tokenWithReturn: holding('\r'),
  tokenWithFinalLineFeed: tokenIs(`${canary.token}\n`),
  tokenWithTab: holding('\t'),
  tokenWithNul: holding('\0'),
  tokenWithEscape: holding('\u001b[2J'),
  tokenWithDelete: holding('\u007f'),
  tokenWithNextLine: holding('\u0085'),
  tokenWithLineSeparator: holding('\u2028'),
  tokenWithReversal: holding('\u202e'),
  tokenWithUmlaut: holding('ü'),
  tokenWithEmoji: holding('😀'),
  tokenWithHalfCharacter: holding('\ud83d'),
  tokenWithSpace: holding(' '),
  tokenWithQuote: holding('"'),
  tokenThatIsScript: holding('{{process.exit(1)}}'),
  tokenThatIsShell: holding('$(reboot)'),
  tokenOf100KB: tokenIs('x'.repeat(100 * 1024)),
  dead: lives('0'),
  deadLong: lives('-1e308'),
  invalidUtf8InToken: answersJson(
    Buffer.concat([Buffer.from('{"access_token":"'), Buffer.from([0xc3, 0x28]), Buffer.from(json.slice(17))]),
  ),
  duplicateBad: answersJson(`${json.slice(0, -1)},"access_token":"a b"}`),
  errorWithToken: answersJson({ error: 'invalid_client', ...goodToken, access_token: undefined }),
  echoRefused: answers({ status: '400 Bad Request', body: JSON.stringify({ message: echo }) }),
  echoRejected: answers({
    status: '401 Unauthorized',
    body: JSON.stringify({ error: 'unauthorized', message: echo }),
  }),
  echoBroken: answers({
    status: `500 ${basic}`,
    body: JSON.stringify({ developerMessage: `${echo}[x](command:y)` }),
  }),
  linesInMessage: answers({
    status: '400 No',
    body: JSON.stringify({ message: 'a\r\nb\u2028c\u202ed\u0000e' }),
  }),
} as const satisfies Record<string, Behaviour>;

/** Odd, and usable all the same; with the life in seconds that is understood, `undefined` for no stated end. */
export const acceptedBodies = {
  byteOrderMark: [answersJson(`\uFEFF${json}`), 3599],
  invalidUtf8Elsewhere: [
    answersJson(
      Buffer.concat([
        Buffer.from(`${json.slice(0, -1)},"x":"`),
        Buffer.from([0xff, 0xfe]),
        Buffer.from('"}'),
      ]),
    ),
    3599,
  ],
  duplicateMembers: [answersJson(`{"access_token":"first",${json.slice(1)}`), 3599],
  protoMember: [answersJson(`{"__proto__":{"expires_in":5,"polluted":1},${json.slice(1)}`), 3599],
  constructorMember: [answersJson(`{"constructor":{"prototype":{"polluted":1}},${json.slice(1)}`), 3599],
  unknownEncodingName: [answersJson(json, ['Content-Encoding: snow']), 3599],
  contentTypeHtml: [answers({ headers: ['Content-Type: text/html'], body: json }), 3599],
  thousandPermissions: [answersToken({ permissions: Array(1000).fill('P'), scope: 'x '.repeat(1000) }), 3599],
  lifeAsString: [lives('"3599"'), 3599],
  lifeFraction: [lives('0.5'), 0.5],
  lifeHuge: [lives('1e308'), Infinity],
  lifeBeyondNumbers: [lives('1e999'), Infinity],
  lifeHugeInteger: [lives('9'.repeat(400)), Infinity],
  lifeNotANumber: [lives('"NaN"'), undefined],
  lifeNull: [lives('null'), undefined],
  lifeArray: [lives('[3599]'), undefined],
  lifeObject: [lives('{"valueOf":1}'), undefined],
  lifeTrue: [lives('true'), undefined],
} as const satisfies Record<string, readonly [Behaviour, number | undefined]>;

import { gzipSync } from 'node:zlib';

import type { Behaviour } from './hostileServer.ts';
import { answers, answersJson, goodToken, rawAnswer } from './rawAnswer.ts';

const json = JSON.stringify(goodToken);
const page = '<!DOCTYPE html>\r\n<html><head><title>Welcome</title></head><body>Sign in</body></html>';
const html = ['Content-Type: text/html'];
const chunked = { headers: ['Transfer-Encoding: chunked'], contentLength: undefined };
const sends = (bytes: string | Uint8Array): Behaviour => ({
  act: async ({ socket, write }) => {
    await write(bytes);
    socket.end();
  },
});

function redirects(status: string, to: (origin: string, elsewhere: string) => string): Behaviour {
  return {
    act: ({ write, origin, elsewhere }) =>
      write(rawAnswer({ status, headers: [`Location: ${to(origin, elsewhere)}`] })),
  };
}

/** What is said is not HTTP, or not as it should be. */
export const httpFaults = {
  shortContentLength: answers({ body: json, contentLength: 20 }),
  longContentLength: sends(rawAnswer({ body: json, contentLength: json.length + 20 })),
  negativeContentLength: sends(rawAnswer({ body: json, contentLength: -1 })),
  twoContentLengths: sends(rawAnswer({ body: json, headers: ['Content-Length: 5'] })),
  lengthAndChunks: sends(rawAnswer({ body: json, headers: ['Transfer-Encoding: chunked'] })),
  brokenChunk: sends(rawAnswer({ ...chunked, body: `zz\r\n${json}\r\n0\r\n\r\n` })),
  hugeChunk: sends(rawAnswer({ ...chunked, body: `ffffffffffffffffff\r\n${json}` })),
  missingLastChunk: sends(rawAnswer({ ...chunked, body: `${json.length.toString(16)}\r\n${json}\r\n` })),
  gzipBomb: {
    act: async ({ write }) => {
      const headers = ['Content-Encoding: gzip'];
      let isOpen = await write(rawAnswer({ headers, contentLength: undefined }));
      const member = gzipSync(Buffer.alloc(1024 * 1024, ' '));
      for (let sent = 0; isOpen && sent < 1024; sent += 1) isOpen = await write(member);
    },
  },
  notGzip: answers({ headers: ['Content-Encoding: gzip'], body: json }),
  cutGzip: answers({ headers: ['Content-Encoding: gzip'], body: gzipSync(json).subarray(0, 40) }),
  unknownEncoding: answers({ headers: ['Content-Encoding: snow'], body: gzipSync(json) }),
  hundredEncodings: answers({ headers: [`Content-Encoding: ${'gzip, '.repeat(99)}gzip`], body: json }),
  unaskedUpgrade: sends('HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\nhello'),
  http09: sends(json),
  http2: sends(Buffer.from([0, 0, 6, 4, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 100])),
  mailServer: sends('220 mail.example ESMTP\r\n500 what?\r\n'),
  garbage: sends(Buffer.from(Array.from({ length: 4096 }, (_, index) => (index * 197) % 256))),
  badStatus: sends('HTTP/1.1 abc OK\r\nContent-Length: 0\r\n\r\n'),
  futureVersion: sends('HTTP/9.9 200 OK\r\nContent-Length: 0\r\n\r\n'),
  headerFlood: sends(
    rawAnswer({ headers: Array.from({ length: 100_000 }, (_, i) => `X-${i}: y`), body: json }),
  ),
  longHeaderLine: sends(rawAnswer({ headers: [`X-Long: ${'y'.repeat(1024 * 1024)}`], body: json })),
  nulInHeader: sends(rawAnswer({ headers: ['X-Nul: a\0b'], body: json })),
  crInHeader: sends(rawAnswer({ headers: ['X-Cr: a\rb: c'], body: json })),
} as const satisfies Record<string, Behaviour>;

/** The answer is HTTP, of another kind than was asked for. */
export const statusFaults = {
  redirectToHttp: redirects('302 Found', (_, elsewhere) => `${elsewhere}/oauth/token`),
  redirectToHost: redirects('301 Moved', () => 'https://evil.example/oauth/token'),
  redirectToPort: redirects('307 Temporary Redirect', (_, elsewhere) => elsewhere),
  redirect308: redirects('308 Permanent Redirect', (_, elsewhere) => `${elsewhere}/oauth/token`),
  redirect303: redirects('303 See Other', (_, elsewhere) => elsewhere),
  redirectWithToken: redirects(
    '302 Found',
    (_, elsewhere) => `${elsewhere}/?access_token=${goodToken.access_token}`,
  ),
  redirectLoop: redirects('302 Found', (origin) => `${origin}/again`),
  redirectToScript: redirects('302 Found', () => 'javascript:alert(1)'),
  redirectNowhere: redirects('302 Found', () => 'http://[broken'),
  redirectWithoutLocation: answers({ status: '302 Found' }),
  multipleChoices: answers({ status: '300 Multiple Choices' }),
  notModified: answers({ status: '304 Not Modified', contentLength: undefined }),
  noContent: answers({ status: '204 No Content', contentLength: undefined }),
  resetContent: answers({ status: '205 Reset Content', contentLength: 0 }),
  partialContent: answers({ status: '206 Partial Content', body: json }),
  status600: answers({ status: '600 What', body: json }),
  status999: answers({ status: '999 What', body: json }),
  proxyAuthentication: answers({ status: '407 Proxy Authentication Required', headers: html, body: page }),
  networkSignIn: answers({ status: '511 Network Authentication Required', headers: html, body: page }),
  firewallPage: answers({ status: '403 Forbidden', headers: html, body: page }),
  badGatewayPage: answers({ status: '502 Bad Gateway', headers: html, body: page }),
  signInPage: answers({ headers: html, body: page }),
  signInPageAsJson: answersJson(`\uFEFF\r\n  ${page}`),
  setCookie: answersJson(json, ['Set-Cookie: session=evil; Path=/', 'Set-Cookie: access=1; HttpOnly']),
  /** Gives back what it was sent: Basic credentials, or a token. */
  echo: {
    act: ({ head, write }) => {
      const sent = /authorization: (.*)/i.exec(head)?.[1] ?? '';
      const body = JSON.stringify({ message: sent });
      return write(rawAnswer({ status: '400 Bad Request', headers: [`X-Echo: ${sent}`], body }));
    },
  },
  absurdRetryAfter: answers({ status: '429 Slow', headers: [`Retry-After: ${'9'.repeat(400)}`] }),
} as const satisfies Record<string, Behaviour>;

import type { TlsOptions } from 'node:tls';

import { issueCertificate, type Certificate, type CertificateWish } from './certificate.ts';
import type { Behaviour } from './hostileServer.ts';
import { answersToken } from './rawAnswer.ts';

const HOSTS = ['localhost', '127.0.0.1'];
const DAY = 24 * 60 * 60 * 1000;
const inDays = (days: number): Date => new Date(Date.now() + days * DAY);

/** The authority that the tests' client trusts, and no other program. */
export const trusted = issueCertificate({ name: 'Routee Auth test authority', isAuthority: true });
const stranger = issueCertificate({ name: 'An authority that nobody knows', isAuthority: true });
const middleman = issueCertificate({ name: 'A middleman', issuer: trusted, hosts: HOSTS });

function shows(wish: Omit<CertificateWish, 'name'>, chain: readonly Certificate[] = []): TlsOptions {
  const own = issueCertificate({ name: 'localhost', hosts: HOSTS, ...wish });
  const key = own.key.export({ type: 'pkcs8', format: 'pem' });
  return { key, cert: [own, ...chain].map(({ pem }) => pem).join('') };
}

/** What a server shows to prove who it is. */
export const tlsFaults = {
  /** Nothing is wrong: shows that the others fail for their own reasons. */
  good: shows({ issuer: trusted }),
  expired: shows({ issuer: trusted, notBefore: inDays(-60), notAfter: inDays(-30) }),
  notYetValid: shows({ issuer: trusted, notBefore: inDays(30), notAfter: inDays(60) }),
  wrongName: shows({ issuer: trusted, hosts: ['evil.example'] }),
  selfSigned: shows({}),
  unknownIssuer: shows({ issuer: stranger }),
  companyProxy: shows({ issuer: stranger }, [stranger]),
  issuedByNoAuthority: shows({ issuer: middleman }, [middleman]),
} as const satisfies Record<string, TlsOptions>;

/** What a port does that `https:` was taken for. */
export const notTls = {
  plainHttp: {
    on: 'firstByte',
    act: ({ socket }) => socket.end('HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n'),
  },
  resetInHandshake: { on: 'firstByte', act: ({ socket }) => socket.resetAndDestroy() },
  closeInHandshake: { on: 'firstByte', act: ({ socket }) => socket.end() },
  handshakeAlert: {
    on: 'firstByte',
    // A fatal alert (21): handshake_failure (40).
    act: ({ socket }) => socket.end(Buffer.from([21, 3, 3, 0, 2, 2, 40])),
  },
  silentHandshake: {
    on: 'firstByte',
    act: ({ stall }) => {
      stall();
    },
  },
} as const satisfies Record<string, Behaviour>;

export const answersOverTls = answersToken({});

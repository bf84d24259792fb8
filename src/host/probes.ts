import { lookup } from 'node:dns/promises';
import { connect as connectTcp } from 'node:net';
import { connect as connectTls } from 'node:tls';

import type { ConnectionReport, Probes } from '../core/kit/probes.ts';

export const probes: Probes = {
  lookup: async (host) => (await lookup(host, { all: true })).map(({ address }) => address),
  connect: (host, port, isSecure, signal) => (isSecure ? tls(host, port, signal) : tcp(host, port, signal)),
};

function tcp(host: string, port: number, signal: AbortSignal): Promise<ConnectionReport> {
  const { promise, resolve, reject } = Promise.withResolvers<ConnectionReport>();
  const socket = connectTcp({ host, port });
  const stop = (): void => void socket.destroy();
  signal.addEventListener('abort', stop, { once: true });
  socket.once('error', reject);
  socket.once('connect', () => {
    resolve({ protocol: undefined, validToMs: undefined, issuer: undefined });
  });
  return promise.finally(() => {
    signal.removeEventListener('abort', stop);
    stop();
  });
}

function tls(host: string, port: number, signal: AbortSignal): Promise<ConnectionReport> {
  const { promise, resolve, reject } = Promise.withResolvers<ConnectionReport>();
  // Verified whatever the environment says: NODE_TLS_REJECT_UNAUTHORIZED would be heard else.
  const name = /^[\d.]+$|:/.test(host) ? {} : { servername: host };
  const socket = connectTls({ host, port, rejectUnauthorized: true, ...name });
  const stop = (): void => void socket.destroy();
  signal.addEventListener('abort', stop, { once: true });
  socket.once('error', reject);
  socket.once('secureConnect', () => {
    const { valid_to: validTo, issuer } = socket.getPeerCertificate();
    const validToMs = Date.parse(validTo);
    const signer = [issuer.O, issuer.CN].flat().find((part) => part !== undefined);
    resolve({
      protocol: socket.getProtocol() ?? 'TLS',
      validToMs: Number.isNaN(validToMs) ? undefined : validToMs,
      issuer: signer,
    });
  });
  return promise.finally(() => {
    signal.removeEventListener('abort', stop);
    stop();
  });
}

import assert from 'node:assert/strict';
import { connect } from 'node:net';

import {
  meetWithCredentials,
  meetWithOldToken,
  meetWithToken,
  type EncounterOptions,
} from '../../support/hostile/encounter.ts';
import { expectOldToken, expectOutcome, told } from '../../support/hostile/expectations.ts';
import { startHostileServer } from '../../support/hostile/hostileServer.ts';
import { answersOverTls, notTls, tlsFaults, trusted } from '../../support/hostile/tlsFaults.ts';
import { networkFailure } from '../../../src/core/protocol/networkFailure.ts';

const expired = (code: string): string =>
  `network: The certificate of {host} has expired or isn't valid yet (${code}), so nothing was sent. Check this computer's date and time. If they're right, the server needs a new certificate.`;
const unknownIssuer = (code: string): string =>
  `network: This computer doesn't trust the issuer of the certificate of {host} (${code}), so nothing was sent. If a company proxy inspects traffic, add its root certificate to the system's certificate store, and restart VS Code.`;
const notHttps =
  "network: The server at {host} doesn't use HTTPS (…). Check the address, the port, and any proxy in between.";

const certificates: Record<Exclude<keyof typeof tlsFaults, 'good'>, string> = {
  expired: expired('CERT_HAS_EXPIRED'),
  notYetValid: expired('CERT_NOT_YET_VALID'),
  wrongName:
    'network: The server at {host} has a certificate for another name (ERR_TLS_CERT_ALTNAME_INVALID), so nothing was sent. Check the address. If your network requires sign-in, sign in and try again.',
  selfSigned:
    "network: {host} has a self-signed certificate (DEPTH_ZERO_SELF_SIGNED_CERT), so nothing was sent. Check the address. If it's your server, add its certificate to the system's certificate store, and restart VS Code.",
  unknownIssuer: unknownIssuer('UNABLE_TO_VERIFY_LEAF_SIGNATURE'),
  companyProxy: unknownIssuer('SELF_SIGNED_CERT_IN_CHAIN'),
  issuedByNoAuthority: unknownIssuer('INVALID_PURPOSE'),
};

const ports: Record<keyof typeof notTls, readonly [exchange: string, request?: string]> = {
  plainHttp: [notHttps],
  resetInHandshake: [told.broken],
  closeInHandshake: [told.broken],
  handshakeAlert: [notHttps],
  silentHandshake: [told.timeout, told.apiTimeout],
};

describe('a server that cannot show who it is', function () {
  this.timeout(10_000);

  it('is told from one that can', async () => {
    const options: EncounterOptions = { tls: tlsFaults.good, authority: trusted.pem };
    expectOutcome(await meetWithCredentials(answersOverTls, options), 'token, 3599 s', 'exchange');
    expectOutcome(await meetWithToken(answersOverTls, options), '200, 109 bytes', 'request');
  });

  for (const [name, sentence] of Object.entries(certificates)) {
    const tls = tlsFaults[name as keyof typeof certificates];
    const options: EncounterOptions = { tls, authority: trusted.pem };
    it(`${name}: gets no credentials and no token, and the user hears why`, async () => {
      for (const outcome of [
        await meetWithCredentials(answersOverTls, options),
        await meetWithToken(answersOverTls, options),
      ]) {
        expectOutcome(outcome, sentence, 'exchange');
        assert.deepEqual(outcome.heads, []);
        assert.doesNotMatch(outcome.said, /proxyStrictSSL/);
      }
    });
    it(`${name}: takes no token away`, async () => {
      const aftermath = await meetWithOldToken(answersOverTls, options);
      expectOutcome(aftermath, sentence, 'exchange');
      expectOldToken(aftermath);
    });
  }

  for (const [name, [exchange, request = exchange]] of Object.entries(ports)) {
    const fault = notTls[name as keyof typeof ports];
    it(`${name}: is no https`, async () => {
      expectOutcome(await meetWithCredentials(fault, { asksForTls: true }), exchange, 'exchange');
      expectOutcome(await meetWithToken(fault, { asksForTls: true }), request, 'request');
      const aftermath = await meetWithOldToken(fault, { asksForTls: true });
      expectOutcome(aftermath, exchange, 'exchange');
      expectOldToken(aftermath);
    });
  }

  it('a port where nobody listens any more does not accept connections', async () => {
    const server = await startHostileServer(answersOverTls);
    await server.close();
    const refusal = await new Promise((resolve) => {
      connect(Number(new URL(server.origin).port), '127.0.0.1').once('error', resolve);
    });
    assert.match(networkFailure(refusal, 'x').message, /^x doesn't accept connections\. Check the address/);
    await assert.rejects(fetch(server.origin), (error) => {
      assert.match(networkFailure(error, 'x').message, /doesn't accept connections/);
      return true;
    });
  });
});

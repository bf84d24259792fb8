import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer as createTcpServer, type AddressInfo, type Server } from 'node:net';
import { createServer as createTlsServer, getCACertificates, setDefaultCACertificates } from 'node:tls';

import { probes } from '../../../src/host/probes.ts';
import { certificates } from '../../support/certificates.ts';

describe('probes of the network', () => {
  const never = new AbortController().signal;
  const trusted = getCACertificates('default');
  let server: Server | undefined;

  afterEach(() => {
    setDefaultCACertificates(trusted);
    server?.close();
    server = undefined;
  });

  async function listen(started: Server): Promise<number> {
    server = started;
    started.listen(0, '127.0.0.1');
    await once(started, 'listening');
    return (started.address() as AddressInfo).port;
  }

  const rows: [name: keyof typeof certificates, trust: boolean, code: RegExp][] = [
    ['valid', false, /^DEPTH_ZERO_SELF_SIGNED_CERT$/],
    ['expired', true, /^CERT_HAS_EXPIRED$/],
    ['future', true, /^CERT_NOT_YET_VALID$/],
    ['other', true, /^ERR_TLS_CERT_ALTNAME_INVALID$/],
    ['leaf', false, /^UNABLE_TO_(?:VERIFY_LEAF_SIGNATURE|GET_ISSUER_CERT(?:_LOCALLY)?)$/],
  ];
  for (const [name, trust, code] of rows) {
    it(`refuse a certificate that is “${name}”`, async () => {
      const port = await listen(createTlsServer(certificates[name]));
      if (trust) setDefaultCACertificates([certificates[name].cert]);
      // Not even this switches the check off.
      const before = process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
      process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';
      try {
        await assert.rejects(probes.connect('localhost', port, true, never), (error: NodeJS.ErrnoException) =>
          code.test(error.code ?? ''),
        );
      } finally {
        if (before === undefined) delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
        else process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = before;
      }
    });
  }

  it('tell of a certificate that is trusted', async () => {
    const port = await listen(createTlsServer(certificates.valid));
    setDefaultCACertificates([certificates.valid.cert]);
    const report = await probes.connect('localhost', port, true, never);
    assert.match(report.protocol ?? '', /^TLSv1\.[23]$/);
    assert.equal(report.issuer, 'Routee Auth tests');
    assert.equal(report.validToMs, Date.UTC(2099, 0, 1));
  });

  it('connect without TLS, and say when nobody listens', async () => {
    const port = await listen(createTcpServer());
    assert.equal((await probes.connect('127.0.0.1', port, false, never)).protocol, undefined);
    const closed = server && once(server, 'close');
    server?.close();
    await closed;
    await assert.rejects(probes.connect('127.0.0.1', port, false, never), { code: 'ECONNREFUSED' });
  });

  it('find the addresses of a name', async () => {
    assert.ok((await probes.lookup('localhost', never)).some((address) => /^(?:127\.|::1)/.test(address)));
  });
});

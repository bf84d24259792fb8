import assert from 'node:assert/strict';

import { SendingAgreements, type AgreedSending } from '../../../../../src/features/requests/model/sending.ts';

const SMS: AgreedSending = {
  file: 'file:///a.http',
  application: 'k1',
  host: 'a.example',
  path: '/sms',
  method: 'POST',
};

describe('SendingAgreements', () => {
  let agreements: SendingAgreements;
  let stored: Map<string, unknown>;

  beforeEach(() => {
    stored = new Map();
    agreements = new SendingAgreements({
      get: <T>(key: string, otherwise: T) => (stored.get(key) as T | undefined) ?? otherwise,
      update: (key, value) => {
        stored.set(key, value);
        return Promise.resolve();
      },
    });
  });

  it('holds for the same file, application, host, path and method only', async () => {
    await agreements.add(SMS);
    assert.equal(agreements.has({ ...SMS }), true);
    for (const other of [
      { file: 'file:///b.http' },
      { application: 'k2' },
      { host: 'a.example:8443' },
      { path: '/sms/campaign' },
      { method: 'DELETE' },
    ]) {
      assert.equal(agreements.has({ ...SMS, ...other }), false, JSON.stringify(other));
    }
  });

  it('is taken back as a whole', async () => {
    await agreements.add(SMS);
    await agreements.add({ ...SMS, method: 'PUT' });
    assert.equal(agreements.count, 2);
    await agreements.clear();
    assert.deepEqual([agreements.count, agreements.has(SMS)], [0, false]);
  });

  it('does not take what was agreed to for a whole file, or for all paths of a host', () => {
    const { file, application, host, method } = SMS;
    stored.set('routee.sendWithoutAsking', [file, JSON.stringify([file, application, host, method])]);
    assert.equal(agreements.has(SMS), false);
  });

  it('forgets the oldest of very many', async () => {
    for (let n = 0; n < 201; n++) {
      await agreements.add({ ...SMS, file: String(n) });
    }
    assert.deepEqual(
      ['0', '1', '200'].map((file) => agreements.has({ ...SMS, file })),
      [false, true, true],
    );
  });
});

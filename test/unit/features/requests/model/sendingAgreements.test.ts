import assert from 'node:assert/strict';

import {
  contentDigest,
  SendingAgreements,
  type AgreedSending,
} from '../../../../../src/features/requests/model/sending.ts';

const SMS: AgreedSending = {
  file: 'file:///a.http',
  application: 'k1',
  host: 'a.example',
  path: '/sms',
  method: 'POST',
  content: await contentDigest('?a=1', [], '{}'),
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

  it('holds for the same file, application, host, path, method and content only', async () => {
    await agreements.add(SMS);
    assert.equal(agreements.has({ ...SMS }), true);
    for (const other of [
      { file: 'file:///b.http' },
      { application: 'k2' },
      { host: 'a.example:8443' },
      { path: '/sms/campaign' },
      { method: 'DELETE' },
      { content: await contentDigest('?a=2', [], '{}') },
      { content: await contentDigest('?a=1', [], '{ }') },
      { content: await contentDigest('?a=1', [['X-HTTP-Method-Override', 'DELETE']], '{}') },
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
    stored.set('routee.sendWithoutAsking', [JSON.stringify([file, application, host, method, SMS.path])]);
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

  it('tells a body of bytes from another one, and text from the same bytes not', async () => {
    const bytes = new TextEncoder().encode('ü');
    assert.equal(await contentDigest('', [], bytes), await contentDigest('', [['Accept', '*/*']], 'ü'));
    assert.notEqual(await contentDigest('', [], bytes), await contentDigest('', [], bytes.slice(1)));
    assert.equal(await contentDigest('', undefined, undefined), await contentDigest('', [], ''));
  });
});

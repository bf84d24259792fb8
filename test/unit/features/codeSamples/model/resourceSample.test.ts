import assert from 'node:assert/strict';

import { resourceSample } from '../../../../../src/features/codeSamples/model/resourceSample.ts';

const API = 'https://connect.routee.net';
const accept = { name: 'Accept', value: 'application/json' };

describe('resourceSample', () => {
  it('puts the query behind the path, and says what of the path is left to fill in', () => {
    const resource = {
      method: 'GET',
      path: '/sms/{id}/{part}',
      query: { from: 'a b', page: '0' },
    } as const;
    assert.deepEqual(resourceSample(resource, API), {
      request: {
        method: 'GET',
        url: `${API}/sms/{id}/{part}?from=a+b&page=0`,
        headers: [accept],
        body: undefined,
        authorization: 'bearer',
      },
      open: ['{id}', '{part}'],
    });
  });

  it('sends a body as JSON or as a form', () => {
    const json = resourceSample({ method: 'POST', path: '/a', json: { b: 1 } }, API).request;
    assert.deepEqual(json.headers, [accept, { name: 'Content-Type', value: 'application/json' }]);
    assert.equal(json.body, '{"b":1}');
    const form = resourceSample({ method: 'POST', path: '/a', form: { b: 'c d' } }, API).request;
    assert.deepEqual(form.headers, [
      accept,
      { name: 'Content-Type', value: 'application/x-www-form-urlencoded' },
    ]);
    assert.equal(form.body, 'b=c+d');
  });

  it('sends no token to what is public', () => {
    const { request } = resourceSample({ method: 'GET', path: '/a', isPublic: true }, API);
    assert.equal(request.authorization, undefined);
  });
});

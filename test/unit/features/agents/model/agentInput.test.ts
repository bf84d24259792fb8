import assert from 'node:assert/strict';

import { InvalidCall, readInput, readRequest } from '../../../../../src/features/agents/model/agentInput.ts';

const read = (input: unknown): ReturnType<typeof readRequest> => readRequest(readInput('write', input));

describe('What a model gives to a tool', () => {
  const good: [input: object, method: string, target: string, id?: string][] = [
    [{ operation: 'account.balance' }, 'GET', '/accounts/me/balance', 'account.balance'],
    [
      { operation: 'sms.track', variables: { trackingId: 'a b/é' } },
      'GET',
      '/sms/tracking/single/a%20b%2F%C3%A9',
      'sms.track',
    ],
    [
      { method: 'GET', path: '/contacts/my', query: { page: 0, all: true } },
      'GET',
      '/contacts/my?page=0&all=true',
    ],
    [{ method: 'GET', path: '/contacts/my?page=1' }, 'GET', '/contacts/my?page=1'],
    [{ method: 'DELETE', path: '/x/{id}', variables: { id: 7 } }, 'DELETE', '/x/7'],
    [
      { operation: 'sms.send', body: { body: 'Hi', to: '+306900000000', from: 'A' } },
      'POST',
      '/sms',
      'sms.send',
    ],
    [{ method: 'POST', path: '/sms', query: { a: 'x&y=z' } }, 'POST', '/sms?a=x%26y%3Dz'],
  ];
  for (const [input, method, target, id] of good) {
    it(`is a request: ${JSON.stringify(input)}`, () => {
      const request = read(input);
      assert.deepEqual([request.method, request.target, request.resource?.id], [method, target, id]);
    });
  }

  const bad: [input: unknown, why: RegExp][] = [
    [{}, /either "operation", or both/],
    ['sms', /does not fit the schema.*input: invalid_type/],
    [{ path: '/sms' }, /either/],
    [{ operation: 'sms.send', path: '/sms' }, /either/],
    [{ operation: 'sms.steal' }, /no operation with this id/],
    [{ operation: '__proto__' }, /no operation with this id/],
    [{ method: 'TRACE', path: '/sms' }, /method: invalid_value/],
    [{ method: 'GET', path: '/sms', headers: { Authorization: 'x' } }, /unrecognized_keys/],
    [{ method: 'GET', path: '/sms', body: {} }, /A GET request has no body/],
    [{ method: 'POST', path: '/sms', body: 'a=b' }, /body: invalid_union/],
    [{ method: 'POST', path: '/sms', body: { a: null } }, /body/],
    [{ method: 'GET', path: '/sms?a=1', query: { b: 2 } }, /query once/],
    [{ operation: 'sms.track' }, /lacks "trackingId"/],
    [{ operation: 'sms.track', variables: { trackingId: '' } }, /lacks "trackingId"/],
    [{ operation: 'sms.send', variables: { x: 'y' } }, /no variable "x"/],
  ];
  for (const [input, why] of bad) {
    it(`is refused by name: ${JSON.stringify(input)}`, () => {
      assert.throws(
        () => read(input),
        (error: unknown) => error instanceof InvalidCall && why.test(error.message),
      );
    });
  }
});

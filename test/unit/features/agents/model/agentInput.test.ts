import assert from 'node:assert/strict';

import { findResource } from '../../../../../src/core/resources/resources.ts';
import {
  type AgentRequest,
  InvalidCall,
  mustFit,
  readInput,
  readRequest,
  trackingRequest,
} from '../../../../../src/features/agents/model/agentInput.ts';

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

describe('A body that a model gives', () => {
  const fit = (method: string, path: string, json: AgentRequest['json']): void =>
    mustFit(json, findResource(method, path) ?? assert.fail());

  it('passes where it fits the catalogue, with what the catalogue does not know', () => {
    fit('POST', '/sms', { body: 'Hi', to: '+306900000000', from: 'A', somethingNew: [1] });
    fit('GET', '/accounts/me/balance', undefined);
    fit('POST', '/2step/x', { answer: '0000' });
    fit('POST', '/groups/my/x/contacts', ['a']);
  });

  const wrong: [method: string, path: string, json: AgentRequest['json'], why: RegExp][] = [
    ['POST', '/sms', undefined, /"body" is required.*"to" is required/],
    ['POST', '/sms', { body: 'Hi', to: 306900000000, from: 'A' }, /"to" must be a string/],
    ['POST', '/sms', { body: '{{x}}', to: '{{to}}', from: 1 }, /"from" must be a string/],
    ['POST', '/groups/my/x/contacts', {}, /The body must be an array/],
  ];
  for (const [method, path, json, why] of wrong) {
    it(`is refused where people are warned: ${JSON.stringify(json)}`, () => {
      assert.throws(
        () => fit(method, path, json),
        (error: unknown) => error instanceof InvalidCall && why.test(error.message),
      );
    });
  }
});

describe('What is tracked', () => {
  it('is the state of one thing, and nothing else', () => {
    assert.equal(trackingRequest('a/b').target, '/sms/tracking/single/a%2Fb');
    assert.equal(trackingRequest('x', '2step.status').target, '/2step/x');
    for (const operation of ['sms.send', 'account.balance', '2step.cancel', 'nothing']) {
      assert.throws(() => trackingRequest('x', operation), InvalidCall, operation);
    }
  });
});

import assert from 'node:assert/strict';

import { hasScope, knownScopes, scopesIn } from '../../../../src/core/applications/knownScopes.ts';
import { knownScopes as recordedScopes } from '../../../support/routeeSandbox.ts';

it('scopesIn takes the words that may be scopes', () => {
  assert.deepEqual(scopesIn(' sms  my:own "no" voice\n'), ['sms', 'my:own', 'voice']);
  assert.deepEqual(scopesIn(' '), []);
});

it('hasScope takes `all` for each of them', () => {
  assert.ok(hasScope(['sms'], 'sms'));
  assert.ok(hasScope(['voice', 'all'], 'sms'));
  assert.ok(!hasScope(['voice'], 'sms'));
  assert.ok(!hasScope([], 'sms'));
});

describe('knownScopes', () => {
  const scopes = knownScopes().map(({ scope }) => scope);

  it('are those of the recorded answer and of the pages on Viber, each once, in alphabetical order', () => {
    assert.deepEqual(scopes, [...recordedScopes, 'all', 'viber'].sort());
  });

  it('each have a purpose', () => {
    for (const { purpose } of knownScopes()) assert.notEqual(purpose.trim(), '');
  });
});

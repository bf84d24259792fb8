import assert from 'node:assert/strict';

import { knownScopes, scopesIn } from '../../../../src/core/applications/knownScopes.ts';
import { knownScopes as recordedScopes } from '../../../support/routeeSandbox.ts';

it('scopesIn takes the words that may be scopes', () => {
  assert.deepEqual(scopesIn(' sms  my:own "no" voice\n'), ['sms', 'my:own', 'voice']);
  assert.deepEqual(scopesIn(' '), []);
});

describe('knownScopes', () => {
  const scopes = knownScopes().map(({ scope }) => scope);

  it('are those of the recorded answer, each once, in alphabetical order', () => {
    assert.deepEqual(scopes, [...recordedScopes].sort());
  });

  it('each have a purpose', () => {
    for (const { purpose } of knownScopes()) assert.notEqual(purpose.trim(), '');
  });
});

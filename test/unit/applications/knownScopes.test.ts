import assert from 'node:assert/strict';

import { KNOWN_SCOPES, scopesIn } from '../../../src/core/applications/knownScopes.ts';
import { knownScopes } from '../../support/routeeSandbox.ts';

it('scopesIn takes the words that may be scopes', () => {
  assert.deepEqual(scopesIn(' sms  my:own "no" voice\n'), ['sms', 'my:own', 'voice']);
  assert.deepEqual(scopesIn(' '), []);
});

describe('KNOWN_SCOPES', () => {
  const scopes = KNOWN_SCOPES.map(({ scope }) => scope);

  it('are those of the recorded answer, each once, in alphabetical order', () => {
    assert.deepEqual(scopes, [...knownScopes].sort());
  });

  it('each have a purpose', () => {
    for (const { purpose } of KNOWN_SCOPES) assert.notEqual(purpose.trim(), '');
  });
});

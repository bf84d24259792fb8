import assert from 'node:assert/strict';

import { KNOWN_SCOPES } from '../../../src/core/applications/knownScopes.ts';
import { knownScopes } from '../../support/routeeSandbox.ts';

describe('KNOWN_SCOPES', () => {
  const scopes = KNOWN_SCOPES.map(({ scope }) => scope);

  it('are those of the recorded answer, each once, in alphabetical order', () => {
    assert.deepEqual(scopes, [...knownScopes].sort());
  });

  it('each have a purpose', () => {
    for (const { purpose } of KNOWN_SCOPES) assert.notEqual(purpose.trim(), '');
  });
});

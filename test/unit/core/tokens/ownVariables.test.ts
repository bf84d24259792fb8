import assert from 'node:assert/strict';

import { OwnVariables, type Environment } from '../../../../src/core/tokens/ownVariables.ts';

describe('OwnVariables', () => {
  let environment: Environment;
  let warnings: string[];
  let variables: OwnVariables;

  beforeEach(() => {
    environment = { THEIRS: 'theirs' };
    warnings = [];
    variables = new OwnVariables(environment, { warn: (text) => warnings.push(text) });
  });

  it('sets a variable, and another value later', () => {
    assert.equal(variables.has('OURS'), false);
    variables.set('OURS', 'one');
    variables.set('OURS', 'two');
    assert.deepEqual(environment, { THEIRS: 'theirs', OURS: 'two' });
    assert.equal(variables.has('OURS'), true);
    assert.deepEqual(warnings, []);
  });

  it('leaves alone what somebody else has set, and says so once', () => {
    variables.set('THEIRS', 'ours');
    variables.set('THEIRS', 'ours');
    variables.keep(new Set());
    assert.deepEqual(environment, { THEIRS: 'theirs' });
    assert.equal(variables.has('THEIRS'), false);
    assert.deepEqual(warnings, ['The environment variable THEIRS is set already and stays as it is.']);
  });

  it('gives up one that somebody else has changed, for good', () => {
    variables.set('OURS', 'one');
    environment['OURS'] = 'theirs';
    assert.equal(variables.has('OURS'), false);
    variables.set('OURS', 'two');
    assert.equal(environment['OURS'], 'theirs');
    // The value that was ours once is theirs now.
    environment['OURS'] = 'one';
    assert.equal(variables.has('OURS'), false);
    variables.keep(new Set());
    assert.equal(environment['OURS'], 'one');
  });

  it('removes all that are not wanted, but for one that somebody else has changed', () => {
    for (const name of ['KEPT', 'GONE', 'CHANGED']) variables.set(name, 'ours');
    environment['CHANGED'] = 'theirs';
    variables.keep(new Set(['KEPT']));
    assert.deepEqual({ ...environment }, { THEIRS: 'theirs', KEPT: 'ours', CHANGED: 'theirs' });
    environment['GONE'] = 'ours';
    assert.equal(variables.has('GONE'), false);
  });

  it('sets one again that was removed, or that its owner has removed', () => {
    variables.set('OURS', 'one');
    variables.keep(new Set());
    variables.set('OURS', 'two');
    variables.set('THEIRS', 'ours');
    Reflect.deleteProperty(environment, 'THEIRS');
    variables.set('THEIRS', 'ours');
    assert.deepEqual(environment, { OURS: 'two', THEIRS: 'ours' });
  });
});

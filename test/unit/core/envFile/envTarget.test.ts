import assert from 'node:assert/strict';

import { envFileKind, environmentProblem, nameProblem } from '../../../../src/core/envFile/envTarget.ts';

describe('what an environment file may be called, and what it may hold', () => {
  const kinds: [name: string, kind: 'dotenv' | 'json' | undefined][] = [
    ['.env', 'dotenv'],
    ['.env.local', 'dotenv'],
    ['.env.dev.local', 'dotenv'],
    ['dev.env', 'dotenv'],
    ['http-client.private.env.json', 'json'],
    ['http-client.env.json', 'json'],
    ['http-client.env.json.user', 'json'],
    ['package.json', undefined],
    ['.envrc', undefined],
    ['env', undefined],
    ['my http-client.env.json', undefined],
  ];
  for (const [name, kind] of kinds) {
    it(`${name}: ${kind ?? 'none'}`, () => {
      assert.equal(envFileKind(name), kind);
    });
  }

  it('is a name that every reader of the file understands', () => {
    assert.equal(nameProblem('dotenv', 'ROUTEE_TOKEN_2'), undefined);
    for (const name of ['', '2A', 'A-B', 'A.B', 'A B', 'A=B', 'Ä', 'A\n']) {
      assert.match(nameProblem('dotenv', name) ?? '', /letters, digits, and underscores/, name);
    }
    assert.equal(nameProblem('json', 'routee-token'), undefined);
    for (const name of ['', '2A', 'A.B', 'A B', '$A', 'A"']) {
      assert.match(nameProblem('json', name) ?? '', /hyphens/, name);
    }
  });

  it('is an environment that has a name', () => {
    for (const name of ['dev', '$shared', 'my dev', 'v1.2-x'])
      assert.equal(environmentProblem(name), undefined);
    for (const name of ['', ' ', ' dev', 'dev ', 'a"b']) assert.notEqual(environmentProblem(name), undefined);
  });
});

import assert from 'node:assert/strict';

import type { EnvVariable } from '../../../../../src/core/envFile/envFile.ts';
import {
  credentialPairs,
  hintOf,
  isIdLike,
  isReadWith,
  isSecretLike,
} from '../../../../../src/features/importing/model/credentialPairs.ts';

const ID = '5756a411e4b06a33d50517c7';
const dotenv = (name: string, value = 'x1'): EnvVariable => ({ target: { kind: 'dotenv', name }, value });
const json = (environment: string, name: string, value = 'x1'): EnvVariable => ({
  target: { kind: 'json', environment, name },
  value,
});
const shown = (variables: readonly EnvVariable[]): string[] =>
  credentialPairs(variables).map(({ id, secret }) => `${id.target.name} ${secret.target.name}`);

describe('values that look like an id or a secret', () => {
  const values: readonly (readonly [value: string, isId: boolean, isSecret: boolean])[] = [
    ['ab1', true, true],
    ['', false, false],
    ['a b', false, false],
    [' ab', false, false],
    ['ab ', false, false],
    ['a:b', false, true],
    ['a<b', false, true],
    ['a{b', false, true],
    ['a"b', false, true],
    [':ab', false, true],
    ['ab:', false, true],
    ['{ab', false, false],
    ['${ab', false, false],
    ['<ab', false, false],
    ['$ab', false, false],
  ];
  for (const [value, isId, isSecret] of values) {
    it(JSON.stringify(value), () => {
      assert.deepEqual([isIdLike(value), isSecretLike(value)], [isId, isSecret]);
    });
  }
});

describe('variables that a client reads together', () => {
  const cases: readonly (readonly [what: string, a: EnvVariable, b: EnvVariable, expected: boolean])[] = [
    ['one environment', json('dev', 'a'), json('dev', 'b'), true],
    ['two environments', json('dev', 'a'), json('prod', 'b'), false],
    ['one that all share, first', json('$shared', 'a'), json('prod', 'b'), true],
    ['one that all share, last', json('dev', 'a'), json('$shared', 'b'), true],
    ['two that all share', json('$shared', 'a'), json('$shared', 'b'), true],
    ['a file without environments', dotenv('a'), dotenv('b'), true],
  ];
  for (const [what, a, b, expected] of cases) {
    it(what, () => {
      assert.equal(isReadWith(a, b), expected);
    });
  }
});

describe('the names of a pair', () => {
  const cases: readonly (readonly [what: string, names: readonly string[], expected: readonly string[]])[] = [
    ['the same but for two words', ['A_ID', 'A_SECRET'], ['A_ID A_SECRET']],
    ['one with a word more', ['A_APP_ID', 'A_SECRET'], ['A_APP_ID A_SECRET']],
    ['repeated underscores', ['A__B_ID', '_A_B_SECRET'], ['A__B_ID _A_B_SECRET']],
    ['words that only touch', ['A_B_ID', 'AB_SECRET'], []],
    ['another order of words', ['A_ID', 'SECRET_A'], []],
    ['neither an id nor a secret', ['ROUTEE_TOKEN', 'ROUTEE_SECRET'], []],
    ['two ids for one secret', ['A_APP_ID', 'A_CLIENT_ID', 'A_SECRET'], []],
    ['two secrets for one id', ['A_ID', 'A_APP_SECRET', 'A_CLIENT_SECRET'], []],
  ];
  for (const [what, names, expected] of cases) {
    it(what, () => {
      assert.deepEqual(shown(names.map((name) => dotenv(name))), expected);
    });
  }

  it('a secret may hold what an id may not', () => {
    assert.deepEqual(shown([dotenv('A_ID', 'ab1'), dotenv('A_SECRET', 'a:"b1')]), ['A_ID A_SECRET']);
    assert.deepEqual(shown([dotenv('A_ID', 'a:b1'), dotenv('A_SECRET', 'ab1')]), []);
  });
});

describe('pairs that all environments share', () => {
  it('are listed once', () => {
    const variables = [json('$shared', 'A_ID'), json('$shared', 'A_SECRET'), json('dev', 'B_ID')];
    assert.deepEqual(shown(variables), ['A_ID A_SECRET']);
  });

  it('are sought among the first 50 only', () => {
    const shared = (count: number): EnvVariable[] =>
      Array.from({ length: count }, (_, index) => json('$shared', `N${index}_ID`));
    const [id, secret] = [json('dev', 'DEV_ID'), json('$shared', 'DEV_SECRET')];
    assert.deepEqual(shown([...shared(49), secret, id]), ['DEV_ID DEV_SECRET']);
    assert.deepEqual(shown([...shared(50), secret, id]), []);
  });
});

describe('what is told of a pair', () => {
  it('is likely with an id of 24 hexadecimal digits, and no more', () => {
    const isLikely = (value: string): boolean[] =>
      credentialPairs([dotenv('A_ID', value), dotenv('A_SECRET')]).map((pair) => pair.isLikely);
    assert.deepEqual([ID, ID.toUpperCase(), `${ID}0`, `x${ID}`].flatMap(isLikely), [
      true,
      true,
      false,
      false,
    ]);
  });

  const hints: readonly (readonly [variable: EnvVariable, expected: string])[] = [
    [dotenv('ROUTEE_APP_ID'), ''],
    [dotenv('_SHOP__WEB_ID_'), 'Shop Web'],
    [dotenv('shopWebAppId'), 'Shop Web'],
    [json('dev', 'ID'), 'dev'],
    [json('dev', 'SHOP_ID'), 'Shop (dev)'],
    [json('$shared', 'SHOP_ID'), 'Shop'],
  ];
  for (const [variable, expected] of hints) {
    it(`hint of ${JSON.stringify(variable.target)}`, () => {
      assert.equal(hintOf(variable), expected);
    });
  }
});

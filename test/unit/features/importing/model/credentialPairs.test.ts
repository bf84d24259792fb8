import assert from 'node:assert/strict';

import { clearEnvValue, listEnvValues } from '../../../../../src/core/envFile/envFile.ts';
import { applyEdits } from '../../../../../src/core/kit/textEdit.ts';
import { credentialPairs } from '../../../../../src/features/importing/model/credentialPairs.ts';

const ID = '5756a411e4b06a33d50517c7';

describe('pairs of an id and a secret', () => {
  const dotenv: [what: string, lines: readonly string[], expected: readonly string[]][] = [
    [
      'the usual names',
      [`ROUTEE_APPLICATION_ID=${ID}`, 'ROUTEE_APPLICATION_SECRET=s'],
      [`"" ${ID} s likely`],
    ],
    [
      'several, by prefix and by suffix',
      [
        `SHOP_ROUTEE_APPLICATION_ID=${ID}`,
        'SHOP_ROUTEE_APPLICATION_SECRET=s',
        'ROUTEE_APP_ID_WEB_SHOP=other',
        'ROUTEE_APP_SECRET_WEB_SHOP=t',
      ],
      [`"Shop" ${ID} s likely`, '"Web Shop" other t likely'],
    ],
    [
      'exports, quotes and comments',
      [`export ROUTEE_ID="${ID}" # x`, "ROUTEE_SECRET='a b'", "ROUTEE_SECRET='s'"],
      [`"" ${ID} s likely`],
    ],
    [
      'names that do not quite agree',
      [`ROUTEE_APPLICATION_ID=${ID}`, 'ROUTEE_CLIENT_SECRET=s'],
      [`"" ${ID} s likely`],
    ],
    [
      'no pair where that leaves a doubt',
      [`ROUTEE_APP_ID=${ID}`, 'ROUTEE_KEY_SECRET=s', 'ROUTEE_API_SECRET=t'],
      [],
    ],
    [
      'the closer name before a looser one',
      [`A_APP_ID=${ID}`, 'A_SECRET=t', 'A_APP_SECRET=s'],
      [`"A" ${ID} s likely`],
    ],
    [
      'something else, unlikely',
      ['GOOGLE_CLIENT_ID=g.apps', 'GOOGLE_CLIENT_SECRET=s'],
      ['"Google" g.apps s unlikely'],
    ],
    ['no pair of AWS', ['AWS_ACCESS_KEY_ID=AKIA', 'AWS_SECRET_ACCESS_KEY=s'], []],
    [
      'nothing that is empty or refers to something',
      ['ROUTEE_ID=${ID}', 'ROUTEE_SECRET=s', 'B_ID=b', 'B_SECRET='],
      [],
    ],
    ['an id without a secret', [`ROUTEE_APPLICATION_ID=${ID}`], []],
    ['a secret with a hash', [`ROUTEE_ID=${ID}`, 'ROUTEE_SECRET=aB#cD9xYz1'], [`"" ${ID} aB#cD9xYz1 likely`]],
    [
      'values with what nobody sees, and typographic quotes',
      [`ROUTEE_ID=\u200b${ID}\ufeff`, 'export ROUTEE_SECRET=“s\u00ad1”\u00a0'],
      [`"" ${ID} s1 likely`],
    ],
    [
      'no placeholders',
      [`A_ID=${ID}`, 'A_SECRET=YOUR_SECRET', `B_ID=${ID}`, 'B_SECRET=$SECRET', 'C_ID=xxxx', 'C_SECRET=s'],
      [],
    ],
    ['camel case and hyphens', [`routeeAppId=${ID}`, 'routee-app-secret=s'], [`"" ${ID} s likely`]],
  ];
  for (const [what, lines, expected] of dotenv) {
    it(`in .env: ${what}`, () => {
      assert.deepEqual(shown(credentialPairs(listEnvValues(lines.join('\n'), 'dotenv'))), expected);
    });
  }

  it('in JSON: per environment, and never across', () => {
    const text = JSON.stringify({
      dev: { routeeApplicationId: ID, routeeApplicationSecret: 's', port: 1 },
      prod: { shopAppId: 'p', shopAppSecret: 't' },
      half: { routeeId: 'h' },
      rest: { routeeSecret: 'r' },
      none: 5,
    });
    assert.deepEqual(shown(credentialPairs(listEnvValues(text, 'json'))), [
      `"dev" ${ID} s likely`,
      '"Shop (prod)" p t unlikely',
    ]);
  });

  const shared: [what: string, file: object, expected: readonly string[]][] = [
    [
      'an id that all environments share',
      {
        $shared: { routeeApplicationId: ID },
        dev: { routeeApplicationSecret: 'x1' },
        prod: { routeeApplicationSecret: 'x2' },
      },
      [`"dev" ${ID} x1 likely`, `"prod" ${ID} x2 likely`],
    ],
    [
      'a secret that all environments share',
      { dev: { routeeApplicationId: ID }, $shared: { routeeApplicationSecret: 'x1' } },
      [`"dev" ${ID} x1 likely`],
    ],
    [
      'both, once',
      { $shared: { shopId: ID, shopSecret: 's' }, dev: {}, prod: { a: 'b' } },
      [`"Shop" ${ID} s likely`],
    ],
    [
      'one of them that an environment replaces',
      { $shared: { shopId: ID, shopSecret: 's' }, dev: { shopSecret: 't' } },
      [`"Shop" ${ID} s likely`, `"Shop (dev)" ${ID} t likely`],
    ],
    ['never two environments', { $shared: {}, dev: { shopId: ID }, prod: { shopSecret: 's' } }, []],
  ];
  for (const [what, file, expected] of shared) {
    it(`in JSON: ${what}`, () => {
      assert.deepEqual(shown(credentialPairs(listEnvValues(JSON.stringify(file), 'json'))), expected);
    });
  }

  it('are found in time that grows with the file, not with its square', () => {
    const count = 4000;
    const members = Array.from({ length: count }, (_, n) => [`a${n}Id`, `i${n}`] as const);
    const environments = Array.from(
      { length: count },
      (_, n) => [`e${n}`, { aSecret: 's', aId: 'i' }] as const,
    );
    const started = process.cpuUsage();
    const text = JSON.stringify({
      $shared: Object.fromEntries(members),
      ...Object.fromEntries(environments),
    });
    assert.equal(credentialPairs(listEnvValues(text, 'json')).length, count);
    assert.ok(process.cpuUsage(started).user < 3_000_000);
  });

  const shown = (pairs: ReturnType<typeof credentialPairs>): string[] =>
    pairs.map(
      ({ id, secret, hint, isLikely }) =>
        `"${hint}" ${id.value} ${secret.value} ${isLikely ? 'likely' : 'unlikely'}`,
    );
});

describe('emptying a value', () => {
  const rows: [what: string, kind: 'dotenv' | 'json', text: string, expected: string][] = [
    ['one line', 'dotenv', 'A=1\nS=x\nB=2\n', 'A=1\nS=\nB=2\n'],
    ['every assignment of it', 'dotenv', 'S=x\nA=1\nS="y"', 'S=\nA=1\nS='],
    [
      'with quotes, comment, blanks and line ends',
      'dotenv',
      "\uFEFFexport S = 'x'  # why\r\nA=1",
      '\uFEFFexport S =   # why\r\nA=1',
    ],
    ['several lines', 'dotenv', 'S="x\ny"\nA=1', 'S=\nA=1'],
    ['nothing where it is not', 'dotenv', '# S=x\nSS=x\n', '# S=x\nSS=x\n'],
    [
      'a member',
      'json',
      '{ "dev": { "S": "x", "A": 1 }, // c\n "b": {"S": "y"} }',
      '{ "dev": { "S": "", "A": 1 }, // c\n "b": {"S": "y"} }',
    ],
    [
      'members that are there twice',
      'json',
      '{"dev":{"S":"x","S":"z"},"dev":{"S":"q"}}',
      '{"dev":{"S":"","S":""},"dev":{"S":""}}',
    ],
    ['no other type', 'json', '{"dev":{"S":{"value":"x"}}}', '{"dev":{"S":{"value":"x"}}}'],
  ];
  for (const [what, kind, text, expected] of rows) {
    it(`${kind}: ${what}`, () => {
      const target =
        kind === 'json' ? ({ kind, environment: 'dev', name: 'S' } as const) : ({ kind, name: 'S' } as const);
      const changed = applyEdits(text, clearEnvValue(text, target));
      assert.equal(changed, expected);
      assert.deepEqual(
        clearEnvValue(changed, target).filter(({ start, end }) => end - start > 2),
        [],
      );
    });
  }

  it('finds what it has listed', () => {
    const text = 'A=1\nexport B="2 3"\nA=4\nC: 5\n#D=6\n';
    assert.deepEqual(
      listEnvValues(text, 'dotenv').map(({ target, value }) => `${target.name} ${value}`),
      ['A 4', 'B 2 3', 'C 5'],
    );
  });
});

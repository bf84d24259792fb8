import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

import { findResource } from '../../../src/core/api/resources.ts';
import { snippets } from '../../../src/core/api/snippets.ts';
import { parseHttpFile } from '../../../src/core/httpFile/parseHttpFile.ts';

const root = new URL('../../../', import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, root), 'utf8');

interface Manifest {
  readonly contributes: { readonly snippets: readonly { readonly path: string }[] };
}

/** What VS Code inserts, with the first values in place. */
function expand(lines: readonly string[]): string {
  return lines
    .join('\n')
    .replace(/\$\{\d+:((?:\\.|[^}\\])*)\}/g, '$1')
    .replace('$0', '')
    .replace(/\\([\\$}])/g, '$1');
}

describe('the snippets', () => {
  const all = Object.values(snippets());

  it('are those of the table: run `node scripts/snippets.ts` after a change of it', () => {
    const { contributes } = JSON.parse(read('package.json')) as Manifest;
    assert.deepEqual(
      contributes.snippets.map(({ path }) => path),
      ['./snippets/routee.code-snippets'],
    );
    assert.deepEqual(JSON.parse(read('snippets/routee.code-snippets')), snippets());
  });

  it('each have a prefix of their own, and are packaged', () => {
    const prefixes = all.map(({ prefix }) => prefix);
    assert.equal(new Set(prefixes).size, prefixes.length);
    for (const prefix of ['sms', '2step', 'balance', 'token', 'lookup']) {
      assert.ok(prefixes.includes(`routee-${prefix}`), prefix);
    }
    assert.match(read('.vscodeignore'), /^!snippets\/\*\*$/m);
  });

  for (const { prefix, body, scope } of all) {
    it(`${prefix} gives one request to Routee, with tab stops`, () => {
      const text = expand(body);
      const [request, ...more] = parseHttpFile(text).requests;
      assert.ok(request && more.length === 0);
      const { host, pathname } = new URL(request.url);
      const isToken = host === 'auth.routee.net' && pathname === '/oauth/token';
      assert.ok(isToken || (host === 'connect.routee.net' && findResource(request.method, pathname)));
      assert.equal(body.at(-1), '$0');
      assert.equal(scope, 'http,rest');
    });
  }

  it('hold no secret, not even an invented one', () => {
    const token = all.find(({ prefix }) => prefix === 'routee-token');
    assert.match(
      expand(token?.body ?? []),
      /^Authorization: Basic \{\{\$processEnv ROUTEE_APPLICATION_ID\}\} \{\{\$processEnv ROUTEE_APPLICATION_SECRET\}\}$/m,
    );
  });
});

import assert from 'node:assert/strict';

import { readBasic } from '../../../../../src/features/sandbox/model/authorizationServer.ts';
import { SandboxBench } from '../../../../support/sandbox/sandboxBench.ts';

describe('AuthorizationServer', () => {
  const rows: [what: string, header: string, read: boolean][] = [
    ['the right form', `Basic ${btoa('id:secret')}`, true],
    ['another case of the scheme', `bASIC ${btoa('id:secret')}`, true],
    ['a secret with a colon', `Basic ${btoa('id:a:b')}`, true],
    ['a line end behind the secret', `Basic ${btoa('id:secret\n')}`, false],
    ['no padding', `Basic ${btoa('id:se').replace(/=+$/, '')}`, false],
    ['the alphabet for addresses', `Basic ${btoa('id:???>>>').replaceAll('/', '_')}`, false],
    ['no colon', `Basic ${btoa('idsecret')}`, false],
    ['another scheme', `Bearer ${btoa('id:secret')}`, false],
  ];
  for (const [what, header, read] of rows) {
    it(`reads Basic credentials strictly: ${what}`, () => {
      assert.equal(readBasic(header)?.id, read ? 'id' : undefined);
    });
  }

  it('hands out the same token until it expires, and another for other scopes', async () => {
    const bench = new SandboxBench();
    const first = bench.token();
    await bench.time.advance(3_599_999);
    assert.equal(bench.token(), first);
    assert.notEqual(bench.token('sms'), first);
    await bench.time.advance(1);
    assert.notEqual(bench.token(), first);
  });
});

import assert from 'node:assert/strict';

import { deleteOrphans } from '../../../../src/core/storage/storageKeys.ts';
import type { Log } from '../../../../src/core/kit/ports.ts';
import { SharedSecretStore } from '../../../support/memorySecrets.ts';

function recordingLog(lines: string[]): Log {
  const add = (line: string): void => {
    lines.push(line);
  };
  return { trace: add, debug: add, info: add, warn: add, error: add };
}

describe('deleteOrphans', () => {
  const rows: [what: string, keys: string[], left: string[], deleted: number][] = [
    ['nothing', [], [], 0],
    [
      'what belongs to an application',
      ['routee.application.a', 'routee.token.a', 'routee.claim.a', 'routee.issued.a', 'routee.active'],
      ['routee.application.a', 'routee.token.a', 'routee.claim.a', 'routee.issued.a', 'routee.active'],
      0,
    ],
    ['a token alone', ['routee.token.b', 'routee.application.a'], ['routee.application.a'], 1],
    ['a claim alone', ['routee.claim.b', 'routee.application.a'], ['routee.application.a'], 1],
    ['issued tokens alone', ['routee.issued.b', 'routee.issuedKey'], ['routee.issuedKey'], 1],
    ['all of them', ['routee.token.b', 'routee.claim.b', 'routee.issued.b', 'routee.token.c'], [], 4],
    ['the likeness of a key', ['routee.application.ab', 'routee.token.a'], ['routee.application.ab'], 1],
    [
      'what it does not know',
      ['routee.x', 'other.token.a', 'token.a'],
      ['routee.x', 'other.token.a', 'token.a'],
      0,
    ],
  ];
  for (const [what, keys, left, deleted] of rows) {
    it(`with ${what}: deletes ${deleted}`, async () => {
      const lines: string[] = [];
      const shared = new SharedSecretStore(Object.fromEntries(keys.map((key) => [key, 'value of it'])));
      const secrets = shared.window();
      await deleteOrphans(await secrets.keys(), { secrets, log: recordingLog(lines) });
      assert.deepEqual([...shared.entries.keys()], left);
      assert.equal(secrets.calls.delete, deleted);
      assert.equal(lines.length, deleted === 0 ? 0 : 1);
      assert.ok(!lines.join().includes('value'));
    });
  }

  it('goes by the keys that it is given, not by what was stored since', async () => {
    const shared = new SharedSecretStore({ 'routee.application.a': '1' });
    const secrets = shared.window();
    const keys = await secrets.keys();
    shared.put('routee.token.late', '2');
    await deleteOrphans(keys, { secrets, log: recordingLog([]) });
    assert.ok(shared.entries.has('routee.token.late'));
  });
});

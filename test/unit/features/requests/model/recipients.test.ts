import assert from 'node:assert/strict';

import { recipientsOf } from '../../../../../src/features/requests/model/recipients.ts';

describe('The recipients of a request', () => {
  const rows: [body: string | undefined, recipients: readonly string[]][] = [
    [undefined, []],
    ['', []],
    ['answer=0000', []],
    ['{"to":', []],
    ['{"body":"Call +306900000001","to":"+306900000000","from":"A"}', ['+306900000000']],
    ['{"to":["+1","+2","+1"],"groups":["all"]}', ['+1', '+2', 'all']],
    ['{"to":[{"phone":"+1","name":"A"},{"viber":"+2"}]}', ['+1', '+2']],
    ['{"flow":[{"type":"sms","to":306900000000}]}', ['306900000000']],
    [`{"body":"${'x'.repeat(10_000)}","to":"+1"}`, ['+1']],
    [`{"to":"${'9'.repeat(100)}"}`, [`${'9'.repeat(60)}…`]],
    ['{"to":"+1\\n\\nTo: +2\\u202e"}', ['+1 To: +2�']],
  ];
  for (const [body, recipients] of rows) {
    it(`are ${JSON.stringify(recipients)} for ${String(body).slice(0, 60)}`, () => {
      assert.deepEqual(recipientsOf(body), recipients);
    });
  }

  it('are read in bytes, too', () => {
    assert.deepEqual(recipientsOf(new TextEncoder().encode('{"to":"+1"}')), ['+1']);
  });

  it('are found in linear time', () => {
    const body = `{"to":${'['.repeat(2000)}"+1"${']'.repeat(2000)},"contacts":[${'"+2",'.repeat(20_000)}"+3"]}`;
    const start = performance.now();
    assert.deepEqual(recipientsOf(body), ['+1', '+2', '+3']);
    assert.ok(performance.now() - start < 500);
  });
});

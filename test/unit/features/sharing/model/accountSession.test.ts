import assert from 'node:assert/strict';

import { accountLabels } from '../../../../../src/features/sharing/model/accountSession.ts';

const labels = (...applications: [name: string, id: string, scopes?: string[]][]): string[] => [
  ...accountLabels(
    applications.map(([name, id, scopes = []], key) => ({ key: String(key), name, id, scopes })),
  ).values(),
];

describe('labels of accounts', () => {
  it('are the names', () => {
    assert.deepEqual(labels(['Shop', 'abcdef'], ['Stock', 'abcdeg']), ['Shop', 'Stock']);
  });

  it('are never shared, for VS Code remembers by them who may have a session', () => {
    assert.deepEqual(
      labels(['Shop', 'abcdef'], ['Shop', 'uvwxyz', ['sms', 'account']], ['Shop', 'abcdef'], ['Other', 'a']),
      ['Shop (…cdef)', 'Shop (…wxyz, account sms)', 'Shop (…cdef) 2', 'Other'],
    );
  });
});

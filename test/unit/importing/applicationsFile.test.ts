import assert from 'node:assert/strict';

import type { Application } from '../../../src/core/applications/application.ts';
import { readApplicationsFile, writeApplicationsFile } from '../../../src/core/importing/applicationsFile.ts';

const application: Application = {
  key: 'k-1',
  version: 1,
  id: '5756a411e4b06a33d50517c7',
  secret: 'S3cret',
  name: 'Shop',
  scopes: ['sms', 'account'],
  revision: 'r-1',
  longLivedAccepted: true,
  sessions: [{ scopes: 'sms', account: 'x' }],
};

const file = (change: object): string =>
  JSON.stringify({ format: 'routee-auth.applications', version: 1, applications: [], ...change });

describe('the file of exported applications', () => {
  it('holds names, ids and scopes, in order, and nothing else', () => {
    const text = writeApplicationsFile([application, { ...application, name: 'Other' }]);
    assert.deepEqual(readApplicationsFile(text), [
      { id: application.id, name: 'Shop', scopes: ['sms', 'account'] },
      { id: application.id, name: 'Other', scopes: ['sms', 'account'] },
    ]);
    const withActive = writeApplicationsFile([application, { ...application, key: 'k-2' }], 'k-2');
    assert.deepEqual(
      readApplicationsFile(withActive)?.map(({ active }) => active),
      [undefined, true],
    );
    assert.doesNotMatch(text + withActive, /S3cret|k-\d|r-1|longLived|sessions/);
    assert.deepEqual(Object.keys(JSON.parse(text) as object), ['format', 'version', 'applications']);
  });

  const refused: [what: string, text: string, why: RegExp][] = [
    ['of a newer version', file({ version: 2 }), /newer version of Routee Auth/],
    ['without a version', file({ version: undefined }), /missing or was changed/],
    ['without applications', file({ applications: undefined }), /missing or was changed/],
    [
      'with an id that is none',
      file({ applications: [{ id: 'a:b', name: 'x', scopes: [] }] }),
      /was changed/,
    ],
    ['without a name', file({ applications: [{ id: 'a', name: ' ', scopes: [] }] }), /was changed/],
    [
      'with a scope that is none',
      file({ applications: [{ id: 'a', name: 'x', scopes: ['a b'] }] }),
      /was changed/,
    ],
  ];
  for (const [what, text, why] of refused) {
    it(`is refused ${what}`, () => {
      assert.throws(() => readApplicationsFile(text), why);
    });
  }

  it('is told from other files', () => {
    for (const text of ['', 'A=1', '{}', '[]', 'null', '{"dev":{"format":"routee-auth.applications"}}']) {
      assert.equal(readApplicationsFile(text), undefined, text);
    }
    assert.deepEqual(readApplicationsFile(`\uFEFF${file({})}`), []);
  });
});

import assert from 'node:assert/strict';

import { redactForReport } from '../../../../../src/features/support/model/redactForReport.ts';

const known = {
  secrets: ['5756a411e4b06a33d50517c7', 'vb6QpjCIOG', 't/k+n'],
  userName: 'maria',
  home: '/data/people/maria',
  standIn: (text: string) => text.replaceAll('Web Shop', 'Application 1'),
};

describe('the redaction of reports', () => {
  const rows: [what: string, text: string, expected: string][] = [
    [
      'what is harmless',
      '2026-01-01T00:00:00.000Z [info] Started in VS Code 1.139.1.',
      '2026-01-01T00:00:00.000Z [info] Started in VS Code 1.139.1.',
    ],
    [
      'hosts',
      'The name auth.routee.net could not be found (ENOTFOUND).',
      'The name auth.routee.net could not be found (ENOTFOUND).',
    ],
    ['a known secret', 'x vb6QpjCIOG y', 'x ••• y'],
    ['a known id', 'of 5756a411e4b06a33d50517c7.', 'of •••.'],
    ['a known token, escaped', 'a t%2Fk%2Bn b', 'a ••• b'],
    ['a name', 'Web Shop: Routee has accepted', 'Application 1: Routee has accepted'],
    ['another id', 'the id 6867b522e4b06a33d50517c8', 'the id •••'],
    ['a short id', 'the id 6867b522e4b0', 'the id •••'],
    ['a UUID', 'key 3b241101-e2bb-4255-8caf-4136c566a962 is', 'key ••• is'],
    ['a JWT', 'got eyJhbGciOi.eyJzdWIi.c2ln too', 'got ••• too'],
    ['an opaque token', 'got 12dc4b7f-x_YZ~abcdefgh too', 'got ••• too'],
    ['headers', 'Authorization: Bearer abc.def, Basic QTpC', 'Authorization: Bearer •••, Basic •••'],
    [
      'assignments',
      'client_secret=abc&x=1 "password": "pw" ROUTEE_APPLICATION_ID=a',
      'client_secret=•••&x=1 "password": "•••" ROUTEE_APPLICATION_ID=•••',
    ],
    [
      'other names of secrets',
      'X-Api-Key: abc X-Token-Value: abc passwd=abc pwd=abc credentials: abc access_token=abc token2 = abc Cookie: a=b',
      'X-Api-Key: ••• X-Token-Value: ••• passwd=••• pwd=••• credentials: ••• access_token=••• token2 = ••• Cookie: •••',
    ],
    [
      'a header without a scheme',
      'Authorization: abc "authorization":"abc"',
      'Authorization: ••• "authorization":"•••"',
    ],
    ['a proxy', 'by http://joe:pw@proxy.example:3128/ now', 'by http://•••@proxy.example:3128/ now'],
    ['a query', 'GET https://connect.routee.net/x?to=me#y was', 'GET https://connect.routee.net/x?••• was'],
    ['a telephone number', 'to +306971234567 and 00306971234567', 'to +••• and •••'],
    ['an e-mail address', 'of joe.doe@example.org.', 'of •••.'],
    ['the home folder', 'read /data/people/maria/work/.env', 'read ~/work/.env'],
    [
      'other homes',
      '/home/joe/a /Users/joe/b C:\\Users\\joe\\c file:///home/joe/d',
      '~/a ~/b ~\\c file://~/d',
    ],
    ['the user name', 'Maria is maria, not mariana', '••• is •••, not mariana'],
  ];
  for (const [what, text, expected] of rows) {
    it(what, () => {
      assert.equal(redactForReport(text, known), expected);
    });
  }

  it('takes no short name for that of the user, and no root for a home', () => {
    const text = 'it is / in a b';
    assert.equal(redactForReport(text, { ...known, userName: 'a', home: '/' }), text);
  });
});

import assert from 'node:assert/strict';

import { explainCode } from '../../../../src/core/resources/errorCodes.ts';

describe('explainCode', () => {
  const rows: [what: string, body: unknown, sentences: string[]][] = [
    [
      'too little money',
      { code: '400001009', developerMessage: 'Insufficient Balance.' },
      ["Error 400001009: The account's balance is too low. Top it up in Routee's portal."],
    ],
    [
      'members that are wrong',
      { code: '400000000', entity: 'SmsTracking', properties: { to: 'Invalid mobile number', from: 1 } },
      ["Error 400000000: A value in the request isn't valid.", 'Check "to": Invalid mobile number'],
    ],
    [
      'another code by its three parts',
      { code: '409009002' },
      ['Error 409009002 (campaigns, HTTP status 409). Something with this name or number already exists.'],
    ],
    [
      'a part that no page names',
      { code: 404999001 },
      ['Error 404999001 (HTTP status 404). Check the ID or name in the address and the body.'],
    ],
    ['a status without advice', { code: '422005001' }, ['Error 422005001 (SMS, HTTP status 422).']],
    [
      'the e-mail API',
      { errorCode: '000002' },
      ["Error 000002: The sender isn't verified. Verify it in Routee's portal."],
    ],
    [
      'a list of errors',
      { errors: [{ errorCode: '400011005' }] },
      ['Error 400011005: The code is wrong. Try again.'],
    ],
    [
      'a one-time code that was not sent',
      { status: 'Failed', statusCode: 1 },
      [
        "The message failed, although the HTTP status is 200. The account's balance is too low. Top it up in Routee's portal.",
      ],
    ],
    [
      'a failure without a reason',
      { status: 'Failed' },
      ['The message failed, although the HTTP status is 200.'],
    ],
    ['nothing that succeeded', { status: 'Queued', code: 'EUR' }, []],
    ['no other code', { code: '000003' }, []],
    ['no name of a method', { code: 'toString' }, []],
    ['nothing in an array', [{ code: '400001009' }], []],
    ['nothing in null', null, []],
    ['nothing in what is no JSON', undefined, []],
  ];
  for (const [what, body, sentences] of rows) {
    it(what, () => {
      assert.deepEqual(explainCode(body), sentences);
    });
  }

  it('has a sentence for every code of a one-time code', () => {
    const all = [0, 1, 2, 3].map((statusCode) => explainCode({ status: 'Failed', statusCode })[0]);
    assert.equal(new Set(all).size, 4);
  });
});

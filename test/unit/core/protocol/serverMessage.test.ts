import assert from 'node:assert/strict';

import fc from 'fast-check';

import { serverMessage } from '../../../../src/core/protocol/serverMessage.ts';

describe('serverMessage', () => {
  const all = { error: 'e', error_description: 'd', message: 'm', developerMessage: 'v' };
  const rows: [what: string, body: unknown, message: string | undefined][] = [
    ['developerMessage first', all, 'v'],
    ['then message', { ...all, developerMessage: undefined }, 'm'],
    ['then error_description', { error: 'e', error_description: 'd' }, 'd'],
    ['then error', { error: 'e' }, 'e'],
    [
      'what Routee says of single members',
      {
        code: '400000000',
        developerMessage: 'Validation Error!',
        entity: 'SmsTracking',
        properties: { to: 'Invalid mobile number', from: 1 },
      },
      'Validation Error! (to: Invalid mobile number)',
    ],
    ['these alone', { properties: { to: 'Invalid', body: 'Empty' } }, 'to: Invalid, body: Empty'],
    ['an object in the place of a text', { error: { code: 1, message: 'm' } }, 'm'],
    ['a list of them', { errors: [{ message: 'm' }, 'n', 1] }, 'm, n'],
    ['several sentences', { message: ['a', 'b'] }, 'a, b'],
    ['what a gateway says', { title: 'Bad Request', status: 400, detail: 'Too long' }, 'Too long'],
    [
      'several sentences on one member',
      { message: 'No', properties: { to: ['Empty', 'Short'], from: 1 } },
      'No (to: Empty, Short)',
    ],
    ['nothing nested deep', { error: { error: { error: { error: { error: 'e' } } } } }, undefined],
    ['not a blank one', { ...all, developerMessage: ' \n', message: '' }, 'd'],
    ['not one of another type', { developerMessage: 1, message: null, error: 'e' }, 'e'],
    ['nothing in {}', {}, undefined],
    ['nothing in a list', ['message'], undefined],
    ['nothing in a text', 'message', undefined],
    ['nothing in null', null, undefined],
    ['nothing in undefined', undefined, undefined],
    ['nothing inherited', Object.create({ message: 'm' }), undefined],
    ['one line', { message: ' a\r\n\tb\u2028c\0d\u202Ee ' }, 'a b c d e'],
    ['200 characters whole', { message: 'x'.repeat(200) }, 'x'.repeat(200)],
    ['201 characters cut', { message: 'x'.repeat(201) }, `${'x'.repeat(200)}…`],
  ];
  for (const [what, body, message] of rows) {
    it(what, () => {
      assert.equal(serverMessage(body, []), message);
    });
  }

  const masks: [what: string, text: string, secrets: string[], message: string][] = [
    ['every occurrence', 'p4ss and p4ss', ['p4ss'], '••• and •••'],
    ['every secret', 'p4ss of id', ['p4ss', 'id'], '••• of •••'],
    ['characters of regular expressions', 'a.*b axxb', ['a.*b'], '••• axxb'],
    ['characters of replacements', 'my $& here', ['$&'], 'my ••• here'],
    ['a secret with a line break, before it becomes a blank', 'the s\ne here', ['s\ne'], 'the ••• here'],
    [
      'what looks like a token',
      'Invalid access token: b2014e88-86ff-44fc-ac98-ebaf24ff88cf.',
      [],
      'Invalid access token: •••',
    ],
    ['no long word', 'insufficient_authentication_details', [], 'insufficient_authentication_details'],
    ['a secret over the cut', `${'x'.repeat(198)}p4ss`, ['p4ss'], `${'x'.repeat(198)}••…`],
    ['a secret with what nobody sees in it', 'the p\u00AD4\u200Bs\0s here', ['p4ss'], 'the ••• here'],
    ['a secret written for HTML or a URL', '&#112;4ss, p%34ss', ['p4ss'], '•••, •••'],
    ['nothing for an empty secret', 'abc', [''], 'abc'],
  ];
  for (const [what, text, secrets, message] of masks) {
    it(`masks ${what}`, () => {
      assert.equal(serverMessage({ message: text }, secrets), message);
    });
  }

  it('never holds the secret, whatever surrounds it', () => {
    const around = fc.string({
      unit: fc.constantFrom('a', ' ', '\n', '\0', '\u2028', '\u202E', '€', '😀'),
      maxLength: 300,
    });
    fc.assert(
      fc.property(around, fc.stringMatching(/^[A-Za-z0-9]{6,12}$/), around, (before, secret, after) => {
        const message = serverMessage({ error_description: before + secret + after }, [secret]) ?? '';
        assert.ok(!message.includes(secret));
        assert.ok(message.length <= 201 && !/[\p{Cc}\n]/u.test(message));
      }),
    );
  });
});

import assert from 'node:assert/strict';

import { atOnce } from '../../../../../src/core/kit/slices.ts';
import { bodyWarnings } from '../../../../../src/features/requests/model/bodyWarnings.ts';

const API = 'https://connect.routee.net';

/** The underlined texts with their warnings. */
function warn(text: string): [shown: string, text: string][] {
  return atOnce(bodyWarnings(text, [API])).map(({ start, end, text: why }) => [text.slice(start, end), why]);
}

const sms = (rest: string): string =>
  `POST ${API}/sms\nContent-Type: application/json\n\n{ "body": "a", "to": "+306900000000", "from": "MyCompany"${rest} }\n`;

describe('The places of warnings about bodies', () => {
  const rows: [what: string, text: string, warnings: [string, string][]][] = [
    ['a value', sms(', "ttl": "10"'), [['"10"', '"ttl" must be a whole number.']]],
    ['the first character of an object', sms(', "callback": {}'), [['{', '"url" is required.']]],
    ['the first character of a list', sms(', "ttl": [1]'), [['[', '"ttl" must be a whole number.']]],
    ['nothing of a request without a body', `POST ${API}/sms\n`, []],
    [
      'several requests',
      `${sms(', "ttl": 0')}\n###\n${sms(', "flash": 5')}`,
      [
        ['0', '"ttl" must be at least 1 min.'],
        ['5', '"flash" must be true or false.'],
      ],
    ],
  ];
  for (const [what, text, warnings] of rows) {
    it(`underlines ${what}`, () => {
      assert.deepEqual(warn(text), warnings);
    });
  }

  it('shows the first 1000', () => {
    const three = `POST ${API}/sms\nContent-Type: application/json\n\n{}\n`;
    assert.equal(warn(three).length, 3);
    assert.equal(warn(Array<string>(400).fill(three).join('\n###\n')).length, 1000);
  });
});

import assert from 'node:assert/strict';

import { atOnce } from '../../../../../src/core/kit/slices.ts';
import { bodyWarnings } from '../../../../../src/features/requests/model/bodyWarnings.ts';
import { requestTemplate, templateText } from '../../../../../src/features/requests/model/requestTemplate.ts';
import { sampleRequests } from '../../../../../src/features/sandbox/model/sampleRequests.ts';
import { RESOURCES } from '../../../../../src/core/resources/resources.ts';

const API = 'https://connect.routee.net';
const warn = (request: string, body: string): string[] =>
  atOnce(
    bodyWarnings(`${request.replace(' /', ` ${API}/`)}\nContent-Type: application/json\n\n${body}\n`, [API]),
  ).map(({ text }) => text);

describe('bodyWarnings', () => {
  it('is silent about our own requests to the sandbox', () => {
    assert.deepEqual(atOnce(bodyWarnings(sampleRequests(API), [API])), []);
  });

  const SMS = '{ "body": "a", "to": "+306900000000", "from": "MyCompany"';
  const rows: [what: string, request: string, body: string, warnings: string[]][] = [
    ['a good body', 'POST /sms', `${SMS} }`, []],
    ['a missing field', 'POST /sms', '{ "body": "a", "to": "+306900000000" }', ['"from" is required.']],
    ['a wrong type', 'POST /sms', `${SMS}, "ttl": "10" }`, ['"ttl" must be a whole number.']],
    ['half a minute', 'POST /sms', `${SMS}, "ttl": 1.5 }`, ['"ttl" must be a whole number.']],
    ['a flag as text', 'POST /sms', `${SMS}, "flash": "true" }`, ['"flash" must be true or false.']],
    ['a ttl out of range', 'POST /sms', `${SMS}, "ttl": 4321 }`, ['"ttl" must be at most 4320 min.']],
    ['a ttl at its end', 'POST /sms', `${SMS}, "ttl": 4320 }`, []],
    ['no ttl at all', 'POST /sms', `${SMS}, "ttl": 0 }`, ['"ttl" must be at least 1 min.']],
    [
      'a sender of 12 letters',
      'POST /sms',
      '{ "body": "a", "to": "+306900000000", "from": "MyCompanyLtd" }',
      [
        '"from" has the wrong format. Routee\'s documentation: Sender: a number of at most 16 digits without +, or at most 11 letters and digits.',
      ],
    ],
    ['a sender of 16 digits', 'POST /sms', '{ "body": "a", "to": "1", "from": "1234567890123456" }', []],
    [
      'a label of 351 characters',
      'POST /sms',
      `${SMS}, "label": "${'x'.repeat(351)}" }`,
      ['"label" is too long (length: 351, maximum: 350).'],
    ],
    ['a label of 350 emoji', 'POST /sms', `${SMS}, "label": "${'😀'.repeat(350)}" }`, []],
    [
      'something inside',
      'POST /sms',
      `${SMS}, "callback": { "strategy": "Always" } }`,
      ['"url" is required.', '"strategy" must be one of: OnChange, OnCompletion.'],
    ],
    ['a member that nobody knows', 'POST /sms', `${SMS}, "new": 1 }`, []],
    ['null', 'POST /sms', `${SMS}, "ttl": null }`, []],
    [
      'nobody to send to',
      'POST /sms/campaign',
      '{ "body": "a", "from": "b" }',
      ['One of these is required: to, contacts, groups.'],
    ],
    [
      'an array for a text',
      'POST /viber/otp',
      '{ "senderInfoTrackingId": "a", "to": ["+30"] }',
      ['Replaced by POST /viber/transactional/messages.', '"to" must be a string.'],
    ],
    [
      'a text for an array',
      'POST /sms/campaign',
      '{ "body": "a", "from": "b", "to": "+30" }',
      ['"to" must be an array.'],
    ],
    [
      'text or array',
      'POST /failover-otp/otp/send-failover',
      '{ "flow": [{ "type": "Sms", "order": 1, "ttl": 1, "to": ["+30"], "message": { "body": "a" } }] }',
      [],
    ],
    [
      'neither text nor array',
      'POST /failover-otp/otp/send-failover',
      '{ "flow": [{ "type": "Sms", "order": 1, "ttl": 1, "to": 30, "message": { "body": "a" } }] }',
      ['"to" must be a string.'],
    ],
    [
      'a step of another kind',
      'POST /failover',
      '{ "flow": [{ "type": "Viber", "to": "+30", "from": "a" }] }',
      ['"senderInfoTrackingId" is required.', '"message" is required.'],
    ],
    ['a step of no kind', 'POST /failover', '{ "flow": [{ "to": "+30" }] }', ['"type" is required.']],
    ['no steps', 'POST /failover', '{ "flow": [] }', ['"flow" is too short (length: 0, minimum: 1).']],
    ['an object for an array', 'DELETE /contacts/my', '{ "contacts": [] }', ['The body must be an array.']],
    ['an array for an object', 'POST /sms', '[]', ['The body must be an object.']],
    [
      'another case',
      'POST /failover',
      '{ "flow": [{ "type": "Sms", "to": "+30", "from": "a", "message": { "body": "a" }, "failoverOnStatuses": ["FAILED"] }] }',
      [],
    ],
    [
      'an address without https',
      'POST /viber',
      '{ "senderInfoTrackingId": "a", "to": "+30", "body": { "imageURL": "http://a.b/c" } }',
      ['"imageURL" has the wrong format. Routee\'s documentation: Address of a picture, best below 400 KB.'],
    ],
    [
      'no date',
      'POST /sms/campaign',
      '{ "body": "a", "from": "b", "to": [], "scheduledDate": "tomorrow" }',
      ['"scheduledDate" must be a date such as 2026-01-01T00:00:00Z.'],
    ],
    [
      'a template without its code',
      'POST /2step',
      '{ "method": "sms", "type": "code", "recipient": "+30", "template": "Hi" }',
      [
        '"template" has the wrong format. Routee\'s documentation: Text with @@pin in the place of the code; other @@names come from "arguments".',
      ],
    ],
    ['no JSON', 'POST /sms', `${SMS}, }`, ["The body isn't valid JSON."]],
    [
      'comments',
      'POST /sms',
      '{\n  // "ttl": 0,\n  "body": "a",\n  # "x"\n  "to": "b",\n  "from": "c"\n}',
      [],
    ],
    [
      'references in and outside of texts',
      'POST /sms',
      `{ "body": "{{b}}", "to": {{to}}, "from": "{{company}} Limited", "ttl": {{ttl}} }`,
      [],
    ],
    ['another server', 'POST https://example.com/sms', '{}', []],
    ['a resource that nobody knows', 'POST /new', '{}', []],
    ['a body of no JSON', 'POST /sms', 'a=b', []],
  ];
  for (const [what, request, body, warnings] of rows) {
    it(`says of ${what}: ${warnings.join(' ') || 'nothing'}`, () => {
      assert.deepEqual(warn(request, body), warnings);
    });
  }

  it('says where', () => {
    const text = `###\nPOST ${API}/sms\n\n{ "body": "a", "to": "b", "from": "c", "ttl": 0 }\n`;
    const [warning] = atOnce(bodyWarnings(text, [API]));
    assert.equal(text.slice(warning?.start, warning?.end), '0');
    const missing = `###\nPOST ${API}/sms\n\n{ "body": "a", "to": "b" }\n`;
    const [at] = atOnce(bodyWarnings(missing, [API]));
    assert.equal(at?.start, missing.indexOf('{'));
  });

  it('says nothing of what New Request writes, whichever comments become members', () => {
    for (const resource of RESOURCES) {
      const text = templateText(requestTemplate(resource, { base: API, authorization: 'Bearer {{t}}' }));
      const ours = (warning: { isOld?: true }): boolean => warning.isOld !== true;
      assert.deepEqual(atOnce(bodyWarnings(text, [API])).filter(ours), [], resource.id);
      assert.deepEqual(
        atOnce(bodyWarnings(text.replaceAll(/^(\s*)\/\/ /gm, '$1'), [API])).filter(ours),
        [],
        resource.id,
      );
    }
  });

  it('reads a body of 1 MB in less than 50 ms, or leaves it', () => {
    const numbers = JSON.stringify(
      Array.from({ length: 60_000 }, (_, i) => `+3069${String(i).padStart(8, '0')}`),
    );
    for (const length of [1_000_000, 199_000, 99_000]) {
      const body = `{ "body": "a", "from": "MyCompany", "to": ${numbers.slice(0, length)}`;
      const text = `###\nPOST ${API}/sms/campaign\n\n${body}\n`;
      // The best of some: other work on the machine is not meant.
      const tookMs = Math.min(
        ...Array.from({ length: 5 }, () => {
          const startMs = performance.now();
          atOnce(bodyWarnings(text, [API]));
          return performance.now() - startMs;
        }),
      );
      assert.ok(tookMs < 50, `${length}: ${tookMs} ms`);
    }
  });
});

import assert from 'node:assert/strict';

import { sampleRequests } from '../../../../../src/features/sandbox/model/sampleRequests.ts';
import { SandboxBench } from '../../../../support/sandbox/sandboxBench.ts';

const NUMBER = '+306900000000';
const CODE = {
  flow: [{ type: 'Sms', to: NUMBER, order: 1, ttl: 60, message: { body: 'Your code is 0000' } }],
};

describe('Sandbox, answer by answer', () => {
  let bench: SandboxBench;

  beforeEach(() => {
    bench = new SandboxBench();
  });

  const ask = (line: string, body: object) =>
    bench.ask(line, { authorization: `Bearer ${bench.token()}`, body: JSON.stringify(body) });
  const viber = (count: number) =>
    bench.ok('POST /viber/campaign', {
      senderInfoTrackingId: 'SENDER',
      to: Array.from({ length: count }, () => NUMBER),
      body: { text: 'Hello' },
    });

  it('refuses a web page', () => {
    const timestamp = bench.time.now();
    assert.deepEqual(bench.ask('GET /sandbox', { origin: 'https://example.com' }), {
      status: 403,
      body: { timestamp, status: 403, error: 'Forbidden', message: 'No web page may ask', path: '/sandbox' },
      note: 'forbidden',
    });
  });

  it('takes blanks for no body', () => {
    assert.equal(bench.code('POST /contacts/my', ' '), '400000000');
  });

  it('refuses a token that lacks the scope', () => {
    const authorization = `Bearer ${bench.token('sms')}`;
    assert.deepEqual(bench.ask('GET /accounts/me/balance', { authorization }), {
      status: 403,
      body: { code: '403000000', developerMessage: 'You are not allowed to access this resource' },
      note: 'lacks scope account',
    });
  });

  it('sends for the last cent, and for nothing no more', () => {
    viber(1000);
    viber(22);
    assert.equal(bench.balance, 0.06);
    assert.equal(bench.ok('POST /failover-otp/otp/send-failover', CODE)['status'], 'Queued');
    assert.equal(bench.balance, 0);
    const developerMessage = 'Insufficient Balance.';
    const noMoney = { status: 400, body: { code: '400001009', developerMessage }, note: developerMessage };
    assert.deepEqual(ask('POST /numbervalidator', { to: NUMBER }), noMoney);
    assert.deepEqual(ask('POST /sms', { body: 'Hello', to: NUMBER, from: 'me' }), noMoney);
    assert.deepEqual(ask('POST /failover-otp/otp/send-failover', CODE).body, {
      status: 'Failed',
      statusCode: 1,
    });
  });

  it('counts the parts of a text that needs Unicode', () => {
    const sms = (length: number) => ({ body: 'ж'.repeat(length), to: NUMBER, from: 'me' });
    assert.equal(ask('POST /sms/analyze', sms(67 * 255)).status, 200);
    assert.equal(bench.code('POST /sms/analyze', sms(67 * 255 + 1)), '400005000');
  });

  it('calls a SIP address, and a number on Viber', () => {
    const call = { from: '+306900000001', dialPlan: { verbs: [] } };
    for (const to of [{ sip: 'someone@example.com' }, { viber: NUMBER }]) {
      assert.equal(ask('POST /voice/conversation', { ...call, to }).status, 200);
    }
    assert.equal(bench.balance, 20.44);
  });

  it('posts callbacks as JSON', async () => {
    const callback = { url: 'http://127.0.0.1:3000/callback', strategy: 'OnCompletion' };
    bench.ok('POST /sms', { body: 'Hello', to: NUMBER, from: 'me', callback });
    await bench.time.advance(3000);
    assert.deepEqual(
      bench.posts.map(({ init }) => init.headers),
      [{ 'Content-Type': 'application/json' }],
    );
  });

  it('has requests to begin with', () => {
    assert.equal(
      sampleRequests('http://127.0.0.1:1234'),
      `# Sandbox: answers as Routee does, on this computer. Nothing leaves it, and nothing costs money.
# "Send to Sandbox" above a request sends it with a fresh token.
@sandbox = http://127.0.0.1:1234

### The balance of the account
GET {{sandbox}}/accounts/me/balance

### Send an SMS
POST {{sandbox}}/sms
Content-Type: application/json

{
  "body": "Hello from the sandbox",
  "to": "+306900000000",
  "from": "Sandbox"
}

### Was it delivered? Queued at first, Sent after one second, Delivered after three
POST {{sandbox}}/sms/tracking
Content-Type: application/json

[]

### A number that nothing can be delivered to
POST {{sandbox}}/sms
Content-Type: application/json

{
  "body": "Hello from the sandbox",
  "to": "+306900000999",
  "from": "Sandbox"
}
`,
    );
  });
});

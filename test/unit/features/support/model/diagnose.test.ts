import assert from 'node:assert/strict';

import { diagnose, type DiagnosisPorts } from '../../../../../src/features/support/model/diagnose.ts';
import {
  outcomeOf,
  type Step,
  STEP_IDS,
  type StepId,
  type Subject,
} from '../../../../../src/features/support/model/diagnosis.ts';
import { diagnosisText, summaryOf } from '../../../../../src/features/support/model/diagnosisText.ts';
import type { Probes } from '../../../../../src/core/kit/probes.ts';
import { STEP_LIMIT_MS } from '../../../../../src/features/support/model/withinDeadline.ts';
import type { Fetch } from '../../../../../src/core/kit/ports.ts';
import { UNEXPLAINED_BY_BROWSER } from '../../../../../src/core/protocol/networkFailure.ts';
import { RouteeError, type RouteeErrorCode } from '../../../../../src/core/protocol/routeeError.ts';
import type { Token } from '../../../../../src/core/protocol/token.ts';
import { FakeTime } from '../../../../support/fakeTime.ts';

const START = Date.UTC(2026, 0, 1);
const TOKEN = 'T0ken-that-nobody-may-see';
const settings = { authUrl: 'https://auth.routee.net/oauth/token', apiUrl: 'https://connect.routee.net' };
const token: Token = {
  accessToken: TOKEN,
  issuedAtMs: START,
  expiresAtMs: START + 3_600_000,
  scopes: ['account', 'sms'],
  permissions: [],
};

const failing = (code: string) => (): Promise<never> =>
  Promise.reject(Object.assign(new Error(`secret ${TOKEN}`), { code }));
const hanging = (): Promise<never> => new Promise(() => undefined);

const probes: Probes = {
  lookup: () => Promise.resolve(['192.0.2.1']),
  connect: (_host, _port, isSecure) =>
    Promise.resolve({
      protocol: isSecure ? 'TLSv1.3' : undefined,
      validToMs: START + 86_400_000,
      issuer: 'An Authority',
    }),
};

function subject(change: Partial<Subject> = {}): Subject {
  return {
    name: 'Shop',
    id: '5756a411e4b06a33d50517c7',
    scopes: ['sms'],
    state: { kind: 'none' },
    exchange: () => Promise.resolve(token),
    showScopes: (scopes) => scopes,
    showText: (text) => text,
    ...change,
  };
}

interface Answers {
  readonly dateMs?: number | undefined;
  readonly balance?: () => Response;
}

/** Servers that answer: on the balance, and on anything else. */
function servers({ dateMs = START, balance }: Answers = {}): Fetch {
  return (url) =>
    Promise.resolve(
      url.endsWith('/balance')
        ? (balance?.() ?? Response.json({ balance: 20.5 }))
        : new Response('', { status: 404, headers: { date: new Date(dateMs).toUTCString() } }),
    );
}

const refused = (status: number, body: unknown = {}) =>
  servers({ balance: () => Response.json(body, { status }) });
const rejected = (code: RouteeErrorCode, message: string) => (): Promise<never> =>
  Promise.reject(new RouteeError(code, message));

type Change = Partial<Omit<DiagnosisPorts, 'proxy'>> & {
  readonly proxy?: Partial<DiagnosisPorts['proxy']>;
};

function run(change: Change = {}, time = new FakeTime({ start: START })): Promise<readonly Step[]> {
  return diagnose({
    fetch: servers(),
    clock: time,
    timers: time,
    probes,
    settings,
    subject: subject(),
    signal: new AbortController().signal,
    onStep: () => undefined,
    ...change,
    proxy: { proxy: '', support: 'override', noProxy: [], environment: {}, ...change.proxy },
  });
}

const outcomes = (steps: readonly Step[]): Record<string, string> =>
  Object.fromEntries(steps.map((step) => [step.id, outcomeOf(step)]));
const allPassed = Object.fromEntries(STEP_IDS.map((id) => [id, 'passed']));
const textOf = (steps: readonly Step[]): string =>
  diagnosisText(steps, { atMs: START, versions: ['Routee Auth 0.1.0'], application: 'Shop (5756…17c7)' });
const skippedFrom = (id: StepId): Record<string, string> =>
  Object.fromEntries(STEP_IDS.slice(STEP_IDS.indexOf(id) + 1).map((later) => [later, 'skipped']));

describe('diagnose', () => {
  it('passes every step where everything works, in their order, and says so', async () => {
    const begun: StepId[] = [];
    const steps = await run({ onStep: (id) => begun.push(id) });
    assert.deepEqual(outcomes(steps), allPassed);
    assert.deepEqual(begun, STEP_IDS);
    assert.match(summaryOf(steps), /^Everything works/);
    const text = textOf(steps);
    assert.match(
      text,
      /^# Routee Diagnosis\n\nEverything works[^]*\n- 2026-01-01 00:00 UTC\n- Routee Auth 0\.1\.0\n/,
    );
    assert.match(
      text,
      /\n## 2\. Name lookup \(DNS\): passed\n\n- auth\.routee\.net resolves to 192\.0\.2\.1\.\n/,
    );
    assert.match(text, /issued by An Authority, and is valid until 2026-01-02/);
  });

  const afterSilence = { clock: 'failed', ...skippedFrom('clock') };
  const rows: [what: string, change: Change, expected: Record<string, string>, says: RegExp][] = [
    [
      'an address that cannot be used',
      { settings: { ...settings, authUrl: 'http://example.com' } },
      { settings: 'failed', ...skippedFrom('clock') },
      /"Settings" failed: The setting routee\.authUrl can't be used: only https.*Correct the setting routee\.authUrl, or reset it/,
    ],
    [
      'a name that is not known',
      { probes: { ...probes, lookup: failing('ENOTFOUND') }, fetch: failing('ENOTFOUND') },
      { names: 'failed', ...afterSilence },
      /"Name lookup \(DNS\)" failed: Can't look up the name auth\.routee\.net \(ENOTFOUND\)\. Check your network/,
    ],
    [
      'a name server that does not answer',
      { probes: { ...probes, lookup: failing('EAI_AGAIN') }, fetch: failing('EAI_AGAIN') },
      { names: 'failed', ...afterSilence },
      /Can't look up the name .* \(EAI_AGAIN\)/,
    ],
    [
      'a server that refuses connections',
      { probes: { ...probes, connect: failing('ECONNREFUSED') }, fetch: failing('ECONNREFUSED') },
      { connections: 'failed', ...afterSilence },
      /"Secure connection \(TLS\)" failed: auth\.routee\.net doesn't accept connections/,
    ],
    ...(
      [
        ['CERT_HAS_EXPIRED', /certificate of auth\.routee\.net has expired.*Check this computer's date/],
        ['CERT_NOT_YET_VALID', /isn't valid yet.*Check this computer's date/],
        ['DEPTH_ZERO_SELF_SIGNED_CERT', /is self-signed.*check the address/],
        ['SELF_SIGNED_CERT_IN_CHAIN', /doesn't trust the issuer.*company proxy/],
        ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', /doesn't trust the issuer/],
        ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', /doesn't trust the issuer/],
        ['ERR_TLS_CERT_ALTNAME_INVALID', /is for another name.*Something else responds/],
      ] as const
    ).map(([code, says]): (typeof rows)[number] => [
      code,
      { probes: { ...probes, connect: failing(code) }, fetch: failing(code) },
      { connections: 'failed', ...afterSilence },
      says,
    ]),
    [
      'a proxy that is not there',
      {
        probes: {
          ...probes,
          connect: (host, ...rest) =>
            host === 'proxy.example' ? failing('ECONNREFUSED')() : probes.connect(host, ...rest),
        },
        proxy: { proxy: 'http://joe:S3cret@proxy.example:3128' },
        fetch: failing('ECONNREFUSED'),
      },
      { proxy: 'failed', ...afterSilence },
      /"Proxy" failed: http\.proxy sends requests to auth\.routee\.net, connect\.routee\.net through http:\/\/proxy\.example:3128, which can't be reached.*Correct http\.proxy/,
    ],
    [
      'a proxy that is no address',
      { proxy: { environment: { https_proxy: 'ftp://proxy' } } },
      { proxy: 'failed' },
      /The value of https_proxy isn't a proxy address/,
    ],
    [
      'a clock that is ahead',
      { fetch: servers({ dateMs: START - 7 * 60_000 }) },
      { clock: 'failed' },
      /"Response and clock" failed: auth\.routee\.net responded\. This computer's clock is ahead \(difference: [67] min\).*Set the clock/,
    ],
    [
      'a clock that is behind',
      { fetch: servers({ dateMs: START + 49 * 3_600_000 }) },
      { clock: 'failed' },
      /is behind \(difference: 2 days\)/,
    ],
    [
      'refused credentials',
      { subject: subject({ exchange: rejected('credentialsRejected', 'Routee rejected this.') }) },
      { credentials: 'failed', ...skippedFrom('credentials') },
      /"Credentials" failed: Shop: Routee rejected this\. Compare the ID and secret/,
    ],
    [
      'a server that is down',
      { subject: subject({ exchange: rejected('serverError', 'Routee is out of order (500).') }) },
      { credentials: 'failed', ...skippedFrom('credentials') },
      /out of order/,
    ],
    [
      'a token with fewer scopes',
      { subject: subject({ scopes: ['sms', 'voice'] }) },
      { scopes: 'failed' },
      /"Scopes" failed: The token of Shop lacks requested scopes: voice\. Its scopes: account, sms/,
    ],
    ['a token that is refused', { fetch: refused(403) }, { api: 'failed' }, /"API" failed.*whitelist/],
    [
      'another server at the address of the API',
      { fetch: refused(404, { message: 'Nothing [here]' }) },
      { api: 'failed' },
      /returned 404 .*: "Nothing \(here\)".*Check the server address/,
    ],
    ['an API that is down', { fetch: refused(500) }, { api: 'failed' }, /Try again later/],
    [
      'an answer that is no balance',
      { fetch: servers({ balance: () => new Response('<html>') }) },
      { api: 'failed' },
      /returned 200 .*\. Check the server address/,
    ],
  ];
  for (const [what, change, expected, says] of rows) {
    it(`names ${what}`, async () => {
      const steps = await run(change);
      assert.deepEqual(outcomes(steps), { ...allPassed, ...expected });
      assert.match(summaryOf(steps), says);
      assert.doesNotMatch(textOf(steps), /S3cret|joe|T0ken|5756a411/);
    });
  }

  it('does not try credentials again that were rejected', async () => {
    const state = {
      kind: 'rejected',
      token: undefined,
      problem: { code: 'credentialsRejected', message: 'Routee rejected this.', atMs: START },
    } as const;
    const steps = await run({ subject: subject({ state, exchange: () => assert.fail('it was tried') }) });
    assert.match(summaryOf(steps), /wasn't tried again\. The last response was: Routee rejected this/);
  });

  it('does not ask before the time at which Routee wants to be asked again', async () => {
    const state = (retryAtMs: number) =>
      ({
        kind: 'failed',
        token: undefined,
        problem: { code: 'rateLimited', message: 'Too many requests.', atMs: START },
        retryAtMs,
      }) as const;
    const waiting = subject({ state: state(START + 1), exchange: () => assert.fail('it was tried') });
    assert.match(summaryOf(await run({ subject: waiting })), /Too many requests\. Wait a few minutes/);
    assert.deepEqual(outcomes(await run({ subject: subject({ state: state(START) }) })), allPassed);
  });

  for (const code of [
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'SELF_SIGNED_CERT_IN_CHAIN',
    'CERT_HAS_EXPIRED',
    'CERT_REVOKED',
    'ERR_TLS_CERT_ALTNAME_INVALID',
    'HOSTNAME_MISMATCH',
  ]) {
    it(`excuses no certificate that is refused, whatever gets through: ${code}`, async () => {
      const steps = await run({ probes: { ...probes, connect: failing(code) } });
      assert.deepEqual(outcomes(steps), { ...allPassed, connections: 'failed' });
      assert.doesNotMatch(textOf(steps), /No action is needed/);
    });
  }

  it('takes a direct way that is closed lightly where requests get through', async () => {
    const steps = await run({ probes: { lookup: failing('ENOTFOUND'), connect: failing('ECONNREFUSED') } });
    assert.deepEqual(outcomes(steps), { ...allPassed, names: 'warning', connections: 'warning' });
    assert.match(summaryOf(steps), /^Routee can be used\. See the remark on the step "Name lookup/);
    assert.match(textOf(steps), /still succeed/);
  });

  it('remarks on a token that may not read the balance, and on a clock that is a little off', async () => {
    const narrow = subject({ exchange: () => Promise.resolve({ ...token, scopes: ['sms'] }) });
    const fetch = refused(403);
    const steps = await run({
      subject: narrow,
      fetch: async (url, init) => {
        const answer = await fetch(url, init);
        return url.endsWith('/balance')
          ? answer
          : new Response('', { headers: { date: new Date(START + 120_000).toUTCString() } });
      },
    });
    assert.deepEqual(outcomes(steps), { ...allPassed, clock: 'warning', api: 'warning' });
  });

  it('says what a browser hides, and names CORS where it is that', async () => {
    const browser =
      (isThere: boolean): Fetch =>
      (_url, init) =>
        init.mode === 'no-cors' && isThere
          ? Promise.resolve(new Response())
          : failing(UNEXPLAINED_BY_BROWSER)();
    const expected = { names: 'unknown', connections: 'unknown', proxy: 'unknown', ...afterSilence };
    const blocked = await run({ probes: undefined, fetch: browser(true) });
    assert.deepEqual(outcomes(blocked), { ...allPassed, ...expected });
    assert.match(summaryOf(blocked), /responded but doesn't let web pages read its responses \(CORS\)/);
    const offline = await run({ probes: undefined, fetch: browser(false) });
    assert.match(summaryOf(offline), /a browser doesn't say why/);
  });

  it('looks at the connection alone while there is no application', async () => {
    const steps = await run({ subject: undefined });
    assert.deepEqual(outcomes(steps), {
      ...allPassed,
      credentials: 'skipped',
      scopes: 'skipped',
      api: 'skipped',
    });
    assert.match(summaryOf(steps), /there's no application yet/);
  });

  it('gives no part of a step more than its time', async () => {
    const time = new FakeTime({ start: START });
    const done = run({ probes: { lookup: hanging, connect: hanging }, fetch: hanging }, time);
    for (let parts = 0; parts < 3; parts++) await time.advance(STEP_LIMIT_MS);
    const steps = await done;
    assert.deepEqual(outcomes(steps), {
      ...allPassed,
      names: 'failed',
      connections: 'failed',
      ...afterSilence,
    });
    assert.match(textOf(steps), /didn't respond within 10 seconds/);
    assert.equal(time.pendingTimers, 0);
  });

  it('ends at once when the user cancels', async () => {
    const abort = new AbortController();
    const done = run({ probes: { ...probes, connect: hanging }, signal: abort.signal });
    abort.abort();
    await assert.rejects(done, { code: 'cancelled' });
  });
});

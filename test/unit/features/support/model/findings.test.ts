import assert from 'node:assert/strict';

import { checkAnswer } from '../../../../../src/features/support/model/checkAnswer.ts';
import { checkApi } from '../../../../../src/features/support/model/checkApi.ts';
import { checkConnections } from '../../../../../src/features/support/model/checkConnections.ts';
import { checkCredentials, checkScopes } from '../../../../../src/features/support/model/checkCredentials.ts';
import { checkNames } from '../../../../../src/features/support/model/checkNames.ts';
import { checkProxy } from '../../../../../src/features/support/model/checkProxy.ts';
import { checkSettings } from '../../../../../src/features/support/model/checkSettings.ts';
import type { Finding, Subject } from '../../../../../src/features/support/model/diagnosis.ts';
import type { ConnectionReport, Probes } from '../../../../../src/core/kit/probes.ts';
import type { ProxySettings } from '../../../../../src/features/support/model/proxy.ts';
import type { Fetch } from '../../../../../src/core/kit/ports.ts';
import { UNEXPLAINED_BY_BROWSER } from '../../../../../src/core/protocol/networkFailure.ts';
import { RouteeError, type RouteeErrorCode } from '../../../../../src/core/protocol/routeeError.ts';
import type { Token } from '../../../../../src/core/protocol/token.ts';
import { FakeTime } from '../../../../support/fakeTime.ts';

type FetchInit = Parameters<Fetch>[1];

const START = Date.UTC(2026, 0, 1);
const HOUR = 3_600_000;
const AUTH = new URL('https://auth.routee.net/oauth/token');
const API = new URL('https://connect.routee.net');
const token: Token = {
  accessToken: 'T0ken-that-nobody-may-see',
  issuedAtMs: START,
  expiresAtMs: START + HOUR,
  scopes: ['account', 'sms'],
  permissions: [],
};
const withCode = (code: string): Error => Object.assign(new Error('hidden'), { code });

/** What a person reads of a finding: the outcome, the sentence, and what to do. */
const read = ({ outcome, text, advice }: Finding): string =>
  [`${outcome}: ${text}`, ...(advice === undefined ? [] : [advice])].join(' → ');

function subject(change: Partial<Subject> = {}): Subject {
  return {
    name: 'Shop',
    id: '5756…17c7',
    scopes: [],
    state: { kind: 'none' },
    exchange: () => Promise.resolve(token),
    showScopes: (scopes) => scopes.map((scope) => `‹${scope}›`),
    showText: (text) => `«${text}»`,
    ...change,
  };
}

describe('a finding', () => {
  let time: FakeTime;
  let limits: { timers: FakeTime; signal: AbortSignal };

  beforeEach(() => {
    time = new FakeTime({ start: START });
    limits = { timers: time, signal: new AbortController().signal };
  });

  describe('on the settings', () => {
    const of = (authUrl: string, apiUrl: string): string[] =>
      checkSettings({ authUrl, apiUrl }).step.findings.map(read);

    it('tells Routee’s own addresses from others', () => {
      assert.deepEqual(of(` ${AUTH.href} `, 'https://connect.routee.net'), [
        "passed: routee.authUrl is Routee's own address (auth.routee.net).",
        "passed: routee.apiUrl is Routee's own address (connect.routee.net).",
      ]);
    });

    it('shows another address without its query, which could hold a key', () => {
      assert.deepEqual(of('https://proxy.example/a/b?key=S3cret', 'http://localhost:3000'), [
        'passed: routee.authUrl was changed to https://proxy.example/a/b.',
        'passed: routee.apiUrl was changed to http://localhost:3000/.',
      ]);
      assert.equal(
        of('https://proxy.example/k/0123456789abcdef/token', 'https://a.example')[0],
        'passed: routee.authUrl was changed to https://proxy.example/k/•••/token.',
      );
    });
  });

  describe('on a name', () => {
    const of = async (host: string, lookup: () => Promise<readonly string[]>): Promise<string> => {
      const probes = { lookup, connect: () => assert.fail('not asked') } as Probes;
      const [finding] = await checkNames([new URL(`https://${host}`)], probes, limits);
      assert.ok(finding);
      return read(finding);
    };
    const never = (): never => assert.fail('it was looked up');
    const checkNetwork =
      'Check your network connection, and your VPN if you need one. Then check the address in the settings.';

    it('lists its addresses', async () => {
      assert.equal(
        await of('a.example', () => Promise.resolve(['192.0.2.1', '2001:db8::1'])),
        'passed: a.example resolves to 192.0.2.1, 2001:db8::1.',
      );
    });

    for (const host of ['[::1]', '127.0.0.1', '192.168.100.254']) {
      it(`looks up no ${host}`, async () => {
        assert.equal(await of(host, never), `passed: ${host} is already an address.`);
      });
    }

    for (const host of ['1.2.3.4.example', 'a1.2.3.4x', '1.2.3.com']) {
      it(`looks up ${host}`, async () => {
        assert.match(await of(host, () => Promise.resolve(['192.0.2.1'])), /resolves to 192\.0\.2\.1\.$/);
      });
    }

    it('says why there is none', async () => {
      assert.equal(
        await of('a.example', () => Promise.reject(withCode('ENOTFOUND'))),
        `failed: Can't look up the name a.example (ENOTFOUND). → ${checkNetwork}`,
      );
      assert.equal(
        await of('a.example', () => Promise.reject(new Error('odd'))),
        `failed: Can't look up the name a.example (no response). → ${checkNetwork}`,
      );
    });
  });

  describe('on a connection', () => {
    const asked: unknown[] = [];
    const of = async (url: string, report: ConnectionReport | Error): Promise<Finding> => {
      asked.length = 0;
      const connect: Probes['connect'] = (...args) => {
        asked.push(args.slice(0, 3));
        return report instanceof Error ? Promise.reject(report) : Promise.resolve(report);
      };
      const probes: Probes = { lookup: () => assert.fail('not asked'), connect };
      const [finding, ...others] = await checkConnections([new URL(url), new URL(url)], probes, limits);
      assert.ok(finding);
      assert.deepEqual(others, [], 'each server once');
      return finding;
    };

    it('tells who has signed the certificate, and until when it is valid', async () => {
      const finding = await of('https://a.example:8443', {
        protocol: 'TLSv1.3',
        validToMs: START,
        issuer: 'An Authority',
      });
      assert.equal(
        read(finding),
        'passed: a.example:8443 accepts connections (TLSv1.3). Its certificate is trusted, was issued by An Authority, and is valid until 2026-01-01.',
      );
      assert.equal(finding.host, 'a.example');
      assert.deepEqual(asked, [['a.example', 8443, true]]);
    });

    it('says so when a certificate tells less', async () => {
      assert.equal(
        read(await of('https://a.example', { protocol: 'TLSv1.2', validToMs: undefined, issuer: undefined })),
        'passed: a.example accepts connections (TLSv1.2). Its certificate is trusted, was issued by an unnamed authority, and is valid until ?.',
      );
      assert.deepEqual(asked, [['a.example', 443, true]]);
    });

    it('asks for no certificate on this machine', async () => {
      const none = { protocol: undefined, validToMs: undefined, issuer: undefined };
      assert.equal(
        read(await of('http://[::1]', none)),
        "passed: [::1] accepts connections without TLS, because it's on this computer.",
      );
      assert.deepEqual(asked, [['::1', 80, false]]);
      await of('http://localhost:3000', none);
      assert.deepEqual(asked, [['localhost', 3000, false]]);
    });

    const certificates: [code: string, expected: string][] = [
      [
        'CERT_HAS_EXPIRED',
        "failed: The certificate of a.example has expired (CERT_HAS_EXPIRED). → Check this computer's date. If it's right, whoever runs the server, or the proxy in front of it, must renew the certificate.",
      ],
      [
        'CERT_NOT_YET_VALID',
        "failed: The certificate of a.example isn't valid yet (CERT_NOT_YET_VALID). → Check this computer's date and time.",
      ],
      [
        'UNABLE_TO_GET_ISSUER_CERT',
        "failed: This computer doesn't trust the issuer of the certificate of a.example (UNABLE_TO_GET_ISSUER_CERT). → A company proxy probably inspects traffic. Install its certificate in the system, and restart VS Code. Certificate checks are never turned off.",
      ],
    ];
    for (const [code, expected] of certificates) {
      it(`explains ${code}`, async () => {
        assert.equal(read(await of('https://a.example', withCode(code))), expected);
      });
    }

    it('passes on what else went wrong', async () => {
      const finding = await of('https://a.example', withCode('ECONNREFUSED'));
      assert.match(read(finding), /^failed: a\.example doesn't accept connections/);
      assert.equal(finding.host, 'a.example');
      assert.match(read(await of('https://a.example', new Error('odd'))), /^failed: /);
      assert.equal(
        read(await of('https://a.example', new RouteeError('timeout', 'Too late.'))),
        'failed: Too late.',
      );
    });
  });

  describe('on the proxy', () => {
    const settings: ProxySettings = { proxy: '', support: 'override', noProxy: [], environment: {} };
    const asked: unknown[] = [];
    const of = async (change: Partial<ProxySettings>, fails?: Error): Promise<string[]> => {
      asked.length = 0;
      const connect: Probes['connect'] = (...args) => {
        asked.push(args.slice(0, 3));
        const report = { protocol: undefined, validToMs: undefined, issuer: undefined };
        return fails === undefined ? Promise.resolve(report) : Promise.reject(fails);
      };
      const probes: Probes = { lookup: () => assert.fail('not asked'), connect };
      return (await checkProxy([AUTH, API], { ...settings, ...change }, probes, limits)).map(read);
    };

    it('says that there is none, and what it cannot see', async () => {
      assert.deepEqual(await of({}), [
        "passed: No proxy is set for these addresses in http.proxy or the environment. A proxy set in the system isn't detected.",
      ]);
    });

    const proxies: [value: string, shown: string, host: string, port: number, isSecure: boolean][] = [
      ['http://joe:S3cret@p.example:3128', 'http://p.example:3128', 'p.example', 3128, false],
      ['https://p.example', 'https://p.example', 'p.example', 443, true],
      ['p.example', 'http://p.example', 'p.example', 80, false],
      ['socks5://p.example', 'socks5://p.example', 'p.example', 1080, false],
      ['socks://p.example:9050', 'socks://p.example:9050', 'p.example', 9050, false],
      ['http://[2001:db8::1]:8080', 'http://[2001:db8::1]:8080', '2001:db8::1', 8080, false],
    ];
    for (const [value, shown, host, port, isSecure] of proxies) {
      it(`tries ${shown} once for both addresses`, async () => {
        assert.deepEqual(await of({ proxy: value }), [
          `passed: http.proxy sends requests to auth.routee.net, connect.routee.net through ${shown}, which accepts connections.`,
        ]);
        assert.deepEqual(asked, [[host, port, isSecure]]);
      });
    }

    it('keeps proxies apart that a rule keeps apart', async () => {
      assert.deepEqual(await of({ proxy: 'p.example', noProxy: ['auth.routee.net'] }), [
        'passed: http.proxy sends requests to connect.routee.net through http://p.example, which accepts connections.',
      ]);
    });

    it('says what to do about one that cannot be used', async () => {
      assert.deepEqual(await of({ proxy: 'ftp://p.example' }), [
        "failed: The value of http.proxy isn't a proxy address. → Enter an address such as http://proxy.example:8080, or leave it empty.",
      ]);
      const [down] = await of({ environment: { HTTPS_PROXY: 'p.example' } }, withCode('ECONNREFUSED'));
      assert.match(
        down ?? '',
        /^failed: HTTPS_PROXY sends .*, which can't be reached\. p\.example doesn't accept connections.* → Correct HTTPS_PROXY, or ask whoever runs the proxy\.$/,
      );
    });
  });

  describe('on an answer', () => {
    const sent: [url: string, init: FetchInit][] = [];
    const of = async (headers: Record<string, string>): Promise<{ text: string; isAnswered: boolean }> => {
      sent.length = 0;
      const fetch = (url: string, init: FetchInit): Promise<Response> => {
        sent.push([url, init]);
        return Promise.resolve(new Response(null, { headers }));
      };
      const { finding, isAnswered } = await checkAnswer(AUTH, { fetch, clock: time }, limits);
      assert.equal(finding.host, 'auth.routee.net');
      return { text: read(finding), isAnswered };
    };
    const date = (ms: number): { date: string } => ({ date: new Date(ms).toUTCString() });
    const setClock = 'Set the clock automatically in the system settings.';

    it('asks for the root alone, with nothing of the user', async () => {
      await of(date(START));
      assert.equal(sent.length, 1);
      const [[url, { method, redirect, cache, credentials, headers, body }] = assert.fail()] = sent;
      assert.deepEqual(
        [url, method, redirect, cache, credentials, headers, body],
        ['https://auth.routee.net/', 'GET', 'manual', 'no-store', 'omit', undefined, undefined],
      );
    });

    const rows: [what: string, headers: Record<string, string>, expected: string][] = [
      [
        'the same time',
        date(START),
        "passed: auth.routee.net responded, and its clock matches this computer's.",
      ],
      ['no time', {}, "passed: auth.routee.net responded but didn't report its time."],
      [
        'no time that can be read',
        { date: 'soon' },
        "passed: auth.routee.net responded but didn't report its time.",
      ],
      [
        'a time from a cache, with its age',
        { ...date(START - HOUR), age: '3600' },
        "passed: auth.routee.net responded, and its clock matches this computer's.",
      ],
      [
        'an age that is none',
        { ...date(START), age: 'old' },
        "passed: auth.routee.net responded, and its clock matches this computer's.",
      ],
      [
        'a time that is 59 s and half a second away',
        date(START - 59_000),
        "passed: auth.routee.net responded, and its clock matches this computer's.",
      ],
      [
        'a time that is a minute and a half behind',
        date(START - 90_000),
        `warning: auth.routee.net responded. This computer's clock is ahead (difference: 1 min). → ${setClock}`,
      ],
      [
        'a time that is 6 minutes ahead',
        date(START + 6 * 60_000),
        `failed: auth.routee.net responded. This computer's clock is behind (difference: 6 min). → ${setClock}`,
      ],
    ];
    for (const [what, headers, expected] of rows) {
      it(`with ${what}`, async () => {
        assert.deepEqual(await of(headers), { text: expected, isAnswered: true });
      });
    }

    for (const [size, outcome] of [
      [59_999, 'passed'],
      [60_000, 'warning'],
      [299_999, 'warning'],
      [300_000, 'failed'],
    ] as const) {
      it(`is ${outcome} where clocks differ by ${size} ms`, async () => {
        time = new FakeTime({ start: START + 500 + size });
        assert.match((await of(date(START))).text, new RegExp(`^${outcome}: `));
        time = new FakeTime({ start: START + 500 - size });
        assert.match((await of(date(START))).text, new RegExp(`^${outcome}: `));
      });
    }

    it('that a page cannot read is asked for once more in the way that pages may', async () => {
      const inits: FetchInit[] = [];
      const fetch = (url: string, init: FetchInit): Promise<Response> => {
        assert.equal(url, 'https://auth.routee.net/');
        inits.push(init);
        return init.mode === 'no-cors'
          ? Promise.resolve(new Response())
          : Promise.reject(withCode(UNEXPLAINED_BY_BROWSER));
      };
      const { finding, isAnswered } = await checkAnswer(AUTH, { fetch, clock: time }, limits);
      assert.equal(
        read(finding),
        "failed: auth.routee.net responded but doesn't let web pages read its responses (CORS). → Use VS Code on the desktop or in a codespace, or enter your own proxy in the routee.authUrl and routee.apiUrl settings.",
      );
      assert.deepEqual([finding.host, isAnswered], ['auth.routee.net', false]);
      assert.deepEqual(
        inits.map(({ method, cache, credentials, mode }) => [method, cache, credentials, mode]),
        [
          ['GET', 'no-store', 'omit', undefined],
          ['GET', 'no-store', 'omit', 'no-cors'],
        ],
      );
    });

    it('that never comes says why', async () => {
      const fetch = (): Promise<Response> => Promise.reject(withCode('ECONNRESET'));
      const { finding, isAnswered } = await checkAnswer(AUTH, { fetch, clock: time }, limits);
      assert.deepEqual([finding.outcome, finding.host, isAnswered], ['failed', 'auth.routee.net', false]);
      assert.match(finding.text, /auth\.routee\.net/);
    });
  });

  describe('on the credentials', () => {
    const of = async (change: Partial<Subject>): Promise<string> =>
      read((await checkCredentials(subject(change), time, limits.signal)).finding);
    const fails = (code: RouteeErrorCode): Partial<Subject> => ({
      exchange: () => Promise.reject(new RouteeError(code, 'It did not work.')),
    });

    it('says how long the token is valid', async () => {
      assert.equal(await of({}), 'passed: Routee accepted the credentials of Shop. Token: expires in 1 h.');
    });

    const advice: [code: RouteeErrorCode, advice: string | undefined][] = [
      [
        'credentialsRejected',
        'Compare the ID and secret with Routee\'s portal (the lock icon shows the secret), and correct them with "Routee: Edit Application".',
      ],
      [
        'invalidScope',
        'Remove the scope with "Routee: Edit Application", or grant it to the application in Routee\'s portal.',
      ],
      ['rateLimited', 'Wait a few minutes. Your programs might be requesting a token for every call.'],
      ['notFound', 'Check the server address: something else might be responding there.'],
      ['redirected', 'Check the server address: something else might be responding there.'],
      ['badAnswer', 'Check the server address: something else might be responding there.'],
      ['network', undefined],
    ];
    for (const [code, then] of advice) {
      it(`says what to do about ${code}`, async () => {
        const expected = `failed: Shop: «It did not work.»${then === undefined ? '' : ` → ${then}`}`;
        assert.equal(await of(fails(code)), expected);
      });
    }

    it('passes on what is a defect here, and what the user has cancelled', async () => {
      const defect = new TypeError('odd');
      await assert.rejects(of({ exchange: () => Promise.reject(defect) }), defect);
      await assert.rejects(of(fails('cancelled')), { code: 'cancelled' });
    });

    it('is not what an earlier failure says, unless Routee wants to wait', async () => {
      const problem = { code: 'network', message: 'Before.', atMs: START } as const;
      const state = { kind: 'failed', token: undefined, problem, retryAtMs: START + HOUR } as const;
      assert.match(await of({ state }), /^passed/);
      const limited = { ...state, problem: { ...problem, code: 'rateLimited' } } as const;
      assert.match(await of({ state: limited }), /^failed: Shop wasn't tried again\. .*«Before\.» → Wait/);
      assert.match(await of({ state: { ...limited, retryAtMs: undefined } }), /^passed/);
    });
  });

  describe('on the scopes', () => {
    const of = (asked: string[], has: string[]): string =>
      read(checkScopes(subject({ scopes: asked }), { ...token, scopes: has }));

    it('lists those that the token has', () => {
      assert.equal(
        of(['sms'], ['sms', 'voice']),
        'passed: The token of Shop has the scopes: ‹sms›, ‹voice›.',
      );
      assert.equal(of([], []), "passed: The response doesn't say which scopes the token of Shop has.");
    });

    it('lists those that it lacks', () => {
      assert.equal(
        of(['a', 'sms', 'b'], ['sms', 'voice']),
        'failed: The token of Shop lacks requested scopes: ‹a›, ‹b›. Its scopes: ‹sms›, ‹voice›. → Remove the scope with "Routee: Edit Application", or grant it to the application in Routee\'s portal.',
      );
    });
  });

  describe('on the API', () => {
    const of = async (answer: () => Response, scopes = token.scopes): Promise<string> => {
      const fetch = (): Promise<Response> => Promise.resolve(answer());
      const ports = { fetch, clock: time, timers: time };
      return read(await checkApi(API, { ...token, scopes }, subject(), ports, limits));
    };
    const json = (status: number, body: unknown) => (): Response => Response.json(body, { status });
    const balance = { balance: 20.5 };

    it('is good when it answers the question', async () => {
      assert.equal(
        await of(json(200, balance)),
        'passed: connect.routee.net accepted the token and returned the balance.',
      );
      assert.match(await of(json(201, balance)), /^failed: .* returned 201 /);
    });

    const rights =
      "Either the application isn't allowed to use this resource (see its permissions in Routee's portal), or this computer's IP address isn't on its whitelist.";
    for (const status of [401, 403]) {
      it(`depends on the scopes of the token at ${status}`, async () => {
        const refused = `failed: connect.routee.net refused the token (${status}), although it is new. → ${rights}`;
        assert.equal(await of(json(status, {})), refused);
        assert.equal(await of(json(status, {}), []), refused);
        assert.equal(
          await of(json(status, {}), ['sms']),
          `warning: connect.routee.net refused to read the balance (${status}), but it might accept the token for other requests. → This requires the scope for accounts, which this token lacks. If you don't need it, no action is required.`,
        );
      });
    }

    it('tells what the server has said, without the token', async () => {
      assert.equal(
        await of(json(500, { developerMessage: `No ${token.accessToken}!` })),
        'failed: connect.routee.net returned 500 when asked for the balance: "«No •••!»". → The problem is on the server. Try again later.',
      );
      assert.equal(
        await of(json(404, {})),
        'failed: connect.routee.net returned 404 when asked for the balance. → Check the server address: something else might be responding there.',
      );
    });

    it('tells why there was no answer', async () => {
      const ports = { fetch: () => Promise.reject(withCode('ECONNREFUSED')), clock: time, timers: time };
      const finding = await checkApi(API, token, subject(), ports, limits);
      assert.match(read(finding), /^failed: connect\.routee\.net doesn't accept connections/);
    });
  });
});

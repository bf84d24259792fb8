import assert from 'node:assert/strict';

import { acceptedBodies, refusedBodies } from '../../support/hostile/bodyFaults.ts';
import { meetWithCredentials, meetWithOldToken, meetWithToken } from '../../support/hostile/encounter.ts';
import { expectOldToken, expectOutcome, told } from '../../support/hostile/expectations.ts';
import { startHostileServer, type HostileServer } from '../../support/hostile/hostileServer.ts';
import { statusFaults } from '../../support/hostile/httpFaults.ts';
import { answers, canary } from '../../support/hostile/rawAnswer.ts';

const faults = { ...statusFaults, ...refusedBodies };
const badToken = told.unusable('access_token');
const dead =
  "expiredToken: Routee issued a token that has already expired. Try again in a moment. If this keeps happening, check the application's Token Expiration in Routee's portal.";

/** What the exchange says; what a request says, where the answer is more than a body of its own. */
const rows: Record<keyof typeof faults, readonly [exchange: string, request?: string]> = {
  redirectToHttp: [told.redirected, '302, 0 bytes'],
  redirectToHost: [told.redirected, '301, 0 bytes'],
  redirectToPort: [told.redirected, '307, 0 bytes'],
  redirect308: [told.redirected, '308, 0 bytes'],
  redirect303: [told.redirected, '303, 0 bytes'],
  redirectWithToken: [told.redirected, '302, 0 bytes'],
  redirectLoop: [told.redirected, '302, 0 bytes'],
  redirectToScript: [told.redirected, '302, 0 bytes'],
  redirectNowhere: [told.redirected, '302, 0 bytes'],
  redirectWithoutLocation: [told.odd(302), '302, 0 bytes'],
  multipleChoices: [told.odd(300), '300, 0 bytes'],
  notModified: [told.odd(304), '304, 0 bytes'],
  noContent: [told.odd(204), '204, 0 bytes'],
  resetContent: [told.odd(205), '205, 0 bytes'],
  partialContent: [told.odd(206), '206, 109 bytes'],
  status600: [told.odd(600), '600, 109 bytes'],
  status999: [told.odd(999), '999, 109 bytes'],
  // `fetch` gives no reason for this one.
  proxyAuthentication: [told.failed, told.failed],
  networkSignIn: [told.webPage, '511, 85 bytes'],
  firewallPage: ['refused: Routee refused the token request (403).', '403, 85 bytes'],
  badGatewayPage: [
    "serverError: Routee's server has a problem (502). Try again in a moment.",
    '502, 85 bytes',
  ],
  signInPage: [told.webPage, '200, 85 bytes'],
  signInPageAsJson: [told.webPage],
  setCookie: ['token, 3599 s', '200, 109 bytes'],
  echo: ['refused: Routee refused the token request (400). Server message: "Basic •••".', '400, 57 bytes'],
  absurdRetryAfter: [
    'rateLimited: Routee received too many token requests. Try again later.',
    '429, 0 bytes',
  ],
  empty: [told.notJson, '200, 0 bytes'],
  blanks: [told.notJson],
  text: [told.notJson],
  utf16: [told.notJson],
  cutJson: [told.notJson],
  twoDocuments: [told.notJson],
  jsonp: [told.notJson],
  null: [told.unusable('not an object')],
  true: [told.unusable('not an object')],
  number: [told.unusable('not an object')],
  string: [told.unusable('not an object')],
  array: [told.unusable('not an object')],
  arrayOfTokens: [told.unusable('not an object')],
  wrapped: [told.unusable('access_token, token_type')],
  deepArrays: [told.unusable('not an object'), '200, 200000 bytes'],
  deepObjects: [told.unusable('access_token, token_type'), '200, 850001 bytes'],
  protoOnly: [told.unusable('access_token, token_type')],
  constructorOnly: [told.unusable('access_token, token_type')],
  protoOfToken: [told.unusable('token_type')],
  macToken: [told.unusable('token_type')],
  tokenNull: [badToken],
  tokenNumber: [badToken],
  tokenArray: [badToken],
  tokenObject: [badToken],
  tokenEmpty: [badToken],
  tokenWithLineBreak: [badToken],
  tokenWithLineFeed: [badToken],
  tokenWithReturn: [badToken],
  tokenWithFinalLineFeed: [badToken],
  tokenWithTab: [badToken],
  tokenWithNul: [badToken],
  tokenWithEscape: [badToken],
  tokenWithDelete: [badToken],
  tokenWithNextLine: [badToken],
  tokenWithLineSeparator: [badToken],
  tokenWithReversal: [badToken],
  tokenWithUmlaut: [badToken],
  tokenWithEmoji: [badToken],
  tokenWithHalfCharacter: [badToken],
  tokenWithSpace: [badToken],
  tokenWithQuote: [badToken],
  tokenThatIsScript: [badToken],
  tokenThatIsShell: [badToken],
  tokenOf100KB: [badToken],
  dead: ['token, 0 s'],
  deadLong: ['token, -1767225600 s'],
  invalidUtf8InToken: [badToken],
  duplicateBad: [badToken],
  errorWithToken: [
    'credentialsRejected: Routee rejected the application ID and secret. Server message: "invalid_client".',
  ],
  echoRefused: ['refused: Routee refused the token request (400). Server message: "••• ••• ••• ••• •••".'],
  echoRejected: [
    'credentialsRejected: Routee rejected the application ID and secret. Server message: "••• ••• ••• ••• •••".',
  ],
  echoBroken: [
    'serverError: Routee\'s server has a problem (500). Try again in a moment. Server message: "••• ••• ••• ••• •••(x)(command:y)".',
  ],
  linesInMessage: ['refused: Routee refused the token request (400). Server message: "a b c d e".'],
};

describe('a server that gives a wrong answer', function () {
  this.timeout(10_000);
  let elsewhere: HostileServer;

  before(async () => {
    elsewhere = await startHostileServer(answers({}));
  });

  afterEach(() => {
    assert.deepEqual(elsewhere.heads, [], 'nothing is to be asked of the address that a redirect names');
  });

  after(() => elsewhere.close());

  for (const [name, fault] of Object.entries(faults)) {
    const [exchange, request] = rows[name as keyof typeof faults];
    const isToken = exchange.startsWith('token');
    describe(name, () => {
      it('makes of an exchange what it is', async () => {
        const outcome = await meetWithCredentials(fault, { elsewhere: elsewhere.origin });
        expectOutcome(outcome, exchange, 'exchange');
        assert.equal(outcome.heads.length, 1);
      });
      if (name !== 'setCookie') {
        it('takes no token away', async () => {
          const aftermath = await meetWithOldToken(fault, { elsewhere: elsewhere.origin });
          expectOutcome(aftermath, isToken ? dead : exchange, 'exchange');
          expectOldToken(aftermath);
        });
      }
      if (request !== undefined) {
        it('reaches a request as it is', async () => {
          const outcome = await meetWithToken(fault, { elsewhere: elsewhere.origin });
          expectOutcome(outcome, request, 'request');
          // Within the origin, five redirects are followed.
          assert.equal(outcome.heads.length, name === 'redirectLoop' ? 6 : 1);
        });
      }
    });
  }

  for (const [name, [fault, life]] of Object.entries(acceptedBodies)) {
    it(`${name}: is odd, and a token all the same`, async () => {
      const outcome = await meetWithCredentials(fault);
      const end = life === Infinity ? ', to the end of time' : `, ${life ?? 0} s`;
      expectOutcome(outcome, `token${life === undefined ? ' without a stated end' : end}`, 'exchange');
      assert.equal(({} as Record<string, unknown>)['polluted'], undefined);
    });
  }

  it('sends no cookie back, and no credentials anywhere but in their header', async () => {
    const { heads } = await meetWithOldToken(statusFaults.setCookie);
    const [head = '', ...others] = heads;
    assert.equal(others.length, 0);
    assert.match(head, /^POST \/oauth\/token HTTP\/1\.1\r\n/);
    assert.equal(head.split('\r\n').filter((line) => /^authorization: Basic /i.test(line)).length, 1);
    assert.doesNotMatch(head, /cookie/i);
    assert.ok(!head.includes(canary.secret) && !head.includes(canary.id));
  });
});

import { connectionFaults } from '../../support/hostile/connectionFaults.ts';
import { meetWithCredentials, meetWithOldToken, meetWithToken } from '../../support/hostile/encounter.ts';
import { expectOldToken, expectOutcome, told } from '../../support/hostile/expectations.ts';
import { httpFaults } from '../../support/hostile/httpFaults.ts';

const faults = { ...connectionFaults, ...httpFaults };
const TEN_MEGABYTES = '200, the first 10485760 bytes';

/** What the exchange says, and what a request says if that is another thing. */
const rows: Record<keyof typeof faults, readonly [exchange: string, request?: string]> = {
  resetOnConnect: [told.broken],
  closeOnConnect: [told.broken],
  resetInRequest: [told.broken],
  closeAfterRequest: [told.broken],
  resetAfterStatusLine: [told.broken],
  resetInHeaders: [told.broken],
  resetAfterHeaders: [told.broken],
  resetInBody: [told.broken],
  closeInBody: [told.broken],
  silence: [told.timeout, told.apiTimeout],
  silenceInHeaders: [told.timeout, told.apiTimeout],
  silenceInBody: [told.timeout, told.apiTimeout],
  slowHeaders: [told.timeout, told.apiTimeout],
  slowDrip: [told.timeout, told.apiTimeout],
  endlessInterimAnswers: [told.timeout, told.apiTimeout],
  endlessBody: [told.tooLarge, TEN_MEGABYTES],
  endlessChunks: [told.tooLarge, TEN_MEGABYTES],
  oneGigabyte: [told.tooLarge, TEN_MEGABYTES],
  shortContentLength: [told.notJson, '200, 20 bytes'],
  longContentLength: [told.broken],
  negativeContentLength: [told.notHttp],
  twoContentLengths: [told.notHttp],
  lengthAndChunks: [told.notHttp],
  brokenChunk: [told.notHttp],
  hugeChunk: [told.notHttp],
  missingLastChunk: [told.broken],
  gzipBomb: [told.tooLarge, TEN_MEGABYTES],
  notGzip: [told.notHttp],
  // Node hands out what can be unpacked of it.
  cutGzip: [told.notJson, '200, 0 bytes'],
  unknownEncoding: [told.notJson, '200, 112 bytes'],
  // Node says in words only, which could be anybody's, that there are too many.
  hundredEncodings: [told.failed],
  unaskedUpgrade: [told.broken],
  http09: [told.notHttp],
  http2: [told.notHttp],
  mailServer: [told.notHttp],
  garbage: [told.notHttp],
  badStatus: [told.notHttp],
  futureVersion: [told.notHttp],
  headerFlood: [told.notHttp],
  longHeaderLine: [told.notHttp],
  nulInHeader: [told.notHttp],
  crInHeader: [told.notHttp],
};

describe('a server that breaks the rules of the connection', function () {
  this.timeout(20_000);

  for (const [name, fault] of Object.entries(faults)) {
    const [exchange, request = exchange] = rows[name as keyof typeof faults];
    describe(name, () => {
      it('makes the exchange fail with its reason', async () => {
        expectOutcome(await meetWithCredentials(fault), exchange, 'exchange');
      });
      it('takes no token away', async () => {
        const aftermath = await meetWithOldToken(fault);
        expectOutcome(aftermath, exchange, 'exchange');
        expectOldToken(aftermath);
      });
      it('makes a request fail, or ends its answer', async () => {
        expectOutcome(await meetWithToken(fault), request, 'request');
      });
    });
  }
});

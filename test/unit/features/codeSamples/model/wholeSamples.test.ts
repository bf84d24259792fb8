import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';

import { SAMPLE_LANGUAGES } from '../../../../../src/features/codeSamples/model/sampleLanguages.ts';
import {
  apiSample,
  exchangeSample,
  type SampleRequest,
} from '../../../../../src/features/codeSamples/model/sampleRequest.ts';
import { writeSample } from '../../../../../src/features/codeSamples/model/writeSample.ts';

const API = 'https://connect.routee.net';
const headers = [{ name: 'X-Tag', value: "it's" }];

/** What makes a difference in the code: authorization, TLS, headers, and kinds of bodies. */
const REQUESTS: Readonly<Record<string, SampleRequest>> = {
  'The credentials are exchanged': exchangeSample('https://auth.routee.net/oauth/token', ['account', 'sms']),
  'The token is looked up': apiSample('GET', `${API}/accounts/me/balance`, undefined),
  'A body of JSON': apiSample('POST', `${API}/sms`, {
    body: 'Null “€”: true\t\\ "x"',
    flags: [true, false, null, 'true', 1.5, -2, {}, []],
  }),
  'A body of plain text, without authorization and TLS': {
    method: 'PUT',
    url: 'http://localhost:8790/a?b=c',
    headers,
    body: 'one\n\n  two’s €\n',
    authorization: undefined,
  },
  'A body of ASCII': {
    method: 'PATCH',
    url: `${API}/x`,
    headers: [],
    body: 'a `b`',
    authorization: 'bearer',
  },
  'Nothing to read': { method: 'HEAD', url: API, headers, body: undefined, authorization: undefined },
};

const folder = new URL('../../../../fixtures/samples/', import.meta.url);

/**
 * The code as it was kept. That such code runs is shown by `npm run test:samples`. After a change that is meant, run
 * the tests once with ROUTEE_UPDATE_SAMPLES=1, read the difference, and run the samples.
 */
describe('a whole sample', () => {
  for (const language of SAMPLE_LANGUAGES) {
    it(`in ${language.name} is the one that was kept`, async () => {
      const parts = Object.entries(REQUESTS).map(
        ([what, request]) => `${'='.repeat(20)} ${what}\n${writeSample(request, language)}`,
      );
      const file = new URL(`${language.id}.txt`, folder);
      if (process.env['ROUTEE_UPDATE_SAMPLES'] === '1') {
        await mkdir(folder, { recursive: true });
        await writeFile(file, parts.join(''));
      }
      assert.equal(parts.join(''), await readFile(file, 'utf8'));
    });
  }
});

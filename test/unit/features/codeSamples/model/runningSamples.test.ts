import assert from 'node:assert/strict';

import { EXERCISES, exerciseSample, type Exercise } from '../../../../support/samples/exerciseSamples.ts';
import { LIGHT_RUNNERS } from '../../../../support/samples/runners.ts';
import { isInstalled, runSample } from '../../../../support/samples/sampleRunner.ts';
import { curl } from '../../../../../src/features/codeSamples/model/languages/curl.ts';
import { SAMPLE_LANGUAGES } from '../../../../../src/features/codeSamples/model/sampleLanguages.ts';
import { apiSample } from '../../../../../src/features/codeSamples/model/sampleRequest.ts';
import { writeSample } from '../../../../../src/features/codeSamples/model/writeSample.ts';
import { startRouteeSandbox } from '../../../../support/routeeSandbox.ts';

/** All other languages: `npm run test:samples`. */
describe('samples that run, of the languages that are there anyway', function () {
  // Each starts a program.
  this.timeout(20_000);

  for (const runner of LIGHT_RUNNERS) {
    const language = SAMPLE_LANGUAGES.find(({ id }) => id === runner.language);
    const program = runner.needs;
    if (language === undefined || !isInstalled(program)) {
      console.log(
        `Not run here: ${runner.language}, for there is no ${program}. "npm run test:samples" installs it.`,
      );
      continue;
    }
    describe(language.name, () => {
      for (const exercise of Object.keys(EXERCISES) as Exercise[]) {
        it(exercise, () =>
          exerciseSample(exercise, language, (code, variables) => runSample(runner, code, variables)),
        );
      }
    });
  }

  it('curl sends a body that is longer than an argument may be, to one address, whatever is in it', async function () {
    const runner = LIGHT_RUNNERS.find(({ language }) => language === 'curl');
    if (runner === undefined || !isInstalled(runner.needs)) return;
    const sandbox = await startRouteeSandbox();
    try {
      const body = `it's ${'€'.repeat(100_000)} \\n %s\n`;
      const url = `${sandbox.apiUrl}/sms?a={b,c}&d=[1-2]`;
      const sample = { ...apiSample('POST', url, undefined), body, authorization: undefined };
      await runSample(runner, writeSample(sample, curl), {});
      assert.deepEqual(
        sandbox.requests.map((request) => [request.query, request.body]),
        [['?a={b,c}&d=%5B1-2%5D', body]],
      );
    } finally {
      await sandbox.close();
    }
  });
});

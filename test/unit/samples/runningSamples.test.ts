import { EXERCISES, exerciseSample, type Exercise } from '../../support/samples/exerciseSamples.ts';
import { LIGHT_RUNNERS } from '../../support/samples/runners.ts';
import { isInstalled, runSample } from '../../support/samples/sampleRunner.ts';
import { SAMPLE_LANGUAGES } from '../../../src/core/samples/sampleLanguages.ts';

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
});

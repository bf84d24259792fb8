// Runs the generated code samples of every language that Debian or npm can provide against the sandbox, and gives the
// description of the API to programs that import such.
import { openApi } from '../src/core/resources/openApi.ts';
import { RESOURCES } from '../src/core/resources/resources.ts';
import { SAMPLE_LANGUAGES } from '../src/features/codeSamples/model/sampleLanguages.ts';
import { apiSample, exchangeSample } from '../src/features/codeSamples/model/sampleRequest.ts';
import { writeSample } from '../src/features/codeSamples/model/writeSample.ts';
import { runInBrowser } from '../test/support/samples/browserRunner.ts';
import {
  EXERCISES,
  exerciseSample,
  SMS,
  type Exercise,
  type Run,
} from '../test/support/samples/exerciseSamples.ts';
import { OPEN_API_PEERS } from '../test/support/samples/openApiPeers.ts';
import { parseObjectiveC, treeSitter, type Parse } from '../test/support/samples/parsers.ts';
import { HEAVY_RUNNERS, LIGHT_RUNNERS, TOOLS } from '../test/support/samples/runners.ts';
import { run, runSample } from '../test/support/samples/sampleRunner.ts';
import { exitWithParent } from './exitWithParent.ts';
import { canInstall, ensurePackages } from './host/debianPackages.ts';
import { projectRoot } from './paths.ts';
import { exitOnSignals } from './runProgram.ts';
import { SetupError } from './setupError.ts';

interface Parsed {
  readonly parse: Parse;
  readonly by: string;
  /** Why it is not run. */
  readonly because: string;
}

const parsed: Readonly<Record<string, Parsed>> = {
  'csharp-restsharp': {
    parse: treeSitter('c-sharp'),
    by: 'tree-sitter',
    because: 'RestSharp comes from NuGet, neither Debian nor npm has it',
  },
  'objectivec-nsurlsession': {
    parse: parseObjectiveC,
    by: 'clang',
    because: 'GNUstep of Debian 12 has no NSURLSession, and Debian no libdispatch',
  },
  powershell: {
    parse: treeSitter('powershell'),
    by: 'tree-sitter',
    because: 'neither Debian nor npm has PowerShell',
  },
};

const runs = new Map<string, Run>([
  ...[...LIGHT_RUNNERS, ...HEAVY_RUNNERS].map((runner): [string, Run] => [
    runner.language,
    (code, variables) => runSample(runner, code, variables),
  ]),
  ['javascript-jquery', runInBrowser],
]);

let passed = 0;
let failed = 0;

async function test(name: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
    passed++;
    console.log(`  ✔ ${name}`);
  } catch (error) {
    failed++;
    console.error(`  ✖ ${name}\n${error instanceof Error ? error.message : String(error)}`);
  }
}

/** All three samples parse, and the parser is one that would notice: it refuses the same without its last bracket. */
async function testParsing(
  language: (typeof SAMPLE_LANGUAGES)[number],
  { parse, by }: Parsed,
): Promise<void> {
  const requests = {
    'the token exchange': exchangeSample('https://auth.routee.net/oauth/token', ['account', 'sms']),
    'the balance': apiSample('GET', 'https://connect.routee.net/accounts/me/balance', undefined),
    'a text': apiSample('POST', 'https://connect.routee.net/sms', SMS),
  };
  for (const [name, request] of Object.entries(requests)) {
    const code = writeSample(request, language);
    await test(`${name} is parsed by ${by}`, async () => {
      await parse(code);
      const broken = code.replace(/[)}\]](?=[^)}\]]*$)/, '');
      const isRefused = await parse(broken).then(
        () => false,
        () => true,
      );
      if (!isRefused) throw new Error(`${by} does not notice a missing bracket.`);
    });
  }
}

async function testDescription(): Promise<void> {
  const urls = {
    apiUrl: 'https://connect.routee.net',
    authUrl: 'https://auth.routee.net/oauth/token',
  };
  const description = JSON.stringify(openApi(urls));
  for (const { name, count } of OPEN_API_PEERS) {
    await test(`${name} takes every operation`, async () => {
      const found = await count(description);
      if (found !== RESOURCES.length) throw new Error(`It takes ${found} of ${RESOURCES.length}.`);
    });
  }
}

async function missingPackages(): Promise<string[]> {
  const missing = await Promise.all(
    TOOLS.map(({ name, probe }) =>
      run(probe, projectRoot).then(
        () => [],
        () => [name],
      ),
    ),
  );
  return missing.flat();
}

async function main(): Promise<number> {
  if (canInstall()) await ensurePackages(missingPackages);
  else {
    const missing = await missingPackages();
    if (missing.length > 0)
      throw new SetupError(`Install first, with Debian’s names: ${missing.join(', ')}.`);
  }
  console.log('API description');
  await testDescription();
  const notRun: string[] = [];
  for (const language of SAMPLE_LANGUAGES) {
    console.log(language.name);
    const runIt = runs.get(language.id);
    const parseIt = parsed[language.id];
    if (runIt !== undefined) {
      for (const exercise of Object.keys(EXERCISES) as Exercise[]) {
        await test(exercise, () => exerciseSample(exercise, language, runIt));
      }
    } else if (parseIt !== undefined) {
      await testParsing(language, parseIt);
      notRun.push(`${language.name}: ${parseIt.because}. Parsed by ${parseIt.by}.`);
    } else {
      await test('is run or parsed', () =>
        Promise.reject(new Error('Nobody has said how to try this language.')));
    }
  }
  console.log(`\nNot run here:\n${notRun.map((line) => `  ${line}\n`).join('')}`);
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

exitWithParent();
exitOnSignals();
process.exit(
  await main().catch((error: unknown) => {
    console.error(error instanceof SetupError ? error.message : error);
    return 1;
  }),
);

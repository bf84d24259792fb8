import assert from 'node:assert/strict';

import type { SampleLanguage } from '../../../src/features/codeSamples/model/sampleLanguage.ts';
import {
  apiSample,
  exchangeSample,
  VARIABLES,
} from '../../../src/features/codeSamples/model/sampleRequest.ts';
import { writeSample } from '../../../src/features/codeSamples/model/writeSample.ts';
import { startRouteeSandbox, type RouteeSandbox, type SandboxRequest } from '../routeeSandbox.ts';

/** Not ASCII, with a colon and with what shells and languages read as more than a character. */
const application = {
  id: '5756a411e4b06a33d50517aa',
  secret: `v:b6€Q"p'$HOME\\u`,
  scopes: ['account', 'sms'],
};

/** What every language has its own way to spoil. */
export const SMS = {
  body: `It's 5 €, "quoted", 100 %, %@ and %s;\n\\n is no line end, $HOME \${HOME} #{x} {{y}} \`z\` ’ 😀 </script>`,
  to: '+306912345678',
  from: 'Routee',
};

/** Runs a sample with these environment variables, and gives what it printed. */
export type Run = (code: string, variables: Readonly<Record<string, string>>) => Promise<string>;

export const EXERCISES = {
  'exchanges the credentials for a token': async (language, sandbox, run) => {
    const code = writeSample(exchangeSample(sandbox.authUrl, application.scopes), language);
    const output = await run(code, {
      [VARIABLES.id]: application.id,
      [VARIABLES.secret]: application.secret,
    });
    const request = only(sandbox, language);
    assert.equal(request.endpoint, 'token');
    assert.equal(request.body, 'grant_type=client_credentials&scope=account+sms');
    assert.ok(output.includes(tokenOf(sandbox)), `It printed no token: ${output}`);
  },
  'shows the balance': async (language, sandbox, run) => {
    const { access_token: token } = await exchange(sandbox);
    const code = writeSample(apiSample('GET', `${sandbox.apiUrl}/accounts/me/balance`, undefined), language);
    const output = await run(code, { [VARIABLES.token]: token });
    const request = only(sandbox, language);
    assert.equal(request.authorization, `Bearer ${token}`);
    assert.match(output, /20\.5/);
  },
  'sends a text as it is': async (language, sandbox, run) => {
    const { access_token: token } = await exchange(sandbox);
    const sample = apiSample('POST', `${sandbox.apiUrl}/sms`, SMS);
    const headers = [...sample.headers, { name: 'spring.profile', value: "it's" }];
    await run(writeSample({ ...sample, headers }, language), { [VARIABLES.token]: token });
    const request = only(sandbox, language);
    assert.deepEqual(JSON.parse(request.body), SMS);
    assert.equal(request.headers['spring.profile'], "it's");
  },
} satisfies Record<string, (language: SampleLanguage, sandbox: RouteeSandbox, run: Run) => Promise<void>>;

export type Exercise = keyof typeof EXERCISES;

/** Runs one exercise against a sandbox of its own. */
export async function exerciseSample(exercise: Exercise, language: SampleLanguage, run: Run): Promise<void> {
  const sandbox = await startRouteeSandbox({ applications: [application], cors: true });
  try {
    await EXERCISES[exercise](language, sandbox, run);
  } finally {
    await sandbox.close();
  }
}

/** The one request that was made, which must have been answered with 200. */
function only({ requests }: RouteeSandbox, { name }: SampleLanguage): SandboxRequest {
  const [request, ...others] = requests;
  assert.ok(request !== undefined && others.length === 0, `${name} made ${requests.length} requests`);
  assert.equal(request.status, 200, `${name}: ${request.note}`);
  return request;
}

function tokenOf(sandbox: RouteeSandbox): string {
  const [token] = sandbox.liveTokens(application.id);
  assert.ok(token !== undefined, 'no token was issued');
  return token.value;
}

async function exchange(sandbox: RouteeSandbox): Promise<{ access_token: string }> {
  const basic = Buffer.from(`${application.id}:${application.secret}`).toString('base64');
  await fetch(sandbox.authUrl, {
    method: 'POST',
    headers: { authorization: `Basic ${basic}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  });
  sandbox.resetCounts();
  return { access_token: tokenOf(sandbox) };
}

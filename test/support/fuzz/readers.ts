import { goesTo, fileConventions, requestsTo } from '../../../src/features/requests/model/fileConventions.ts';
import { bodyWarnings } from '../../../src/features/requests/model/bodyWarnings.ts';
import { colouring } from '../../../src/features/requests/model/colours/colouring.ts';
import { parameterAt } from '../../../src/features/requests/model/parameterAt.ts';
import { requestCompletions } from '../../../src/features/requests/model/requestCompletions.ts';
import { responseText } from '../../../src/features/requests/model/responseText.ts';
import { parsePastedCredentials } from '../../../src/features/applications/model/pastedCredentials.ts';
import { listEnvValues, readEnvValue, setEnvValue } from '../../../src/core/envFile/envFile.ts';
import { credentialPairs } from '../../../src/features/importing/model/credentialPairs.ts';
import { atOnce } from '../../../src/core/kit/slices.ts';
import { maskSecrets } from '../../../src/core/kit/maskSecrets.ts';
import { redactForReport } from '../../../src/features/support/model/redactForReport.ts';
import { EnvFileError } from '../../../src/core/kit/fileError.ts';
import type { EnvTarget } from '../../../src/core/envFile/envTarget.ts';
import { FileVariables, UnsupportedConstruct } from '../../../src/core/httpFile/fileVariables.ts';
import { findTokenLike } from '../../../src/core/httpFile/findTokenLike.ts';
import { findTokenPlaces } from '../../../src/core/httpFile/findTokenPlaces.ts';
import { parseHttpFile } from '../../../src/core/httpFile/parser/parseHttpFile.ts';
import { readPlainRequest } from '../../../src/features/requests/model/plainRequest.ts';
import { planTokenInsertion } from '../../../src/core/httpFile/plan/planTokenInsertion.ts';
import { planTokenVariable } from '../../../src/core/httpFile/plan/planTokenVariable.ts';
import { requestOrigin } from '../../../src/core/httpFile/requestOrigin.ts';
import { mayHoldToken } from '../../../src/features/leakWarnings/model/tokenLike.ts';
import { parseJson } from '../../../src/core/kit/parseJson.ts';
import { serverMessage } from '../../../src/core/protocol/serverMessage.ts';
import { readOutcome } from '../../../src/core/resources/deliveryOutcome.ts';
import { explainCode } from '../../../src/core/resources/errorCodes.ts';
import { isAtItsEnd } from '../../../src/core/resources/trackedState.ts';
import { trackableIn } from '../../../src/features/requests/model/trackable.ts';
import { readTokenAnswer } from '../../../src/core/protocol/tokenResponse.ts';
import { RouteeError } from '../../../src/core/protocol/routeeError.ts';
import { sampleFromHttpFile } from '../../../src/features/codeSamples/model/sampleFromHttpFile.ts';

const API = 'https://connect.routee.net';
const AUTH = 'https://auth.routee.net/oauth/token';

/** Lets through what a reader may say no with, and nothing else. */
function unlessRefused(read: () => unknown): void {
  try {
    read();
  } catch (error) {
    const isDocumented = [UnsupportedConstruct, EnvFileError, RouteeError].some(
      (kind) => error instanceof kind,
    );
    if (!isDocumented) throw error;
  }
}

function readEnv(text: string, target: EnvTarget): void {
  unlessRefused(() => readEnvValue(text, target));
  unlessRefused(() => setEnvValue(text, target, 'T0k3n'));
}

function readAnswer(body: string, status: number): void {
  const context = { sentAtMs: 0, receivedAtMs: 0, scopes: [], secrets: () => ['s3cret'] };
  unlessRefused(() => readTokenAnswer({ status, retryAfter: body.slice(0, 1000), body }, context));
}

/** Everything that reads a text which somebody else wrote; none may throw, or take more than linear time. */
export const readers: Readonly<Record<string, (text: string) => void>> = {
  'an .http file': (text) => {
    parseHttpFile(text);
    findTokenPlaces(text, findTokenLike(text));
    mayHoldToken(text);
  },
  'an insertion': (text) => {
    const cursors = [0, text.length >> 1, text.length].map((start) => ({ start, end: start }));
    planTokenInsertion(text, cursors, { token: 'T0k3n' });
    planTokenVariable(text, cursors, 'T0k3n');
  },
  'lenses of requests': (text) => {
    const file = parseHttpFile(text);
    const variables = new FileVariables(text, file);
    for (const request of file.requests) requestOrigin(text, request, variables);
  },
  'colours of requests': (text) => {
    atOnce(colouring(text, () => false));
  },
  'requests to send': (text) => {
    const file = parseHttpFile(text);
    for (const request of [...file.requests.slice(0, 2), ...file.requests.slice(-2)]) {
      unlessRefused(() => readPlainRequest(text, file, request));
    }
  },
  'a request as code': (text) => {
    for (const offset of [0, text.length]) {
      unlessRefused(() => sampleFromHttpFile(text, offset, { apiUrl: API, authUrl: AUTH }));
    }
  },
  completions: (text) => {
    const file = parseHttpFile(text);
    fileConventions(text, file, API, text.length);
    atOnce(requestsTo(text, (origin) => origin === API));
    for (const request of file.requests.slice(-2)) goesTo(API, request, text, new FileVariables(text, file));
    requestCompletions(text, file, text.length, API);
    atOnce(bodyWarnings(text, [API]));
    parameterAt(text, file, text.length, [API]);
  },
  'pasted credentials': (text) => {
    parsePastedCredentials(text);
    parsePastedCredentials(`curl ${text}`);
  },
  'an .env file': (text) => {
    readEnv(text, { kind: 'dotenv', name: 'TOKEN' });
  },
  'a JSON environment file': (text) => {
    readEnv(text, { kind: 'json', environment: 'dev', name: 'TOKEN' });
  },
  'a token answer': (text) => {
    readAnswer(text, 200);
    readAnswer(text, 400);
    serverMessage({ message: text }, ['s3cret']);
  },
  'an answer of the API': (text) => {
    const body = new TextEncoder().encode(text);
    const token = { accessToken: 'T0k3n', issuedAtMs: 0, scopes: [], permissions: [] };
    const json = parseJson(text);
    explainCode(json);
    readOutcome(json);
    isAtItsEnd(json);
    trackableIn({ trackedBy: 'sms.track' }, text);
    atOnce(
      responseText(
        {
          status: 200,
          statusText: text.slice(0, 1000),
          headers: [['x', text.slice(0, 10_000)]],
          body,
          text,
          isComplete: true,
          attempts: [{ status: 200, durationMs: 1 }],
          token,
          denial: undefined,
        },
        { method: 'GET', url: API, applicationName: 'shop', remarks: [], secrets: ['T0k3n'] },
      ),
    );
  },
  'an environment file to import': (text) => {
    for (const kind of ['dotenv', 'json'] as const) {
      unlessRefused(() => credentialPairs(listEnvValues(text, kind)));
    }
  },
  'a text with secrets in it': (text) => {
    maskSecrets(text, ['s3cret', text.slice(0, 5000), text.slice(-100)]);
  },
  'a report': (text) => {
    redactForReport(text, {
      secrets: ['s3cret', text.slice(0, 100)],
      userName: 'maria',
      home: 'C:\\Users\\Maria Doe',
      standIn: (line) => line,
    });
  },
};

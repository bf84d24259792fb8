import assert from 'node:assert/strict';

import fc from 'fast-check';

import type { PastedCredentials } from '../../../src/features/applications/model/credentialForms.ts';
import { parsePastedCredentials } from '../../../src/features/applications/model/pastedCredentials.ts';
import { tokenRequest } from '../../../src/core/protocol/tokenRequest.ts';
import { anyText } from './anyText.ts';
import { fuzzTarget } from './fuzzTarget.ts';

export interface Pasted {
  readonly text: string;
  /** What the text was made of; `undefined`: it may be anything. */
  readonly pair: PastedCredentials | undefined;
}

const URL = 'https://auth.routee.net/oauth/token';
const basic = ({ id, secret }: PastedCredentials): string =>
  `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;

/** The forms that people copy, made of a pair. */
const FORMS: readonly ((pair: PastedCredentials) => string)[] = [
  ({ id, secret }) => `${id}:${secret}`,
  basic,
  (pair) => basic(pair).slice(6),
  (pair) => basic(pair).slice(6).replace(/=+$/, ''),
  (pair) => `Authorization: ${basic(pair)}`,
  (pair) => `authorization:${basic(pair)}\r\nAccept: */*`,
  (pair) => `curl -X POST ${URL} -H 'Authorization: ${basic(pair)}' -d grant_type=client_credentials`,
  (pair) => `curl --header "authorization: ${basic(pair)}" \\\n  ${URL}`,
  ({ id, secret }) => `curl -u ${id}:${secret} ${URL}`,
  ({ id, secret }) => `curl ${URL} --user '${id}:${secret}'`,
  ({ id, secret }) => `$ curl -nsu ${id}:'${secret}' -XPOST ${URL} | jq .`,
  ({ id, secret }) => `TOKEN="$(curl -su "${id}:${secret}" ${URL})"`,
  ({ id, secret }) => `curl https://${id}:${secret}@auth.routee.net/oauth/token`,
  (pair) => `curl -H "Proxy-Authorization: Basic YTpi" -H "Authorization: ${basic(pair)}" ${URL}`,
  ({ id, secret }) => `http -a ${id}:${secret} ${URL}`,
  ({ id, secret }) => `wget --user ${id} --password=${secret} ${URL}`,
  ({ id, secret }) => `“\u200b${id}:${secret}\ufeff”`,
  ({ id, secret }) => `curl.exe ^\r\n -sSu "${id}:${secret}" ^"${URL}^"`,
];
const pair = fc.record({
  id: fc.stringMatching(/^[0-9a-f]{24}$/),
  secret: fc.stringMatching(/^[A-Za-z0-9]{10}$/),
});
const known = fc
  .tuple(pair, fc.constantFrom(...FORMS), fc.constantFrom('', ' ', '\n', '\t', '\r\n'))
  .map(([made, form, around]): Pasted => ({ text: around + form(made) + around, pair: made }));
/** One of the forms with a piece missing, or with more in it. */
const damaged = fc.tuple(known, fc.nat(), fc.nat(8), anyText).map(([{ text }, at, length, more]): Pasted => {
  const start = at % (text.length + 1);
  return { text: text.slice(0, start) + more + text.slice(start + length), pair: undefined };
});

function check({ text, pair: expected }: Pasted): void {
  const found = parsePastedCredentials(text);
  if (expected !== undefined) assert.deepEqual(found, { ...expected });
  if (found === undefined) return;
  assert.ok(found.id !== '' && found.secret !== '');
  assert.doesNotMatch(found.id, /[:\n\r]/);
  assert.doesNotMatch(found.secret, /[\n\r]/);
  // What is taken can be sent.
  new Headers(tokenRequest({ ...found, scopes: [] }).headers);
}

export const credentialsTarget = fuzzTarget<Pasted>({
  name: 'pasted credentials',
  weight: 15,
  cases: fc.oneof(
    known,
    damaged,
    anyText.map((text) => ({ text, pair: undefined })),
  ),
  check,
  past: [],
});

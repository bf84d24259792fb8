import assert from 'node:assert/strict';

import { explainDenial } from '../../../../../src/features/requests/model/explainDenial.ts';
import { RouteeError } from '../../../../../src/core/protocol/routeeError.ts';
import type { ApiAnswer, Denial } from '../../../../../src/core/protocol/sendAuthorized.ts';

const answer = (denial: Denial | undefined, scopes: readonly string[] = ['sms', 'report']): ApiAnswer => ({
  status: 403,
  statusText: 'Forbidden',
  headers: [],
  body: new Uint8Array(),
  text: '',
  isComplete: true,
  attempts: [{ status: 403, durationMs: 1 }],
  token: { accessToken: 'secret-token', issuedAtMs: 0, scopes: [...scopes], permissions: [] },
  denial,
});
const context = { name: 'Staging', scope: 'account' };

describe('explainDenial', () => {
  it('has nothing to say of any other answer', () => {
    assert.deepEqual(explainDenial(answer(undefined), context), []);
  });

  it('names the three possible causes, the scopes of the token and the one that is probably needed', () => {
    assert.deepEqual(explainDenial(answer({ kind: 'newTokenToo' }), context), [
      'Routee refused the token of Staging (403) and a new one, too.',
      'Possible cause 1: the token lacks a scope. Its scopes: sms, report. This resource probably requires "account".',
      "Possible cause 2: the application isn't allowed to use this resource. See its permissions in Routee's portal.",
      "Possible cause 3: this computer's IP address isn't on the application's whitelist.",
    ]);
  });

  it('tells the same token from a new one', () => {
    const [first] = explainDenial(answer({ kind: 'sameToken' }), context);
    assert.equal(first, 'Routee refused the token of Staging (403) and returned the same token again.');
  });

  it('claims nothing that it does not know', () => {
    const [, scopes] = explainDenial(answer({ kind: 'sameToken' }, []), {
      name: 'Staging',
      scope: undefined,
    });
    assert.equal(scopes, 'Possible cause 1: the token lacks a scope. Its scopes are unknown.');
  });

  it('says why there is no new token', () => {
    const error = new RouteeError('network', 'The network is down.');
    assert.equal(
      explainDenial(answer({ kind: 'noNewToken', error }), context).at(-1),
      'The network is down.',
    );
  });

  it('says that a stream is not repeated', () => {
    assert.match(explainDenial(answer({ kind: 'notRepeated' }), context).join(), /can be sent only once/);
  });
});

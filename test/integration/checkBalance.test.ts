import assert from 'node:assert/strict';
import { window, type TextDocument } from 'vscode';

import { checkBalance } from '../../src/features/requests/checkBalance.ts';
import { getToken } from '../../src/features/tokens/tokenCommands.ts';
import { defaultApplication } from '../support/routeeSandbox.ts';
import { CommandBench } from './support/commandContext.ts';
import { closeEditors } from './support/editors.ts';
import { eventually } from './support/eventually.ts';

const resources = (bench: CommandBench): (number | undefined)[] =>
  bench.sandbox.requests.filter(({ endpoint }) => endpoint === 'resource').map(({ status }) => status);

describe('Check Account Balance', () => {
  let bench: CommandBench;

  beforeEach(async () => {
    bench = await CommandBench.start();
  });

  afterEach(async () => {
    await closeEditors();
    await bench.stop();
  });

  it('says amount and currency, and shows the response beside', async () => {
    await bench.add();
    bench.messages.willPress('Show Response');
    await checkBalance(bench.context, undefined);
    assert.deepEqual(
      [bench.messages.only.kind, bench.messages.only.text],
      ['information', 'Balance of Shop: €20.50'],
    );
    const shown = (): TextDocument | undefined =>
      window.visibleTextEditors.find(({ document }) => document.uri.scheme === 'routee-response')?.document;
    await eventually('the response', () => shown() !== undefined);
    const text = shown()?.getText() ?? '';
    assert.equal(shown()?.languageId, 'jsonc');
    assert.match(
      text,
      /^\/\/ GET http.*\/accounts\/me\/balance\n\/\/ HTTP 200 OK\n\/\/ Sent as Shop: 200 in \d+ ms/,
    );
    assert.match(text, /"balance": 20\.5,/);
  });

  it('asks for that of the application it was called on', async () => {
    await bench.add();
    bench.sandbox.addApplication({ id: 'other', secret: 'other-secret' });
    const other = await bench.add({ id: 'other', secret: 'other-secret', name: 'Zoo' });
    await checkBalance(bench.context, { key: other.key });
    assert.equal(bench.sandbox.requests.at(-1)?.applicationId, 'other');
    assert.match(bench.messages.only.text, /Zoo/);
  });

  it('shows only the right answer after a revoked token; the log tells of the repeat', async () => {
    await bench.add();
    await checkBalance(bench.context, undefined);
    bench.sandbox.revokeTokens();
    bench.messages.clear();
    await checkBalance(bench.context, undefined);
    assert.equal(bench.messages.only.text, 'Balance of Shop: €20.50');
    assert.deepEqual(resources(bench), [200, 401, 200]);
    assert.match(
      bench.logged.join('\n'),
      /info: Shop: GET \/accounts\/me\/balance was answered with 401, then with a new token 200\./,
    );
  });

  it('is kind to an application that may not read it: its token works for other things', async () => {
    bench.sandbox.setScopes(defaultApplication.id, ['sms', 'report']);
    await bench.add();
    await checkBalance(bench.context, undefined);
    assert.equal(bench.messages.only.kind, 'warning');
    assert.equal(
      bench.messages.only.text,
      'Shop has a token, but it probably can\'t read the balance (403). That requires the scope "account". Its scopes: sms, report. Other requests still work.',
    );
    assert.deepEqual(bench.messages.only.buttons, ['New Request…', 'Show Response']);
  });

  it('names the causes when the token has the scope and is refused all the same', async () => {
    bench.sandbox.configure({ refuseEveryToken: 403 });
    await bench.add();
    await checkBalance(bench.context, undefined);
    assert.match(
      bench.messages.only.text,
      /returned the same token again\. Possible cause 1: .* cause 3: .*whitelist/,
    );
    assert.deepEqual(resources(bench), [403]);
  });

  it('tells what the server says of another failure, without the token', async () => {
    await bench.add();
    bench.sandbox.failNext(
      1,
      { kind: 'answer', status: 500, body: { developerMessage: 'Out of order' } },
      'resource',
    );
    await checkBalance(bench.context, undefined);
    assert.equal(bench.messages.only.text, 'Routee returned 500 when asked for the balance: "Out of order".');
  });

  it('says so when the answer is no balance', async () => {
    await bench.add();
    bench.sandbox.failNext(1, { kind: 'answer', status: 200, body: '<html>' }, 'resource');
    await checkBalance(bench.context, undefined);
    assert.match(bench.messages.only.text, /isn't a balance/);
  });

  it('is offered with the first token, and no more once it was used', async () => {
    await bench.add();
    await getToken(bench.context, undefined);
    assert.equal(bench.messages.only.buttons.includes('Check Balance'), true);
    await checkBalance(bench.context, undefined);
    bench.messages.clear();
    await getToken(bench.context, undefined);
    assert.equal(bench.messages.only.buttons.includes('Check Balance'), false);
  });
});

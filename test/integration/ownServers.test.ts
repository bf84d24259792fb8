import assert from 'node:assert/strict';

import { runCommand } from '../../src/handlers.ts';
import { sendRequest } from '../../src/features/requests/sendRequest.ts';
import { sendLenses } from '../../src/features/requests/sendLenses.ts';
import { RouteeError } from '../../src/core/protocol/routeeError.ts';
import { defaultApplication, startRouteeSandbox, type RouteeSandbox } from '../support/routeeSandbox.ts';
import { CommandBench } from './support/commandContext.ts';
import { closeEditors, openFile } from './support/editors.ts';
import { QuickInputs } from './support/quickInputs.ts';

/** `bench.sandbox` is the server of the settings, `staging` one of an application’s own. */
describe('applications with servers of their own', () => {
  let bench: CommandBench;
  let staging: RouteeSandbox;
  let inputs: QuickInputs;

  beforeEach(async () => {
    [bench, staging] = await Promise.all([CommandBench.start(), startRouteeSandbox()]);
    inputs = new QuickInputs();
  });

  afterEach(async () => {
    inputs.dispose();
    await closeEditors();
    await bench.stop();
    await staging.close();
  });

  const servers = (): { authUrl: string; apiUrl: string } => ({
    authUrl: staging.authUrl,
    apiUrl: staging.apiUrl,
  });
  const calls = ({ requests }: RouteeSandbox): string[] =>
    requests.map(({ method, path, status }) => `${method} ${path} ${status ?? 'none'}`);
  const balance = ['POST /oauth/token 200', 'GET /accounts/me/balance 200'];
  const remarks = (): string => bench.context.responses.recent[0]?.[1].text.split('\n\n')[0] ?? '';
  const send = (): Promise<void> => sendRequest(bench.context, undefined);

  it('sends the balance request of each to its own server', async () => {
    const shop = await bench.add({ name: 'Shop' });
    const own = await bench.add({ name: 'Staging', ...servers() });
    await runCommand('routee.checkBalance', bench.context, { key: own.key });
    assert.deepEqual([calls(staging), calls(bench.sandbox)], [balance, []]);
    await runCommand('routee.checkBalance', bench.context, { key: shop.key });
    assert.deepEqual([calls(staging), calls(bench.sandbox)], [balance, balance]);
  });

  it('sends a request as the application whose server it goes to, though another one is active', async () => {
    await bench.add({ name: 'Shop' });
    await bench.add({ name: 'Staging', ...servers() });
    assert.equal(bench.store.active?.name, 'Shop');
    await openFile('requests.http', `GET ${staging.apiUrl}/accounts/me/‸balance\n`);
    await send();
    assert.deepEqual([calls(staging), calls(bench.sandbox)], [balance, []]);
    assert.match(remarks(), /Sent as Staging, whose server the request goes to\./);
  });

  it('takes the active one of several applications with one server, or the one whose token is in the request', async () => {
    const { id, secret } = defaultApplication;
    const other = { id: 'other', secret: 'other secret' };
    staging.addApplication(other);
    await bench.add({ name: 'A', id, secret, ...servers() });
    const b = await bench.add({ name: 'B', ...other, ...servers() });
    await bench.store.setActive(b.key);
    await openFile('requests.http', `GET ${staging.apiUrl}/accounts/me/‸balance\n`);
    await send();
    assert.equal(staging.requests.at(-1)?.applicationId, 'other');
    await openFile(
      'more.http',
      `GET ${staging.apiUrl}/accounts/me/‸balance\nAuthorization: Bearer {{$processEnv ROUTEE_TOKEN_A}}\n`,
    );
    await send();
    assert.equal(staging.requests.at(-1)?.applicationId, id);
    assert.match(remarks(), /Sent as A, whose authorization is in the file\./);
  });

  it('asks which one, where several have the server and none of them is meant', async () => {
    await bench.add({ name: 'A Shop' });
    await bench.add({ name: 'B', id: 'b', secret: 'b secret', ...servers() });
    staging.addApplication({ id: 'c', secret: 'c secret' });
    await bench.add({ name: 'C', id: 'c', secret: 'c secret', ...servers() });
    await openFile('requests.http', `GET ${staging.apiUrl}/accounts/me/‸balance\n`);
    const done = send();
    await inputs.choose('C');
    await done;
    assert.equal(staging.requests.at(-1)?.applicationId, 'c');
  });

  it('never sends a token of one server to another', async () => {
    await bench.add({ name: 'Staging', ...servers() });
    await openFile('requests.http', `GET ${bench.sandbox.apiUrl}/accounts/me/‸balance\n`);
    await assert.rejects(send(), (error) => error instanceof RouteeError && error.code === 'foreignOrigin');
    assert.deepEqual([calls(staging), calls(bench.sandbox)], [[], []]);
  });

  it('says in the lens whose server it is', async () => {
    await bench.add({ name: 'Shop' });
    await bench.add({ name: 'Staging $(flame)', ...servers() });
    const { document } = await openFile(
      'requests.http',
      `GET ${bench.sandbox.apiUrl}/a\n### B\nGET ${staging.apiUrl}/b\n### C\nGET https://other.example/c\n‸`,
    );
    assert.deepEqual(
      (await sendLenses(document, bench.context)).map(({ range, command }) => [
        range.start.line,
        command?.title,
      ]),
      [
        [0, '$(play) Send with Routee'],
        [2, '$(play) Send to Staging $ (flame)'],
      ],
    );
  });

  it('are entered with the credentials checked there, and left empty to follow the settings again', async () => {
    const { key } = await bench.add();
    let done = runCommand('routee.editApplication', bench.context, { key, field: 'servers' });
    await inputs.accept(1, staging.authUrl);
    await inputs.accept(2, staging.apiUrl);
    await done;
    assert.deepEqual(calls(staging), ['POST /oauth/token 200']);
    assert.deepEqual(bench.store.get(key)?.apiUrl, staging.apiUrl);
    assert.equal(bench.context.tokens.state(key).kind, 'ready');

    done = runCommand('routee.editApplication', bench.context, { key, field: 'servers' });
    await inputs.accept(1, '');
    await inputs.accept(2, '');
    await done;
    assert.equal(bench.store.get(key)?.authUrl, undefined);
    assert.deepEqual(calls(bench.sandbox), ['POST /oauth/token 200']);
  });

  it('are asked for again where no token service answers', async () => {
    const { key } = await bench.add();
    const done = runCommand('routee.editApplication', bench.context, { key, field: 'servers' });
    await inputs.accept(1, `${staging.apiUrl}/nothing/here`);
    await inputs.accept(2, staging.apiUrl);
    await inputs.accept(1, staging.authUrl);
    await inputs.accept(2);
    await done;
    assert.equal(bench.store.get(key)?.authUrl, staging.authUrl);
  });
});

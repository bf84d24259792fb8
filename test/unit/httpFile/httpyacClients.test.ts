import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as httpyac from 'httpyac';

import { setEnvValue } from '../../../src/core/envFile/envFile.ts';
import { routeeScheme } from '../../../src/core/httpFile/routeeScheme.ts';
import { ExposedTokens } from '../../../src/core/tokens/exposedTokens.ts';
import { RouteeError } from '../../../src/core/protocol/routeeError.ts';
import { exchangeToken } from '../../../src/core/protocol/exchangeToken.ts';
import { TokenWorld, type TestWindow } from '../../support/simulation/tokenWorld.ts';
import { systemTimers } from '../../../src/platform/systemTime.ts';
import { defaultApplication, startRouteeSandbox, type RouteeSandbox } from '../../support/routeeSandbox.ts';

const { pluginStore } = httpyac.store;
/** Another test gives httpYac files in memory. */
const fileProvider = { ...httpyac.io.fileProvider };

/** httpYac's own package in this process, as its extension runs beside ours. The server is a real one. */
describe('httpYac in the same process', () => {
  let sandbox: RouteeSandbox;
  let folder: string;
  let world: TokenWorld;
  let window: TestWindow;
  let exposed: ExposedTokens;
  const settings = { exposeToClients: true, apiUrl: '', onDidChange: () => ({ dispose: () => undefined }) };

  before(async () => {
    httpyac.cli.initFileProvider();
    sandbox = await startRouteeSandbox();
    settings.apiUrl = sandbox.apiUrl;
    folder = mkdtempSync(path.join(tmpdir(), 'routee-httpyac-'));
    const { id, secret } = defaultApplication;
    world = new TokenWorld();
    world.addApplication('a', { name: 'My Shop', id, secret });
    window = await world.window({ backgroundRefresh: 'onDemand' });
    const ports = { clock: world.time, timers: systemTimers, fetch };
    window.exchange = (application, signal) => exchangeToken(application, sandbox.authUrl, ports, signal);
    const ignore = (): void => undefined;
    exposed = new ExposedTokens({
      applications: window.applications,
      tokens: window.manager,
      settings,
      environment: process.env,
      clock: world.time,
      timers: systemTimers,
      onHeldBack: ignore,
      log: { trace: ignore, debug: ignore, info: ignore, warn: ignore, error: ignore },
    });
    const replacer = routeeScheme({ applications: window.applications, tokens: window.manager, settings });
    pluginStore['routee'] = ({ hooks }) => {
      hooks.replaceVariable.addHook('routee', replacer);
    };
    await window.manager.getToken('a');
  });

  after(async () => {
    Object.assign(httpyac.io.fileProvider, fileProvider);
    Reflect.deleteProperty(pluginStore, 'routee');
    exposed.dispose();
    world.dispose();
    rmSync(folder, { recursive: true });
    await sandbox.close();
  });

  /** Sends a request with this header, and gives the status and what the server saw. */
  async function send(
    header: string,
  ): Promise<[status: number | undefined, authorization: string | undefined]> {
    const file = path.join(folder, 'a.http');
    const text = `GET ${sandbox.apiUrl}/accounts/me/balance\nAuthorization: ${header}\n`;
    writeFileSync(file, text);
    const httpFile = await new httpyac.store.HttpFileStore().getOrCreate(
      file,
      () => Promise.resolve(text),
      1,
      {
        workingDir: folder,
        config: {},
      },
    );
    await httpyac.send({ httpFile });
    const last = sandbox.requests.at(-1);
    return [last?.status, last?.authorization];
  }

  const token = (): string => sandbox.liveTokens().at(-1)?.value ?? 'none';

  for (const header of [
    'Bearer {{$processEnv ROUTEE_TOKEN}}',
    'Bearer {{$processEnv ROUTEE_TOKEN_MY_SHOP}}',
    'routee My Shop',
    'Routee my shop',
    'routee',
  ]) {
    it(`sends the current token for “Authorization: ${header}”, and the next one after it`, async () => {
      assert.deepEqual(await send(header), [200, `Bearer ${token()}`]);
      const before = token();
      sandbox.revokeTokens();
      await window.manager.getToken('a', { renew: true });
      assert.notEqual(token(), before);
      assert.deepEqual(await send(header), [200, `Bearer ${token()}`]);
    });
  }

  for (const header of ['Bearer {{$dotenv ROUTEE_TOKEN}}', 'Bearer {{ROUTEE_TOKEN}}']) {
    it(`finds a linked .env file by “Authorization: ${header}”`, async () => {
      const target = { kind: 'dotenv', name: 'ROUTEE_TOKEN' } as const;
      writeFileSync(path.join(folder, '.env'), setEnvValue('A=1\r\n', target, token()).text);
      assert.deepEqual(await send(header), [200, `Bearer ${token()}`]);
    });
  }

  it('leaves other schemes, and the scheme itself while switched off, as they are', async () => {
    const replacer = routeeScheme({ applications: window.applications, tokens: window.manager, settings });
    for (const [text, type] of [
      ['Bearer routee', 'authorization'],
      ['routeeX', 'authorization'],
      ['routee My Shop', 'x-header'],
      [7, 'authorization'],
    ] as const) {
      assert.equal(await replacer(text, type), text);
    }
    settings.exposeToClients = false;
    assert.equal(await replacer('routee My Shop', 'authorization'), 'routee My Shop');
    settings.exposeToClients = true;
  });

  it('gets no token for a request to another host', async () => {
    const elsewhere = await startRouteeSandbox();
    try {
      const file = path.join(folder, 'b.http');
      const own = `GET ${sandbox.apiUrl}/accounts/me/balance`;
      const header = 'Authorization: routee My Shop';
      for (const lines of [
        [`@host = ${elsewhere.apiUrl}`, 'GET {{host}}/accounts/me/balance', header],
        [own, header, `X: {{ request.url = "${elsewhere.apiUrl}/accounts/me/balance" }}`],
        [own, `X: {{ request.url = "${elsewhere.apiUrl}/accounts/me/balance" }}`, header],
        [own, header, '', `{{ request.url = "${elsewhere.apiUrl}/accounts/me/balance" }}`],
        [`# @proxy ${elsewhere.apiUrl}`, own, header],
        [`@request_proxy = ${elsewhere.apiUrl}`, '', own, header],
      ]) {
        const text = lines.join('\n');
        writeFileSync(file, text);
        const read = () => Promise.resolve(text);
        const where = { workingDir: folder, config: {} };
        const httpFile = await new httpyac.store.HttpFileStore().getOrCreate(file, read, 1, where);
        await httpyac.send({ httpFile }).catch(() => undefined);
        assert.ok(
          !JSON.stringify(elsewhere.requests).includes(token()),
          `the token went elsewhere by ${text}`,
        );
      }
    } finally {
      await elsewhere.close();
    }
  });

  it('says that there is no such application', async () => {
    const replacer = routeeScheme({ applications: window.applications, tokens: window.manager, settings });
    await assert.rejects(
      replacer('routee Nobody', 'Authorization', { request: { url: sandbox.apiUrl } }),
      /There is no Routee application “Nobody”/,
    );
  });

  it('says why there is no token', async () => {
    const replacer = routeeScheme({ applications: window.applications, tokens: window.manager, settings });
    sandbox.revokeTokens();
    await window.manager.invalidate('a', window.manager.peek('a')?.accessToken ?? '');
    window.exchange = () => Promise.reject(new RouteeError('network', 'Routee cannot be reached.'));
    const context = { request: { url: sandbox.apiUrl } };
    await assert.rejects(replacer('routee', 'authorization', context), /Routee cannot be reached/);
  });
});

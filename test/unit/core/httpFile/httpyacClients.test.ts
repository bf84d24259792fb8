import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as httpyac from 'httpyac';

import { setEnvValue } from '../../../../src/core/envFile/envFile.ts';
import { ExposedTokens } from '../../../../src/core/tokens/exposedTokens.ts';
import { exchangeToken } from '../../../../src/core/protocol/exchangeToken.ts';
import { TokenWorld, type TestWindow } from '../../../support/simulation/tokenWorld.ts';
import { systemTimers } from '../../../../src/host/host.ts';
import {
  defaultApplication,
  startRouteeSandbox,
  type RouteeSandbox,
} from '../../../support/routeeSandbox.ts';

/** Another test gives httpYac files in memory. */
const fileProvider = { ...httpyac.io.fileProvider };

/** httpYac's own package in this process, as its extension runs beside ours. The server is a real one. */
describe('httpYac in the same process', () => {
  let sandbox: RouteeSandbox;
  let folder: string;
  let world: TokenWorld;
  let window: TestWindow;
  let exposed: ExposedTokens;

  before(async () => {
    httpyac.cli.initFileProvider();
    sandbox = await startRouteeSandbox();
    folder = mkdtempSync(path.join(tmpdir(), 'routee-httpyac-'));
    const { id, secret } = defaultApplication;
    world = new TokenWorld();
    world.addApplication('a', { name: 'My Shop', id, secret });
    window = await world.window({ backgroundRefresh: 'onDemand' });
    const ports = { clock: world.time, timers: systemTimers, fetch };
    window.exchange = (application, signal) => exchangeToken(application, sandbox.authUrl, ports, signal);
    const ignore = (): void => undefined;
    const never = () => ({ dispose: ignore });
    exposed = new ExposedTokens({
      applications: window.applications,
      tokens: window.manager,
      settings: { exposeToClients: true, onDidChange: never },
      trust: { isTrusted: () => true, onDidGrant: never },
      environment: process.env,
      clock: world.time,
      timers: systemTimers,
      onHeldBack: ignore,
      log: { trace: ignore, debug: ignore, info: ignore, warn: ignore, error: ignore },
    });
    await window.manager.getToken('a');
  });

  after(async () => {
    Object.assign(httpyac.io.fileProvider, fileProvider);
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
});

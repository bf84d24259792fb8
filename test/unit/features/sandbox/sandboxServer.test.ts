import assert from 'node:assert/strict';

import type { Application } from '../../../../src/core/applications/application.ts';
import { ApplicationStore } from '../../../../src/core/applications/applicationStore.ts';
import { RouteeError } from '../../../../src/core/protocol/routeeError.ts';
import { SandboxServer } from '../../../../src/features/sandbox/sandboxServer.ts';
import { serveLoopback } from '../../../../src/host/loopbackServer.ts';
import { FakeTime } from '../../../support/fakeTime.ts';
import { SharedSecretStore } from '../../../support/memorySecrets.ts';

const KEY = 'key';
const ignore = (): void => undefined;
const log = { trace: ignore, debug: ignore, info: ignore, warn: ignore, error: ignore };
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('the sandbox of a window', () => {
  const time = new FakeTime();
  const opened: { dispose(): void }[] = [];
  let shared: SharedSecretStore;

  beforeEach(() => {
    shared = new SharedSecretStore();
  });

  afterEach(() => {
    for (const part of opened.splice(0)) part.dispose();
  });

  async function open(): Promise<{ server: SandboxServer; store: ApplicationStore }> {
    const store = new ApplicationStore({ secrets: shared.window(), log, newKey: () => 'id' });
    await store.load();
    const server = new SandboxServer({ store, clock: time, timers: time, fetch, serveLoopback });
    opened.push(server, store);
    return { server, store };
  }

  /** A window that has tried it. */
  async function first(): Promise<{
    server: SandboxServer;
    store: ApplicationStore;
    application: Application;
  }> {
    const window = await open();
    const credentials = { id: 'sandbox-id', secret: 'sandbox-secret' };
    const addresses = await window.server.start(KEY, credentials);
    const draft = { ...credentials, ...addresses, name: 'Sandbox', scopes: [], sandbox: true };
    return { ...window, application: await window.store.add(draft, KEY) };
  }

  const answers = ({ apiUrl = '' }: Application): Promise<boolean> =>
    fetch(`${apiUrl}/sandbox`).then(
      ({ ok }) => ok,
      () => false,
    );
  const ended = async (application: Application): Promise<void> => {
    while (await answers(application)) await settle();
  };

  it('runs from the start to the end of the window', async () => {
    const { server, application } = await first();
    assert.equal(await answers(application), true);
    server.dispose();
    await ended(application);
  });

  it('ends with its application', async () => {
    const { store, application } = await first();
    await store.update(KEY, { name: 'renamed' });
    assert.equal(await answers(application), true);
    await store.remove(KEY);
    await ended(application);
  });

  it('runs once for many requests at once, and is started again by the next window that needs it', async () => {
    const before = await first();
    before.server.dispose();
    await ended(before.application);
    const { server, store } = await open();
    await Promise.all([1, 2, 3].map(() => server.ensure(before.application)));
    assert.equal(await answers(before.application), true);
    assert.equal(store.get(KEY)?.apiUrl, before.application.apiUrl, 'at the same address');
  });

  it('is shared by two windows, and taken over by the one that is left', async () => {
    const { server, application } = await first();
    const other = await open();
    await other.server.ensure(application);
    server.dispose();
    await ended(application);
    await other.server.ensure(application);
    assert.equal(await answers(application), true);
  });

  it('moves when another program has its port, and asks that program no more than who it is', async () => {
    const before = await first();
    before.server.dispose();
    await ended(before.application);
    const heard: string[] = [];
    const port = Number(new URL(before.application.apiUrl ?? '').port);
    const stranger = await serveLoopback(port, ({ method, url, headers }) => {
      heard.push(`${method} ${url} ${headers.authorization ?? '-'}`);
      return { status: 200, body: {} };
    });
    const { server, store } = await open();
    await assert.rejects(
      server.ensure(before.application),
      (error) =>
        error instanceof RouteeError &&
        error.code === 'network' &&
        error.message.includes('moved to another'),
    );
    const moved = store.get(KEY);
    assert.ok(moved !== undefined && moved.apiUrl !== before.application.apiUrl);
    assert.equal(moved.authUrl, `${moved.apiUrl ?? ''}/oauth/token`);
    await server.ensure(moved);
    assert.equal(await answers(moved), true);
    await stranger.close();
    assert.deepEqual(heard, ['GET /sandbox?id=sandbox-id -']);
  });

  it('does not outlive a window that is closed while it starts', async () => {
    const { server } = await open();
    const starting = server.start(KEY, { id: 'a', secret: 'b' });
    server.dispose();
    const { apiUrl } = await starting;
    await ended({ apiUrl } as Application);
  });
});

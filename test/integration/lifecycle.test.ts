import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { authentication, commands, window, type AuthenticationProvider, type ExtensionContext } from 'vscode';

import { COMMAND_IDS } from '../../src/contributions.ts';
import { ApplicationStore } from '../../src/core/applications/applicationStore.ts';
import { tokenStorageKey } from '../../src/core/storage/storageKeys.ts';
import { activate } from '../../src/extension.ts';
import { eventually } from './support/eventually.ts';
import { SharedSecretStore, type SecretsWindow } from '../support/memorySecrets.ts';
import { defaultApplication, startRouteeSandbox, type RouteeSandbox } from '../support/routeeSandbox.ts';
import { Messages } from './support/messages.ts';
import { replaceMember } from './support/replaceMember.ts';
import { setUserSetting, unsetUserSettings } from './support/userSettings.ts';

const PREFIX = 'second-';
let instances = 0;
const running = new Set<InstanceContext>();

function memento(kept: Map<string, unknown>) {
  return {
    keys: () => [...kept.keys()],
    get: (key: string, otherwise?: unknown) => kept.get(key) ?? otherwise,
    update: (key: string, value: unknown) => {
      kept.set(key, value);
      return Promise.resolve();
    },
  };
}

/** What VS Code hands to an extension, as far as this one uses it. */
class InstanceContext {
  readonly subscriptions: { dispose(): unknown }[] = [];
  readonly secrets: SecretsWindow;
  readonly kept = new Map<string, unknown>();
  readonly globalState = memento(this.kept);
  /** The same kind of thing, for the workspace. */
  readonly keptHere = new Map<string, unknown>();
  readonly workspaceState = memento(this.keptHere);

  constructor(secrets: SecretsWindow) {
    this.secrets = secrets;
  }

  /** In the order in which VS Code does it. */
  dispose(): void {
    running.delete(this);
    for (const part of this.subscriptions) part.dispose();
  }
}

/** A second instance of the extension in this host, with commands and a log of its own, and its secrets in memory. */
function startInstance(secrets: SecretsWindow): InstanceContext {
  const register = commands.registerCommand.bind(commands);
  const registerAccounts = authentication.registerAuthenticationProvider.bind(authentication);
  const createLog = window.createOutputChannel.bind(window);
  const restore = [
    replaceMember(commands, 'registerCommand', (id: string, run: () => unknown) =>
      register(PREFIX + id, run),
    ),
    replaceMember(
      authentication,
      'registerAuthenticationProvider',
      (id: string, label: string, provider: AuthenticationProvider) =>
        registerAccounts(`${PREFIX}${id}-${instances}`, label, provider),
    ),
    replaceMember(window, 'createOutputChannel', (name: string, options: { log: true }) =>
      createLog(`${name} (${PREFIX}${++instances})`, options),
    ),
  ];
  const context = new InstanceContext(secrets);
  running.add(context);
  try {
    activate(context as unknown as ExtensionContext);
  } finally {
    for (const put of restore) put();
  }
  return context;
}

describe('the life of the extension', () => {
  let sandbox: RouteeSandbox;
  let store: SharedSecretStore;
  let messages: Messages;
  const unhandled: unknown[] = [];
  const noteUnhandled = (reason: unknown): void => {
    unhandled.push(reason);
  };

  before(() => {
    process.on('unhandledRejection', noteUnhandled);
  });

  after(() => {
    process.off('unhandledRejection', noteUnhandled);
  });

  beforeEach(async () => {
    sandbox = await startRouteeSandbox();
    store = new SharedSecretStore();
    messages = new Messages();
    await setUserSetting('routee.authUrl', sandbox.authUrl);
    await setUserSetting('routee.backgroundRefresh', 'always');
    const log = window.createOutputChannel('Routee Auth (lifecycle test)', { log: true });
    const applications = new ApplicationStore({ secrets: store.window(), log, newKey: randomUUID });
    const { id, secret } = defaultApplication;
    const { key } = await applications.add({ id, secret, name: 'Shop', scopes: [] });
    await applications.setActive(key);
    applications.dispose();
    log.dispose();
  });

  afterEach(async () => {
    for (const instance of running) instance.dispose();
    messages.dispose();
    await unsetUserSettings();
    await sandbox.close();
    assert.deepEqual(unhandled.splice(0), [], 'rejections that nobody has handled');
  });

  const storedToken = (): string | undefined =>
    [...store.entries].find(([key]) => key.startsWith(tokenStorageKey('')))?.[1];

  it('makes no request before activation is over', async () => {
    let asked = 0;
    const restore = replaceMember(globalThis, 'fetch', () => {
      asked += 1;
      return Promise.reject(new TypeError('no network in this test'));
    });
    try {
      const instance = startInstance(store.window());
      assert.equal(asked, 0);
      // VS Code complains about a log that is closed before its window knows it.
      await commands.getCommands(true);
      instance.dispose();
    } finally {
      restore();
    }
    assert.equal(sandbox.requests.length, 0);
  });

  it('gets the token of the active application by itself, and the next start uses it without a request', async () => {
    const first = startInstance(store.window());
    await eventually('a stored token', () => storedToken()?.includes('accessToken'));
    first.dispose();
    assert.equal(sandbox.exchangeCount(), 1);
    const stored = storedToken();
    sandbox.resetCounts();

    const window = store.window();
    const second = startInstance(window);
    try {
      await eventually('the token to be read', () => window.calls.get >= 3);
      await commands.executeCommand(`${PREFIX}routee.getToken`);
      assert.match(messages.only.text, /^Current token for Shop/);
      assert.equal(sandbox.requests.length, 0);
      assert.equal(storedToken(), stored);
    } finally {
      second.dispose();
    }
  });

  it('asks for nothing by itself when told so', async () => {
    await setUserSetting('routee.backgroundRefresh', 'onDemand');
    const window = store.window();
    const instance = startInstance(window);
    try {
      await eventually('the stored data to be read', () => window.calls.get >= 3);
      assert.equal(sandbox.requests.length, 0);
      await commands.executeCommand(`${PREFIX}routee.getToken`);
      assert.equal(sandbox.exchangeCount(), 1);
    } finally {
      instance.dispose();
    }
  });

  it('follows a change of the setting while it runs', async () => {
    const other = await startRouteeSandbox();
    const instance = startInstance(store.window());
    try {
      await eventually('an exchange', () => sandbox.exchangeCount() === 1);
      await setUserSetting('routee.authUrl', other.authUrl);
      await eventually('an exchange with the other server', () => other.exchangeCount() === 1);
      assert.equal(sandbox.exchangeCount(), 1);
    } finally {
      instance.dispose();
      await other.close();
    }
  });

  it('leaves nothing behind when it ends', async () => {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    sandbox.setFault({ kind: 'hold', until: promise });
    const window = store.window();
    const instance = startInstance(window);
    await sandbox.waitForRequests(1);
    assert.ok(window.listenerCount > 0);
    const registered = async (): Promise<number> =>
      (await commands.getCommands(true)).filter((id) => id.startsWith(PREFIX)).length;
    assert.equal(await registered(), COMMAND_IDS.length);

    instance.dispose();
    assert.equal(window.listenerCount, 0);
    assert.equal(await registered(), 0);
    const before = new Map(store.entries);
    resolve(undefined);
    sandbox.setFault(undefined);
    // What was under way was given up: its answer is not stored, and nothing follows it.
    await eventually('the end of the request', () => sandbox.requests[0]?.status !== undefined);
    store.put('routee.application.unknown', '{}');
    await setUserSetting('routee.authUrl', `${sandbox.authUrl}/other`);
    assert.equal(sandbox.exchangeCount(), 1);
    assert.equal(storedToken(), undefined);
    assert.equal(store.entries.size, before.size + 1);
    assert.deepEqual(messages.shown, []);
  });

  it('starts nothing any more when it ends while it is still reading', async () => {
    const window = store.window();
    const { promise, resolve } = Promise.withResolvers<undefined>();
    window.faults.before = () => promise;
    const instance = startInstance(window);
    await commands.getCommands(true);
    assert.equal(window.calls.keys, 1);
    instance.dispose();
    const { length } = instance.subscriptions;
    resolve(undefined);
    // The application, the last choice anywhere, and that of this workspace.
    await eventually('the end of the reading', () => window.calls.get >= 3);
    // One round trip to the window: whatever was to follow has followed.
    await commands.getCommands(true);
    assert.equal(instance.subscriptions.length, length);
    assert.equal(instance.kept.size, 0);
    assert.equal(window.calls.get, 3);
    assert.equal(window.listenerCount, 0);
  });

  it('keeps a count and nothing else outside the secret storage', async () => {
    const instance = startInstance(store.window());
    try {
      await eventually('the count', () => instance.kept.size > 0);
      assert.deepEqual([...instance.kept.values()], [1]);
      assert.equal(instance.keptHere.size, 0);
    } finally {
      instance.dispose();
    }
  });

  it('says once that the storage of this machine does not work, and works without it', async () => {
    const window = new SharedSecretStore().window();
    const broken = new Error('no keyring');
    Object.assign(window.faults.reject, { get: broken, store: broken, delete: broken, keys: broken });
    const instance = startInstance(window);
    try {
      await eventually('the message', () => messages.shown.length > 0);
      assert.match(messages.only.text, /^This computer's secret storage doesn't work/);
      assert.deepEqual(messages.only.buttons, ['How to Fix It']);
    } finally {
      instance.dispose();
    }
  });
});

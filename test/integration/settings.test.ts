import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { ConfigurationTarget, workspace } from 'vscode';

import { SETTINGS } from '../../src/contributions.ts';
import { followSettings } from '../../src/editor/settings.ts';
import { nodeHost } from '../../src/host/node.ts';
import { certificates } from '../support/certificates.ts';
import { eventually } from './support/eventually.ts';
import { setUserSetting, unsetUserSettings } from './support/userSettings.ts';

const DEFAULTS = {
  authUrl: 'https://auth.routee.net/oauth/token',
  apiUrl: 'https://connect.routee.net',
  backgroundRefresh: 'always',
  updateTokens: 'never',
} as const;

describe('settings', () => {
  const settings = followSettings();

  const current = (): object => ({
    authUrl: settings.authUrl,
    apiUrl: settings.apiUrl,
    backgroundRefresh: settings.backgroundRefresh,
    updateTokens: settings.updateTokens,
  });

  before(unsetUserSettings);
  after(() => {
    settings.dispose();
  });
  afterEach(unsetUserSettings);

  it('have the defaults of package.json', () => {
    assert.deepEqual(current(), DEFAULTS);
  });

  it('of VS Code for proxies do not switch the check of a server’s certificate off', async () => {
    const server = createServer(certificates.valid, (_request, response) => response.end('{}'));
    await new Promise<void>((resolve) => server.listen(0, resolve));
    const { port } = server.address() as AddressInfo;
    try {
      await setUserSetting('http.proxyStrictSSL', false);
      await assert.rejects(nodeHost.fetch(`https://localhost:${port}/`, {}), /fetch failed|net::ERR_CERT/);
    } finally {
      server.close();
    }
  });

  it('are those of the user, at once', async () => {
    await setUserSetting(SETTINGS.authUrl, 'http://127.0.0.1:8790/oauth/token');
    await setUserSetting(SETTINGS.apiUrl, 'http://127.0.0.1:8790');
    await setUserSetting(SETTINGS.backgroundRefresh, 'onDemand');
    await setUserSetting(SETTINGS.updateTokens, 'onSave');
    assert.deepEqual(current(), {
      authUrl: 'http://127.0.0.1:8790/oauth/token',
      apiUrl: 'http://127.0.0.1:8790',
      backgroundRefresh: 'onDemand',
      updateTokens: 'onSave',
    });
  });

  it('survive values of the wrong kind', async () => {
    await setUserSetting(SETTINGS.authUrl, 42);
    await setUserSetting(SETTINGS.backgroundRefresh, 'sometimes');
    await setUserSetting(SETTINGS.updateTokens, true);
    assert.equal(settings.authUrl, '');
    assert.equal(settings.backgroundRefresh, 'always');
    assert.equal(settings.updateTokens, 'never');
  });

  it('cannot be set for a workspace or a folder of it', async () => {
    const [folder] = workspace.workspaceFolders ?? [];
    const suggestion: string = SETTINGS.application;
    for (const setting of Object.values(SETTINGS).filter((name) => name !== suggestion)) {
      for (const target of [ConfigurationTarget.Workspace, ConfigurationTarget.WorkspaceFolder]) {
        await assert.rejects(
          async () => workspace.getConfiguration(undefined, folder).update(setting, 'x', target),
          /can be written only into User settings|does not support the folder resource scope/,
        );
      }
    }
  });

  it('let a workspace suggest an application, by a name and nothing more', async () => {
    const [folder] = workspace.workspaceFolders ?? [];
    const before = current();
    const configuration = workspace.getConfiguration(undefined, folder);
    for (const target of [ConfigurationTarget.Workspace, ConfigurationTarget.WorkspaceFolder]) {
      for (const [value, expected] of [
        [' Web shop ', ['Web shop']],
        ['https://evil.example', ['https://evil.example']],
        ['', []],
        [{ name: 'x', authUrl: 'https://evil.example' }, []],
      ] as const) {
        await configuration.update(SETTINGS.application, value, target);
        assert.deepEqual(settings.suggestedApplications, expected);
        assert.deepEqual(current(), before);
      }
      await configuration.update(SETTINGS.application, undefined, target);
    }
    assert.deepEqual(settings.suggestedApplications, []);
  });

  it('tell of their changes, and of no others', async () => {
    let told = 0;
    // The events of one change come to all listeners, in the order of their subscription.
    const seen: string[] = [];
    const subscriptions = [
      settings.onDidChange(() => {
        told += 1;
      }),
      workspace.onDidChangeConfiguration((event) => {
        seen.push(...['routee', 'editor'].filter((section) => event.affectsConfiguration(section)));
      }),
    ];
    try {
      await setUserSetting('editor.tabSize', 7);
      await eventually('the event of another setting', () => seen.includes('editor'));
      assert.equal(told, 0);
      await setUserSetting(SETTINGS.apiUrl, 'http://127.0.0.1:1');
      await eventually('the event of our setting', () => seen.includes('routee'));
      assert.equal(told, 1);
      for (const subscription of subscriptions.splice(0, 1)) subscription.dispose();
      seen.length = 0;
      await setUserSetting(SETTINGS.apiUrl, 'http://127.0.0.1:2');
      await eventually('one more event of our setting', () => seen.includes('routee'));
      assert.equal(told, 1, 'told after its end');
    } finally {
      for (const subscription of subscriptions) subscription.dispose();
    }
  });

  describe('in a workspace that wants to redirect credentials', () => {
    const folder = workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
    const settingsFolder = path.join(folder, '.vscode');
    const tabSize = (): unknown => workspace.getConfiguration().get('editor.tabSize');
    let userTabSize: unknown;

    before(async () => {
      assert.notEqual(folder, '', 'no workspace is open');
      // From a run that was killed.
      rmSync(settingsFolder, { recursive: true, force: true });
      await eventually('the settings without those of the workspace', () => tabSize() !== 3);
      userTabSize = tabSize();
      mkdirSync(settingsFolder, { recursive: true });
      writeFileSync(
        path.join(settingsFolder, 'settings.json'),
        JSON.stringify({
          'editor.tabSize': 3,
          [SETTINGS.authUrl]: 'https://evil.example/oauth/token',
          [SETTINGS.apiUrl]: 'https://evil.example',
          [SETTINGS.backgroundRefresh]: 'onDemand',
        }),
      );
      await eventually('the settings of the workspace', () => tabSize() === 3);
    });

    after(async () => {
      rmSync(settingsFolder, { recursive: true, force: true });
      await eventually('the settings without those of the workspace', () => tabSize() === userTabSize);
    });

    it('are not taken from there', () => {
      assert.deepEqual(current(), DEFAULTS);
    });

    it('are the user’s all the same', async () => {
      await setUserSetting(SETTINGS.authUrl, 'http://127.0.0.1:8790/oauth/token');
      assert.equal(settings.authUrl, 'http://127.0.0.1:8790/oauth/token');
      assert.equal(settings.apiUrl, DEFAULTS.apiUrl);
    });
  });
});

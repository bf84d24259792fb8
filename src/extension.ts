import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';

import { registerCommands } from './commands/index.ts';
import { ApplicationStore } from './core/applications/applicationStore.ts';
import { SessionFallbackSecrets } from './core/applications/sessionFallbackSecrets.ts';
import type { Disposable } from './core/ports.ts';
import type { ExchangePorts } from './core/protocol/exchangeToken.ts';
import type { TokenCredentials } from './core/protocol/tokenRequest.ts';
import type { Token } from './core/tokens/token.ts';
import { RenewalClaims } from './core/tokens/renewalClaims.ts';
import { TokenManager } from './core/tokens/tokenManager.ts';
import { TokenStore } from './core/tokens/tokenStore.ts';
import { followContextKeys, setLoaded } from './platform/contextKeys.ts';
import { Settings } from './platform/settings.ts';
import { systemClock, systemTimers } from './platform/systemTime.ts';
import { haveVanished, rememberCount } from './platform/vanishedSecrets.ts';
import { ApplicationsTree } from './views/applicationsTree.ts';
import { longLivedBadge } from './views/longLivedBadge.ts';
import { StatusBar } from './views/statusBar.ts';

/** Builds and connects everything. No request is made before the views exist. */
export function activate(context: vscode.ExtensionContext): void {
  const own = <T extends Disposable>(part: T): T => {
    context.subscriptions.push(part);
    return part;
  };
  const log = own(vscode.window.createOutputChannel('Routee Auth', { log: true }));
  log.info(`Started in VS Code ${vscode.version}.`);
  const settings = own(new Settings());
  const secrets = own(new SessionFallbackSecrets(context.secrets));
  const applications = own(new ApplicationStore({ secrets, log, newKey: randomUUID }));
  const time = { clock: systemClock, timers: systemTimers };
  // Looked up at each call: VS Code puts its own fetch, which knows proxies and certificates, in place.
  const ports: ExchangePorts = { ...time, fetch: (url, init) => fetch(url, init) };
  // Its code is loaded by the first exchange: with a fresh token in store, starting VS Code needs none.
  const exchange = async (
    credentials: TokenCredentials,
    authUrl: string,
    signal: AbortSignal,
  ): Promise<Token> => {
    const { exchangeToken } = await import('./core/protocol/exchangeToken.ts');
    return exchangeToken(credentials, authUrl, ports, signal);
  };
  const tokens = own(
    new TokenManager({
      ...time,
      log,
      settings,
      applications,
      random: Math.random,
      tokens: own(new TokenStore(secrets)),
      claims: new RenewalClaims(secrets, systemClock, randomUUID()),
      exchange,
    }),
  );
  own(new ApplicationsTree({ ...time, applications, tokens }));
  own(new StatusBar({ ...time, applications, tokens }));
  own(vscode.window.registerFileDecorationProvider(longLivedBadge));
  own(followContextKeys(applications));
  own(
    registerCommands({
      applications,
      tokens,
      settings,
      memory: context.globalState,
      log,
      exchange: (credentials, signal) => exchange(credentials, settings.authUrl, signal),
      now: () => systemClock.now(),
    }),
  );
  own(
    settings.onDidChange(() => {
      tokens.settingsChanged();
    }),
  );
  own(
    tokens.onDidReject((rejection) => {
      void import('./commands/announce.ts').then(({ announceRejection }) => announceRejection(rejection));
    }),
  );
  let storageFailed = false;
  own(
    secrets.onDidFail(() => {
      if (!storageFailed) {
        storageFailed = true;
        log.warn(
          'The secret storage of this machine does not work: this session keeps everything in memory.',
        );
        void import('./commands/announce.ts').then(({ announceStorageFailure }) => announceStorageFailure());
      }
    }),
  );
  let ended = false;
  own({ dispose: () => (ended = true) });
  const start = async (): Promise<void> => {
    await applications.load();
    if (ended) {
      return;
    }
    tokens.start();
    setLoaded();
    if (!storageFailed && haveVanished(context.globalState, applications)) {
      log.warn('The secret storage of this machine no longer holds the applications of the last session.');
      const { announceVanished } = await import('./commands/announce.ts');
      void announceVanished();
    }
    own(rememberCount(context.globalState, applications));
  };
  start().catch((error: unknown) => {
    log.error(`The stored applications could not be read. ${String(error)}`);
  });
}

import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import type { CommandContext } from './commands/commandContext.ts';
import { announceRejection, announceStorageFailure, announceVanished } from './commands/announce.ts';
import { registerCommands } from './commands/handlers.ts';
import { warnIfTracked } from './commands/warnIfTracked.ts';
import type { ResponseDocument } from './core/api/responseDocument.ts';
import { ApplicationStore } from './core/applications/applicationStore.ts';
import { followStorage } from './core/applications/followStorage.ts';
import { SessionFallbackSecrets } from './core/applications/sessionFallbackSecrets.ts';
import { IssuedTokens } from './core/issued/issuedTokens.ts';
import { Emitter, reportListenerErrors } from './core/emitter.ts';
import { once } from './core/once.ts';
import type { Disposable } from './core/ports.ts';
import { exchangeToken, type ExchangePorts } from './core/protocol/exchangeToken.ts';
import type { TokenCredentials } from './core/protocol/tokenRequest.ts';
import { SecretClipboard } from './core/secretClipboard.ts';
import { recentLog } from './core/recentLog.ts';
import { followRedact } from './core/redaction/followRedact.ts';
import { ShownApplications } from './core/redaction/shownApplications.ts';
import { shownAnswer, shownText } from './core/redaction/shownText.ts';
import { shownTokens } from './core/redaction/shownTokens.ts';
import type { AccountSessionsChange } from './core/sessions/sessionChanges.ts';
import type { ExposedTokens } from './core/tokens/exposedTokens.ts';
import type { Token } from './core/tokens/token.ts';
import { RenewalClaims } from './core/tokens/renewalClaims.ts';
import { TokenManager } from './core/tokens/tokenManager.ts';
import { TokenStore } from './core/tokens/tokenStore.ts';
import { followContextKeys, setLoaded } from './platform/contextKeys.ts';
import { Git } from './platform/git.ts';
import { network } from './platform/network.ts';
import { exposeTokens, linkEnvironments } from './onDemand.ts';
import { accountsOf, injectIntoTerminals } from './sharing.ts';
import { LinkStore } from './platform/linkStore.ts';
import { Settings } from './platform/settings.ts';
import { registerAccounts } from './platform/registerAccounts.ts';
import { registerTokenUpdates } from './platform/registerTokenUpdates.ts';
import { systemFetch } from './platform/systemFetch.ts';
import { systemClock, systemTimers } from './platform/systemTime.ts';
import { haveVanished, rememberCount } from './platform/vanishedSecrets.ts';
import { whenTokenIsOpen } from './platform/whenTokenIsOpen.ts';
import { workspaceTrust } from './platform/workspaceTrust.ts';
import { registerApplicationsView } from './views/registerApplicationsView.ts';
import { HTTP_FILES } from './views/httpFiles.ts';
import { SendLenses } from './views/sendLenses.ts';
import { TokenDiagnostics } from './views/tokenDiagnostics.ts';
import { registerTokenLenses } from './views/registerTokenLenses.ts';
import { MemoryDocuments } from './views/memoryDocuments.ts';
import { registerRequestCompletions } from './views/requestCompletionProvider.ts';
import { StatusBar } from './views/statusBar.ts';

/** Builds and connects everything. No request is made before the views exist. */
export function activate(context: vscode.ExtensionContext): void {
  let ended = false;
  const own = <T extends Disposable>(part: T): T => {
    // What was loaded too late is not begun.
    if (ended) part.dispose();
    else context.subscriptions.push(part);
    return part;
  };
  if (vscode.l10n.bundle !== undefined) l10n.config({ contents: vscode.l10n.bundle });
  const channel = own(vscode.window.createOutputChannel('Routee Auth', { log: true }));
  const log = recentLog(channel, systemClock);
  reportListenerErrors((error) => {
    log.error(`A part of Routee Auth failed when something changed. ${String(error)}`);
  });
  log.info(`Started in VS Code ${vscode.version}.`);
  /** Nobody waits for it, so nobody else would hear of its failure. */
  const inBackground = (work: Promise<unknown>): void => {
    work.catch((error: unknown) => {
      log.error(`Work in the background has failed. ${String(error)}`);
    });
  };
  const settings = own(new Settings());
  const secrets = own(new SessionFallbackSecrets(context.secrets));
  const applications = own(new ApplicationStore({ secrets, log, newKey: () => crypto.randomUUID() }));
  const time = { clock: systemClock, timers: systemTimers };
  const ports: ExchangePorts = { ...time, fetch: systemFetch };
  const exchange = (credentials: TokenCredentials, authUrl: string, signal: AbortSignal): Promise<Token> =>
    exchangeToken(credentials, authUrl, ports, signal);
  const exchangePorts = { ...time, log, settings, applications, random: Math.random, exchange };
  const tokens = own(
    new TokenManager({
      ...exchangePorts,
      tokens: own(new TokenStore(secrets)),
      claims: new RenewalClaims(secrets, systemClock, crypto.randomUUID()),
    }),
  );
  own({ dispose: () => (ended = true) });
  const issued = once(async () => {
    // Without them every token would seem to be that of an application that was removed.
    await ready;
    return own(new IssuedTokens({ secrets, log, applications, tokens }));
  });
  // Those from before are remembered when something looks for tokens: until then it need not exist.
  const startedAtMs = systemClock.now();
  own(
    tokens.onDidChange((key) => {
      if ((tokens.state(key).token?.issuedAtMs ?? 0) >= startedAtMs) {
        inBackground(issued());
      }
    }),
  );
  const links = own(new LinkStore(context.workspaceState));
  let storageFailed = false;
  let vanished = false;
  const shown = own(new ShownApplications(applications));
  const redact = followRedact(shown, applications, settings);
  // Not even for a moment is a name on the screen that should be hidden.
  redact();
  const loading = applications.load();
  const git = own(new Git());
  const parts = {
    ...time,
    now: () => systemClock.now(),
    trust: workspaceTrust,
    applications,
    shown,
    tokens,
    links,
    git,
    log,
    settings,
    own,
    canTrustStorage: (): boolean => !storageFailed && !vanished,
  };
  const environments = once(async () => {
    // Before the applications are loaded, every link looks like one of an application that was removed.
    await loading;
    return linkEnvironments(parts);
  });
  let exposed: ExposedTokens | undefined;
  let inTerminals: Disposable | undefined;
  const startOptional = (): void => {
    if (links.all.length > 0 && !storageFailed) {
      inBackground(environments());
    }
    if (settings.exposeToClients) {
      exposed ??= exposeTokens(parts);
    }
    if (settings.injectToken) {
      inTerminals ??= injectIntoTerminals(parts, context.environmentVariableCollection);
    }
  };
  const drawn = { ...time, applications: shown, tokens: shownTokens(tokens, shown) };
  own(registerApplicationsView({ ...drawn, links, isRedacted: () => shown.redaction !== undefined }));
  own(new StatusBar(drawn));
  // What is registered later stands first on a line: whose token it is, then what can be done with it.
  own(vscode.languages.registerCodeLensProvider(HTTP_FILES, new SendLenses(settings)));
  own(registerTokenLenses(drawn, issued));
  own(
    registerTokenUpdates(
      {
        ...parts,
        workspace: vscode.workspace,
        onUpdate: (document, written) => {
          inBackground(warnIfTracked(commandContext, document, written));
        },
      },
      issued,
    ),
  );
  own(registerRequestCompletions(() => settings.apiUrl));
  own(followContextKeys(applications));
  const commandContext: CommandContext = {
    ...parts,
    applications: shown,
    unredacted: applications,
    issued,
    ports,
    responses: own(new MemoryDocuments<ResponseDocument>('routee-response', shown, shownAnswer)),
    reports: own(new MemoryDocuments('routee-report', shown, shownText)),
    retryStorage: () => secrets.retry(),
    memory: context.globalState,
    workspaceMemory: context.workspaceState,
    exchange: (credentials, signal) => exchange(credentials, settings.authUrl, signal),
    isTracked: (uri) => git.isTracked(uri),
    environments,
    clipboard: own(new SecretClipboard({ ...parts, clipboard: vscode.env.clipboard })),
    network,
    exposed: () => exposed,
  };
  own(registerCommands(commandContext));
  own(vscode.workspace.onDidGrantWorkspaceTrust(startOptional));
  const sessionsChanged = own(new Emitter<AccountSessionsChange>());
  const accounts = once(async () => {
    await ready;
    return accountsOf(parts, exchangePorts, commandContext, sessionsChanged);
  });
  own(registerAccounts(sessionsChanged.event, accounts));
  own(
    settings.onDidChange(() => {
      tokens.settingsChanged();
      redact();
      startOptional();
    }),
  );
  own(
    tokens.onDidReject((rejection) => {
      inBackground(announceRejection(rejection, shown));
    }),
  );
  own(
    secrets.onDidFail(() => {
      if (!storageFailed) {
        storageFailed = true;
        log.warn(
          'The secret storage of this machine does not work: this session keeps everything in memory.',
        );
        inBackground(announceStorageFailure());
      }
    }),
  );
  own(
    followStorage(
      secrets,
      () => applications.load(),
      systemTimers,
      () => {
        storageFailed = false;
        log.info('The secret storage of this machine works again.');
        count();
        startOptional();
      },
    ),
  );
  const markTokens = async (): Promise<void> => {
    own(new TokenDiagnostics({ ...drawn, recogniser: await issued(), git }));
  };
  /** Not of what could not be read: nobody would notice any more that it is gone. */
  const count = once(() => own(rememberCount(context.globalState, applications)));
  const start = async (): Promise<void> => {
    await loading;
    if (ended) {
      return;
    }
    tokens.start();
    setLoaded();
    vanished = !storageFailed && haveVanished(context.globalState, applications);
    startOptional();
    if (vanished) {
      log.warn('The secret storage of this machine no longer holds the applications of the last session.');
      inBackground(announceVanished());
    }
    if (!storageFailed) {
      count();
    }
    own(
      whenTokenIsOpen(() => {
        inBackground(markTokens());
      }),
    );
  };
  const ready = start().catch((error: unknown) => {
    log.error(`The stored applications could not be read. ${String(error)}`);
  });
}

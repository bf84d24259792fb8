import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import type { Application } from './core/applications/application.ts';
import { ApplicationStore } from './core/applications/applicationStore.ts';
import type { ServerAddresses } from './core/applications/servers.ts';
import type { EnvironmentLinks } from './core/envFile/environmentLink.ts';
import type { LinkedEnvironments, LinkStop } from './core/envFile/linkedEnvironments.ts';
import type { TokenInsertion } from './core/httpFile/plan/planTokenInsertion.ts';
import type { IssuedTokens } from './core/issued/issuedTokens.ts';
import { Emitter } from './core/kit/emitter.ts';
import { EnvFileError } from './core/kit/fileError.ts';
import { once } from './core/kit/once.ts';
import { plainMarkdown } from './core/kit/plainText.ts';
import { fieldsOf } from './core/kit/parseJson.ts';
import type { Clock, Disposable, Event, Fetch, Secrets, Timers, WorkspaceTrust } from './core/kit/ports.ts';
import type { RecentLog } from './core/kit/recentLog.ts';
import { SecretClipboard } from './core/kit/secretClipboard.ts';
import type { ApiPorts } from './core/protocol/apiAttempt.ts';
import { withCertificates } from './core/protocol/endpoint.ts';
import type { exchangeToken } from './core/protocol/exchangeToken.ts';
import type { Token } from './core/protocol/token.ts';
import type { TokenCredentials } from './core/protocol/tokenRequest.ts';
import { followRedact } from './core/redaction/followRedact.ts';
import type { Redaction } from './core/redaction/redaction.ts';
import type { MemoryDocument, ResponseDocument } from './core/redaction/memoryDocument.ts';
import {
  shownAnswer,
  ShownApplications,
  shownText,
  shownTokens,
  type TokenStates,
} from './core/redaction/shownApplications.ts';
import { SessionFallbackSecrets } from './core/storage/sessionFallbackSecrets.ts';
import { StorageHealth } from './core/storage/storageHealth.ts';
import { RenewalClaims } from './core/tokens/renewalClaims.ts';
import { TokenManager } from './core/tokens/tokenManager.ts';
import { TokenStore } from './core/tokens/tokenStore.ts';
import { Git } from './editor/git.ts';
import { LinkStore } from './editor/linkStore.ts';
import { MemoryDocuments } from './editor/memoryDocuments.ts';
import type { Settings } from './editor/settings.ts';
import { TrackingStore } from './editor/trackingStore.ts';
import type { Host, ServeLoopback } from './host/host.ts';

/** A text that stands in a request in the place of a token. */
export interface TokenReference extends TokenInsertion {
  readonly detail: string;
}

/** Finds what can stand for the token of an application in a document, with nothing left to be set up. */
export type FindReferences = (
  key: string,
  document: vscode.TextDocument,
) => Promise<readonly TokenReference[]>;

/** Read-only documents of this session. */
type Documents<Kind extends MemoryDocument> = Pick<MemoryDocuments<Kind>, 'recent' | 'get' | 'add' | 'clear'>;

/** The parts that all features share. Commands write and return: views follow the change events by themselves. */
export interface Services {
  readonly host: Host;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly now: () => number;
  readonly log: RecentLog;
  readonly settings: Omit<Settings, 'dispose'>;
  readonly trust: WorkspaceTrust;
  /** Disposes a part when the extension is deactivated. */
  readonly own: <T extends Disposable>(part: T) => T;
  /** Makes a part when it is first asked for, and owns it. */
  readonly lazy: <T extends Disposable>(make: () => Promise<T>) => () => Promise<T>;
  /** Runs work that nobody awaits; logs its failure. */
  readonly inBackground: (work: Promise<unknown>) => void;
  /** Settles once the stored applications have been read, or reading them has failed. */
  readonly ready: Promise<void>;
  /** Calls back once the stored applications have been read; never where that fails, or the extension is deactivated. */
  readonly whenLoaded: (callback: () => void) => void;

  /** With stand-ins for names, ids, secrets and scopes while demo mode is on: fit for every text. */
  readonly applications: ShownApplications;
  /** The applications as they are stored: for requests and files, and never for a text. */
  readonly unredacted: ApplicationStore;
  readonly tokens: TokenManager;
  /** The states of the tokens, fit for every text. */
  readonly shownTokens: TokenStates;
  /** Knows the tokens again that were issued to us; made when first asked for. */
  readonly issued: () => Promise<IssuedTokens>;
  readonly storage: StorageHealth;
  /** Tries again what secret storage has refused; gives the keys that it still holds though they were deleted. */
  readonly retryStorage: () => Promise<readonly string[]>;
  /** Exchanges credentials for a token, whether they are stored or not. */
  readonly exchange: (credentials: TokenCredentials, authUrl: string, signal: AbortSignal) => Promise<Token>;
  /** `undefined` where none can run. */
  readonly sandbox: (() => Promise<Sandbox>) | undefined;
  /** The way of requests to Routee's resources. */
  readonly ports: ApiPorts;

  readonly links: EnvironmentLinks &
    Pick<LinkStore, 'canLink' | 'stored'> & { readonly onDidChange: Event<void> };
  /** Keeps the links current, once the applications are loaded. */
  readonly environments: () => Promise<LinkedEnvironments>;
  /** A link is not kept current any more. */
  readonly onDidStopLink: Event<LinkStop>;
  /** Features add theirs before the others. */
  readonly references: FindReferences[];

  /** The way of programs on this computer to Routee; its feature puts itself in place. */
  readonly gateway: {
    /** The address, once it is open; `undefined` while it is off. */
    url: () => Promise<string | undefined>;
  };

  readonly git: Pick<Git, 'isTracked' | 'exposure' | 'onDidChange'>;
  readonly responses: Documents<ResponseDocument>;
  /** The messages that can be tracked. */
  readonly trackings: Pick<TrackingStore, 'all' | 'add' | 'onDidChange'>;
  /** Diagnoses and reports of issues. */
  readonly reports: Documents<MemoryDocument>;
  readonly clipboard: { copy(text: string): Promise<void> };
  /** Notices and agreements of the user, unencrypted: for all workspaces, and for this one. */
  readonly memory: vscode.Memento;
  readonly workspaceMemory: vscode.Memento;
}

/** The id and secret that a sandbox accepts. */
export type SandboxCredentials = Pick<Application, 'id' | 'secret'>;

/** The sandbox of this window, as its users see it. */
interface Sandbox extends Disposable {
  start(key: string, credentials: SandboxCredentials): Promise<ServerAddresses>;
  ensure(application: Application): Promise<void>;
}

interface SandboxPorts {
  readonly store: ApplicationStore;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly fetch: Fetch;
  readonly serveLoopback: ServeLoopback;
}

/** The code that is loaded when it is first needed: with a fresh token in store, starting VS Code needs none of it. */
interface LaterServices {
  readonly exchangeToken: typeof exchangeToken;
  readonly IssuedTokens: typeof IssuedTokens;
  readonly LinkedEnvironments: typeof LinkedEnvironments;
  readonly Redaction: typeof Redaction;
}

/** The ground that the services are built on. */
export interface ServicesPorts extends Pick<
  Services,
  'host' | 'clock' | 'timers' | 'log' | 'settings' | 'memory' | 'workspaceMemory'
> {
  readonly secrets: Secrets;
  readonly later: () => Promise<LaterServices>;
  /** `undefined` in a browser. */
  readonly loadSandbox?:
    (() => Promise<{ readonly SandboxServer: new (ports: SandboxPorts) => Sandbox }>) | undefined;
  /** The address of the open workspace; `undefined` where no folder is open. */
  readonly workspace?: string | undefined;
  /** Where tokens are copied to. */
  readonly clipboard?: Services['clipboard'];
}

/** Builds what all features share, and begins to read what is stored. Dispose of it to end all of that. */
export function createServices(ports: ServicesPorts): Services & Disposable {
  const { host, clock, timers, log, settings, later, memory, workspaceMemory, workspace } = ports;
  const owned: Disposable[] = [];
  let ended = false;
  const own = <T extends Disposable>(part: T): T => {
    // Deactivated while this was loading: dispose it at once.
    if (ended) part.dispose();
    else owned.push(part);
    return part;
  };
  const inBackground = (work: Promise<unknown>): void => {
    work.catch((error: unknown) => log.error(`Work in the background has failed. ${String(error)}`));
  };
  const secrets = own(new SessionFallbackSecrets(ports.secrets, timers));
  const unredacted = own(
    new ApplicationStore({ secrets, log, newKey: () => crypto.randomUUID(), workspace }),
  );
  unredacted.suggest(settings.suggestedApplications);
  const lazy: Services['lazy'] = (make) => once(async () => own(await make()));
  const { serveLoopback } = host;
  const { loadSandbox } = ports;
  const sandbox =
    loadSandbox && serveLoopback
      ? lazy(async () => {
          const { SandboxServer } = await loadSandbox();
          return new SandboxServer({ clock, timers, serveLoopback, store: unredacted, fetch: host.fetch });
        })
      : undefined;
  const fetchChecked = withCertificates(host.fetch, host.environment);
  const apiPorts: ApiPorts = {
    clock,
    timers,
    fetch: async (url, init) => {
      const own = unredacted.applications.find(
        ({ sandbox: is, apiUrl }) => is && url.startsWith(`${apiUrl}/`),
      );
      if (own !== undefined) await (await sandbox?.())?.ensure(own);
      return fetchChecked(url, init);
    },
  };
  const exchange: Services['exchange'] = async (credentials, authUrl, signal) =>
    (await later()).exchangeToken(credentials, authUrl, apiPorts, signal);
  const tokens = own(
    new TokenManager({
      clock,
      timers,
      log,
      settings,
      applications: unredacted,
      random: Math.random,
      exchange,
      tokens: own(new TokenStore(secrets)),
      claims: new RenewalClaims(secrets, clock, crypto.randomUUID()),
    }),
  );
  const storage = own(new StorageHealth(secrets, () => unredacted.load(), { log, timers }));
  const applications = own(new ShownApplications(unredacted));
  const redact = followRedact(applications, settings, async () => new (await later()).Redaction(unredacted));
  own(
    settings.onDidChange(() => {
      unredacted.suggest(settings.suggestedApplications);
      tokens.settingsChanged();
      inBackground(redact());
    }),
  );
  // Names that should be hidden are not on the screen for a moment.
  const loading = redact().then(() => unredacted.load());
  let isLoaded = false;
  const ready = loading.then(
    () => {
      isLoaded = true;
      if (!ended) tokens.start();
    },
    (error: unknown) => log.error(`The stored applications could not be read. ${String(error)}`),
  );
  const issued = lazy(async () => {
    // Without them every token would seem to be that of an application that was removed.
    const [{ IssuedTokens }] = await Promise.all([later(), ready]);
    return new IssuedTokens({ secrets, log, applications: unredacted, tokens });
  });
  const git = own(new Git());
  const links = own(new LinkStore(workspaceMemory, host.files !== undefined));
  const stops = own(new Emitter<LinkStop>());
  return {
    host,
    clock,
    timers,
    now: () => clock.now(),
    log,
    settings,
    trust: {
      isTrusted: () => vscode.workspace.isTrusted,
      onDidGrant: vscode.workspace.onDidGrantWorkspaceTrust,
    },
    own,
    lazy,
    inBackground,
    ready,
    whenLoaded: (callback) =>
      inBackground(
        ready.then(() => {
          if (isLoaded && !ended) callback();
        }),
      ),
    applications,
    unredacted,
    tokens,
    shownTokens: shownTokens(tokens, applications),
    issued,
    storage,
    retryStorage: () => secrets.retry(),
    exchange,
    sandbox,
    ports: apiPorts,
    gateway: { url: () => Promise.resolve(undefined) },
    links,
    environments: once(async () => {
      const { files } = host;
      if (files === undefined) {
        throw new EnvFileError('outside', l10n.t("Files can't be linked in a browser."));
      }
      // Before the applications are loaded, every link looks like one of an application that was removed.
      const [{ LinkedEnvironments }] = await Promise.all([later(), loading]);
      // Owned before it starts: deactivated or failed in between, its subscriptions would outlive the extension.
      const linked = own(
        new LinkedEnvironments({
          applications: unredacted,
          tokens,
          links,
          log,
          files: await files.envFiles(git),
          canTrustStorage: () => storage.isTrusted,
          onStop: (stop) => stops.fire(stop),
        }),
      );
      await linked.start();
      return linked;
    }),
    onDidStopLink: stops.event,
    references: [],
    git,
    responses: own(new MemoryDocuments<ResponseDocument>('routee-response', applications, shownAnswer)),
    trackings: own(new TrackingStore(workspaceMemory)),
    reports: own(
      new MemoryDocuments<MemoryDocument>('routee-report', applications, (text, shown) =>
        plainMarkdown(shownText(text, shown)),
      ),
    ),
    clipboard:
      ports.clipboard ?? own(new SecretClipboard({ clipboard: vscode.env.clipboard, timers, log, settings })),
    memory,
    workspaceMemory,
    dispose: () => {
      ended = true;
      for (const part of owned.splice(0).reverse()) part.dispose();
    },
  };
}

/** @param argument what the caller passed: a row of the tree, an object with a `key`, or nothing */
export type Handler = (services: Services, argument: unknown) => Promise<void>;

/** The application key that a row or a button passes to a command. Any extension can run a command with anything. */
export function keyOf(argument: unknown): string | undefined {
  const { key } = fieldsOf(argument);
  return typeof key === 'string' ? key : undefined;
}

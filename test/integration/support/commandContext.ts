import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { env, window, type LogOutputChannel } from 'vscode';

import type { CommandContext } from '../../../src/commands/commandContext.ts';
import type { ResponseDocument } from '../../../src/core/api/responseDocument.ts';
import type { Application } from '../../../src/core/applications/application.ts';
import { ApplicationStore, type ApplicationDraft } from '../../../src/core/applications/applicationStore.ts';
import { SessionFallbackSecrets } from '../../../src/core/applications/sessionFallbackSecrets.ts';
import { IssuedTokens } from '../../../src/core/issued/issuedTokens.ts';
import { recentLog } from '../../../src/core/recentLog.ts';
import { SecretClipboard } from '../../../src/core/secretClipboard.ts';
import { ShownApplications } from '../../../src/core/redaction/shownApplications.ts';
import { shownAnswer, shownText } from '../../../src/core/redaction/shownText.ts';
import { exchangeToken, type ExchangePorts } from '../../../src/core/protocol/exchangeToken.ts';
import { RenewalClaims } from '../../../src/core/tokens/renewalClaims.ts';
import { TokenManager } from '../../../src/core/tokens/tokenManager.ts';
import { TokenStore } from '../../../src/core/tokens/tokenStore.ts';
import { network } from '../../../src/platform/network.ts';
import { Git } from '../../../src/platform/git.ts';
import { systemClock, systemTimers } from '../../../src/platform/systemTime.ts';
import { MemoryDocuments } from '../../../src/views/memoryDocuments.ts';
import { FakeTime } from '../../support/fakeTime.ts';
import { SharedSecretStore, type SecretsWindow } from '../../support/memorySecrets.ts';
import {
  defaultApplication,
  startRouteeSandbox,
  type RouteeSandbox,
  type SandboxOptions,
} from '../../support/routeeSandbox.ts';
import { MemoryMemento } from './memoryMemento.ts';
import { Messages } from './messages.ts';

/** What the commands work with: the real core, a real server on this machine, secrets in memory. */
export class CommandBench {
  readonly sandbox: RouteeSandbox;
  /** What a copied token waits for. */
  readonly clipboardTime = new FakeTime();
  readonly clipboardSettings = { clearClipboardSeconds: 0 };
  readonly secrets: SharedSecretStore;
  /** The storage of this machine, which may fail. */
  readonly machine: SecretsWindow;
  readonly messages = new Messages();
  readonly logged: string[] = [];
  readonly git = new Git();
  /** What the workspace remembers. */
  readonly memory = new MemoryMemento();
  readonly workspaceMemory = new MemoryMemento();
  readonly context: CommandContext;
  readonly issued: IssuedTokens;
  readonly shown: ShownApplications;
  readonly #log: LogOutputChannel;
  readonly #applications: ApplicationStore;
  readonly #tokenStore: TokenStore;
  readonly #tokens: TokenManager;
  readonly #responses: MemoryDocuments<ResponseDocument>;
  readonly #reports: MemoryDocuments;
  readonly #secretTexts = new Set<string>();

  private constructor(sandbox: RouteeSandbox, stored: Readonly<Record<string, string>>) {
    this.sandbox = sandbox;
    this.secrets = new SharedSecretStore(stored);
    // VS Code hands out a channel of the same name again, even one that was closed before it was really there.
    this.#log = window.createOutputChannel(`Routee Auth (test ${randomUUID()})`, { log: true });
    for (const level of ['trace', 'debug', 'info', 'warn', 'error'] as const) {
      const write = this.#log[level].bind(this.#log);
      Object.assign(this.#log, {
        [level]: (message: string) => {
          this.logged.push(`${level}: ${message}`);
          write(message);
        },
      });
    }
    const log = recentLog(this.#log, systemClock);
    this.machine = this.secrets.window();
    const secrets = new SessionFallbackSecrets(this.machine);
    const time = { clock: systemClock, timers: systemTimers };
    const ports: ExchangePorts = { ...time, fetch: (url, init) => fetch(url, init) };
    this.#applications = new ApplicationStore({ secrets, log, newKey: randomUUID });
    this.#tokenStore = new TokenStore(secrets);
    this.#tokens = new TokenManager({
      ...time,
      log,
      settings: { authUrl: sandbox.authUrl, backgroundRefresh: 'onDemand' },
      applications: this.#applications,
      random: Math.random,
      tokens: this.#tokenStore,
      claims: new RenewalClaims(secrets, systemClock, randomUUID()),
      exchange: (application, authUrl, signal) => exchangeToken(application, authUrl, ports, signal),
    });
    this.issued = new IssuedTokens({ secrets, log, applications: this.#applications, tokens: this.#tokens });
    this.shown = new ShownApplications(this.#applications);
    this.#responses = new MemoryDocuments('routee-response', this.shown, shownAnswer);
    this.#reports = new MemoryDocuments('routee-report', this.shown, shownText);
    const clipboard = new SecretClipboard({
      clipboard: env.clipboard,
      timers: this.clipboardTime,
      log,
      settings: this.clipboardSettings,
    });
    this.context = {
      applications: this.shown,
      unredacted: this.#applications,
      tokens: this.#tokens,
      log,
      canTrustStorage: () => true,
      retryStorage: () => secrets.retry(),
      issued: () => Promise.resolve(this.issued),
      ports,
      settings: sandbox,
      responses: this.#responses,
      reports: this.#reports,
      memory: this.memory,
      workspaceMemory: this.workspaceMemory,
      exchange: (credentials, signal) => exchangeToken(credentials, sandbox.authUrl, ports, signal),
      now: () => systemClock.now(),
      isTracked: (uri) => this.git.isTracked(uri),
      links: { all: [], save: () => Promise.resolve() },
      environments: () => Promise.reject(new Error('No environment file is linked in this test.')),
      clipboard,
      network,
      exposed: () => undefined,
    };
  }

  /** @param stored what SecretStorage holds already, for a sandbox with this token endpoint */
  static async start(
    options: SandboxOptions = {},
    stored: (authUrl: string) => Readonly<Record<string, string>> = () => ({}),
  ): Promise<CommandBench> {
    const sandbox = await startRouteeSandbox(options);
    const bench = new CommandBench(sandbox, stored(sandbox.authUrl));
    await bench.#applications.load();
    bench.#tokens.start();
    return bench;
  }

  /** What commands get to see in a form that can be shown. */
  get store(): ApplicationStore {
    return this.#applications;
  }

  /** Stores an application; by default the one that the sandbox knows. */
  add(change: Partial<ApplicationDraft> = {}): Promise<Application> {
    const { id, secret } = defaultApplication;
    const draft = { id, secret, name: 'Shop', scopes: [], ...change };
    this.#secretTexts.add(draft.secret);
    return this.#applications.add(draft);
  }

  /** The one token that the sandbox has issued to an application. */
  token(applicationId: string = defaultApplication.id): string {
    const [token, ...others] = this.sandbox.liveTokens(applicationId);
    assert.ok(token !== undefined && others.length === 0, 'not exactly one token was issued');
    return token.value;
  }

  /** Ends everything, and fails when a secret or a token was in a message or in the log. */
  async stop(): Promise<void> {
    const shown = this.#responses.recent.map(([, { text }]) => text);
    const remembered = [this.memory.everything, this.workspaceMemory.everything];
    const written = [...this.logged, this.messages.everything, ...remembered, ...shown].join('\n');
    for (const { value } of this.sandbox.liveTokens()) this.#secretTexts.add(value);
    this.issued.dispose();
    this.#tokens.dispose();
    this.#tokenStore.dispose();
    this.shown.dispose();
    this.#applications.dispose();
    this.#log.dispose();
    this.git.dispose();
    this.#responses.dispose();
    this.#reports.dispose();
    await this.sandbox.close();
    for (const text of this.#secretTexts) {
      assert.ok(!written.includes(text), 'a secret or a token was shown, logged or remembered');
    }
    this.messages.dispose();
  }
}

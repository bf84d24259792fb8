import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { env, EventEmitter, window, type LogOutputChannel } from 'vscode';

import type { Application } from '../../../src/core/applications/application.ts';
import type { ApplicationStore, ApplicationDraft } from '../../../src/core/applications/applicationStore.ts';
import type { IssuedTokens } from '../../../src/core/issued/issuedTokens.ts';
import type { Disposable } from '../../../src/core/kit/ports.ts';
import { secretsOf } from '../../../src/core/protocol/basicCredentials.ts';
import { recentLog } from '../../../src/core/kit/recentLog.ts';
import { SecretClipboard } from '../../../src/core/kit/secretClipboard.ts';
import { nodeHost } from '../../../src/host/node.ts';
import { loadLater, loadSandbox } from '../../../src/loadLater.ts';
import { systemClock, systemTimers } from '../../../src/host/host.ts';
import { createServices, type Services } from '../../../src/services.ts';
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

/** What the commands work with: the real services, a real server on this machine, secrets in memory. */
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
  /** What the workspace remembers. */
  readonly memory = new MemoryMemento();
  readonly workspaceMemory = new MemoryMemento();
  readonly context: Services;
  readonly #services: Services & Disposable;
  readonly #log: LogOutputChannel;
  readonly #secretTexts = new Set<string>();
  #issued: IssuedTokens | undefined;

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
    this.#services = createServices({
      host: nodeHost,
      later: loadLater,
      loadSandbox,
      clock: systemClock,
      timers: systemTimers,
      log,
      secrets: this.machine,
      settings: {
        authUrl: sandbox.authUrl,
        apiUrl: sandbox.apiUrl,
        backgroundRefresh: 'onDemand',
        updateTokens: 'never',
        exposeToClients: false,
        redact: false,
        injectToken: false,
        clearClipboardSeconds: 0,
        allowAgents: 'read',
        gateway: false,
        suggestedApplications: [],
        onDidChange: new EventEmitter<undefined>().event,
      },
      memory: this.memory,
      workspaceMemory: this.workspaceMemory,
      clipboard: new SecretClipboard({
        clipboard: env.clipboard,
        timers: this.clipboardTime,
        log,
        settings: this.clipboardSettings,
      }),
    });
    this.context = {
      ...this.#services,
      links: {
        canLink: true,
        all: [],
        stored: [],
        save: () => Promise.resolve(),
        onDidChange: new EventEmitter<void>().event,
      },
      environments: () => Promise.reject(new Error('No environment file is linked in this test.')),
    };
  }

  /** @param stored what SecretStorage holds already, for a sandbox with this token endpoint */
  static async start(
    options: SandboxOptions = {},
    stored: (authUrl: string) => Readonly<Record<string, string>> = () => ({}),
  ): Promise<CommandBench> {
    const sandbox = await startRouteeSandbox(options);
    const bench = new CommandBench(sandbox, stored(sandbox.authUrl));
    await bench.#services.ready;
    bench.#issued = await bench.#services.issued();
    return bench;
  }

  get git(): Services['git'] {
    return this.#services.git;
  }

  get issued(): IssuedTokens {
    assert.ok(this.#issued !== undefined);
    return this.#issued;
  }

  /** As people are to see them. */
  get shown(): Services['applications'] {
    return this.#services.applications;
  }

  /** What commands get to see in a form that can be shown. */
  get store(): ApplicationStore {
    return this.#services.unredacted;
  }

  /** Stores an application; by default the one that the sandbox knows. */
  add(change: Partial<ApplicationDraft> = {}): Promise<Application> {
    const { id, secret } = defaultApplication;
    const draft = { id, secret, name: 'Shop', scopes: [], ...change };
    this.#secretTexts.add(draft.secret);
    return this.store.add(draft);
  }

  /** The one token that the sandbox has issued to an application. */
  token(applicationId: string = defaultApplication.id): string {
    const [token, ...others] = this.sandbox.liveTokens(applicationId);
    assert.ok(token !== undefined && others.length === 0, 'not exactly one token was issued');
    return token.value;
  }

  /** Ends everything, and fails when a secret or a token was in a message or in the log. */
  async stop(): Promise<void> {
    const shown = this.context.responses.recent.map(([, { text }]) => text);
    const remembered = [this.memory.everything, this.workspaceMemory.everything];
    const written = [...this.logged, this.messages.everything, ...remembered, ...shown].join('\n');
    for (const { value } of this.sandbox.liveTokens()) this.#secretTexts.add(value);
    this.#services.dispose();
    this.#log.dispose();
    await this.sandbox.close();
    for (const text of this.#secretTexts) {
      assert.ok(!written.includes(text), 'a secret or a token was shown, logged or remembered');
    }
    this.messages.dispose();
  }

  /** Ends everything, and fails, too, when an id, a secret or a token is in what programs or models got. */
  async stopAndSearch(answers: string): Promise<void> {
    const tokens = this.sandbox.liveTokens().map(({ value }) => value);
    await this.stop();
    for (const kept of [defaultApplication.id, ...secretsOf(defaultApplication), ...tokens]) {
      assert.ok(!answers.includes(kept), 'a program or a model got an id, a secret or a token');
    }
  }
}

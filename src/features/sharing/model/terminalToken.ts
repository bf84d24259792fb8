import * as l10n from '@vscode/l10n';

import { type Application, mayLeaveUnasked } from '../../../core/applications/application.ts';
import type { ApplicationStore } from '../../../core/applications/applicationStore.ts';
import type { Clock, Disposable, Event, Timers, WorkspaceTrust } from '../../../core/kit/ports.ts';
import { DueTimer } from '../../../core/tokens/dueTimer.ts';
import { FreshWhileRead } from '../../../core/tokens/keptFresh.ts';
import type { Token } from '../../../core/protocol/token.ts';
import type { TokenManager } from '../../../core/tokens/tokenManager.ts';

/** A slice of `vscode.EnvironmentVariableCollection`. */
export interface TerminalVariables {
  persistent: boolean;
  description: unknown;
  replace(variable: string, value: string): void;
  delete(variable: string): void;
}

export interface TerminalTokenPorts {
  /** The applications as people see them: the name is shown with the variable. */
  readonly applications: Pick<ApplicationStore, 'active' | 'onDidChange'>;
  readonly tokens: TokenManager;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly settings: { readonly injectToken: boolean; readonly onDidChange: Event<void> };
  readonly variables: TerminalVariables;
  readonly trust: WorkspaceTrust;
  /** Called once for an application whose long-lived token is held back until the user agrees. */
  readonly onHeldBack: (application: Application, token: Token) => void;
}

/** Time to renew an expired token in place: VS Code would mark all terminals once more if it were removed. */
const GRACE_MS = 5000;

const TERMINAL_VARIABLE = 'ROUTEE_ACCESS_TOKEN';

/**
 * Keeps the token of the active application in the environment of new terminals. Open terminals keep their variables,
 * and VS Code marks them as outdated at every write, so an unchanged value is never written again.
 */
export class TerminalToken implements Disposable {
  readonly #ports: TerminalTokenPorts;
  readonly #subscriptions: readonly Disposable[];
  readonly #told = new Set<string>();
  /** Removes an expired token, though nothing else has changed. */
  readonly #expiry: DueTimer;
  readonly #fresh: FreshWhileRead;
  #written: { readonly key: string; readonly value: string; readonly name: string } | undefined;

  constructor(ports: TerminalTokenPorts) {
    this.#ports = ports;
    this.#fresh = new FreshWhileRead(ports.tokens);
    // VS Code stores a persistent variable unencrypted, and gives it to terminals before its token is checked.
    ports.variables.persistent = false;
    const write = (): void => this.#write();
    const { applications, tokens, settings, trust } = ports;
    this.#expiry = new DueTimer(ports.clock, ports.timers, () => {
      if (this.#expiry.take().length > 0) {
        write();
      }
    });
    this.#subscriptions = [
      ...[applications, tokens, settings].map((source) => source.onDidChange(write)),
      trust.onDidGrant(write),
    ];
    write();
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#expiry.dispose();
    this.#fresh.dispose();
    this.#clear();
  }

  #write(): void {
    const { applications, tokens, settings, trust } = this.#ports;
    const application = settings.injectToken && trust.isTrusted() ? applications.active : undefined;
    // A terminal may open at any time, so its token has to stay fresh.
    this.#fresh.set(application === undefined ? [] : [application.key]);
    const token = application === undefined ? undefined : tokens.peek(application.key);
    this.#expiry.plan('next', token?.expiresAtMs === undefined ? undefined : token.expiresAtMs + GRACE_MS);
    if (
      application !== undefined &&
      token === undefined &&
      application.key === this.#written?.key &&
      tokens.state(application.key).kind === 'fetching'
    ) {
      // A new token is on its way: removing the old one first would mark all terminals once more.
      return;
    }
    if (application === undefined || token === undefined) {
      this.#clear();
    } else if (mayLeaveUnasked(application, token)) {
      this.#set(application, token);
    } else {
      this.#clear();
      if (!this.#told.has(application.key)) {
        this.#told.add(application.key);
        this.#ports.onHeldBack(application, token);
      }
    }
  }

  #set({ key, name }: Application, { accessToken: value }: Token): void {
    const { variables } = this.#ports;
    if (this.#written?.value === value && this.#written.name === name) return;
    variables.description = l10n.t('Current token of {name}, as {variable}', {
      name,
      variable: TERMINAL_VARIABLE,
    });
    if (this.#written?.value !== value) {
      variables.replace(TERMINAL_VARIABLE, value);
    }
    this.#written = { key, value, name };
  }

  #clear(): void {
    if (this.#written !== undefined) {
      this.#written = undefined;
      this.#ports.variables.delete(TERMINAL_VARIABLE);
    }
  }
}

import type { ApplicationStore } from '../applications/applicationStore.ts';
import { type Application, mayLeaveUnasked } from '../applications/application.ts';
import type { Clock, Disposable, Event, Log, Timers, WorkspaceTrust } from '../kit/ports.ts';
import { DueTimer } from './dueTimer.ts';
import { FreshWhileRead } from './keptFresh.ts';
import type { Token } from '../protocol/token.ts';
import { type Environment, OwnVariables } from './ownVariables.ts';
import type { TokenManager } from './tokenManager.ts';
import { TOKEN_VARIABLE, variableNames } from './variableNames.ts';

export interface ExposedTokensPorts {
  readonly applications: ApplicationStore;
  readonly tokens: TokenManager;
  readonly log: Log;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly environment: Environment;
  readonly settings: { readonly exposeToClients: boolean; readonly onDidChange: Event<void> };
  readonly trust: WorkspaceTrust;
  /** A long-lived token is held back until the user agrees; called once for an application. */
  readonly onHeldBack: (application: Application, token: Token) => void;
}

/**
 * Keeps the current tokens in environment variables: `ROUTEE_TOKEN` for the active application, `ROUTEE_TOKEN_<NAME>`
 * for each, in trusted workspaces only. A variable that somebody else has set is never touched; ours are removed when
 * the setting is switched off, and in the end.
 */
export class ExposedTokens implements Disposable {
  readonly #ports: ExposedTokensPorts;
  readonly #subscriptions: readonly Disposable[];
  readonly #variables: OwnVariables;
  readonly #heldBack = new Set<string>();
  /** A token that has expired is taken away, though nothing else has changed. */
  readonly #expiry: DueTimer;
  readonly #fresh: FreshWhileRead;

  constructor(ports: ExposedTokensPorts) {
    this.#ports = ports;
    this.#variables = new OwnVariables(ports.environment, ports.log);
    this.#fresh = new FreshWhileRead(ports.tokens);
    const write = (): void => {
      this.#write();
    };
    this.#expiry = new DueTimer(ports.clock, ports.timers, () => {
      this.#expiry.take();
      write();
    });
    const { applications, tokens, settings, trust } = ports;
    this.#subscriptions = [
      ...[applications, tokens, settings].map((source) => source.onDidChange(write)),
      trust.onDidGrant(write),
    ];
    write();
  }

  /** The variable that holds this application's token, `ROUTEE_TOKEN` for the active one; `undefined`: none does. */
  variableOf(key: string): string | undefined {
    const names = key === this.#ports.applications.active?.key ? [TOKEN_VARIABLE] : [];
    return [...names, this.#names().get(key) ?? ''].find((name) => this.#variables.has(name));
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#expiry.dispose();
    this.#fresh.dispose();
    this.#variables.keep(new Set());
  }

  #write(): void {
    const { applications, tokens, settings, trust } = this.#ports;
    const isOn = settings.exposeToClients && trust.isTrusted();
    const active = isOn ? applications.active?.key : undefined;
    // A client reads the variable and asks nobody: the active application is in use all the time.
    this.#fresh.set(active === undefined ? [] : [active]);
    const wanted = new Map<string, string>();
    let nextExpiryMs = Infinity;
    for (const [key, name] of isOn ? this.#names() : []) {
      const token = tokens.peek(key);
      if (token !== undefined && this.#mayShow(applications.get(key), token)) {
        nextExpiryMs = Math.min(nextExpiryMs, token.expiresAtMs ?? Infinity);
        wanted.set(name, token.accessToken);
        if (key === active) wanted.set(TOKEN_VARIABLE, token.accessToken);
      }
    }
    this.#variables.keep(wanted);
    for (const [name, value] of wanted) this.#variables.set(name, value);
    this.#expiry.plan('next', nextExpiryMs === Infinity ? undefined : nextExpiryMs);
  }

  #mayShow(application: Application | undefined, token: Token): boolean {
    const mayShow = mayLeaveUnasked(application, token);
    if (application !== undefined && !mayShow && !this.#heldBack.has(application.key)) {
      this.#heldBack.add(application.key);
      this.#ports.onHeldBack(application, token);
    }
    return mayShow;
  }

  #names(): ReadonlyMap<string, string> {
    return variableNames(this.#ports.applications.applications);
  }
}

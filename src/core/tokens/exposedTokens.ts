import type { ApplicationStore } from '../applications/applicationStore.ts';
import { type Application, mayLeaveUnasked } from '../applications/application.ts';
import type { Clock, Disposable, Event, Log, Timers, WorkspaceTrust } from '../kit/ports.ts';
import { DueTimer } from './dueTimer.ts';
import { FreshWhileRead } from './keptFresh.ts';
import type { Token } from '../protocol/token.ts';
import type { TokenManager } from './tokenManager.ts';
import { TOKEN_VARIABLE, variableNames } from './variableNames.ts';

/** A slice of `process.env`. */
export type Environment = Record<string, string | undefined>;

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
  /** The values that we have set. A variable that holds another one is somebody else's. */
  readonly #ours = new Map<string, string>();
  readonly #warned = new Set<string>();
  readonly #heldBack = new Set<string>();
  /** A token that has expired is taken away, though nothing else has changed. */
  readonly #expiry: DueTimer;
  readonly #fresh: FreshWhileRead;

  constructor(ports: ExposedTokensPorts) {
    this.#ports = ports;
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
    return [...names, this.#names().get(key) ?? ''].find((name) => this.#isOurs(name));
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#expiry.dispose();
    this.#fresh.dispose();
    for (const name of [...this.#ours.keys()]) this.#remove(name);
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
    for (const name of [...this.#ours.keys()].filter((ours) => !wanted.has(ours))) this.#remove(name);
    for (const [name, value] of wanted) this.#set(name, value);
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

  #set(name: string, value: string): void {
    const { environment, log } = this.#ports;
    const before = environment[name];
    if (before !== undefined && before !== this.#ours.get(name)) {
      this.#ours.delete(name);
      if (!this.#warned.has(name)) {
        this.#warned.add(name);
        log.warn(`The environment variable ${name} is set already and stays as it is.`);
      }
      return;
    }
    environment[name] = value;
    this.#ours.set(name, value);
  }

  #remove(name: string): void {
    if (this.#isOurs(name)) Reflect.deleteProperty(this.#ports.environment, name);
    this.#ours.delete(name);
  }

  #isOurs(name: string): boolean {
    const value = this.#ours.get(name);
    return value !== undefined && this.#ports.environment[name] === value;
  }

  #names(): ReadonlyMap<string, string> {
    return variableNames(this.#ports.applications.applications);
  }
}

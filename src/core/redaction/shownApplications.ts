import type { Application, StoredApplication } from '../applications/application.ts';
import type { ApplicationStore } from '../applications/applicationStore.ts';
import { Emitter } from '../kit/emitter.ts';
import type { Disposable } from '../kit/ports.ts';
import type { TokenManager } from '../tokens/tokenManager.ts';
import type { Redaction } from './redaction.ts';

/** The store as views and commands see it. */
export type Applications = Omit<ApplicationStore, 'load' | 'suggest' | 'dispose'>;

/**
 * The applications as people are to see them: as they are stored, or, in demo mode, with stand-ins for names, ids,
 * secrets and scopes. Views and commands get this in the place of the store, so that none can forget to hide a name.
 * Writes go to the store.
 */
export class ShownApplications implements Applications, Disposable {
  readonly #store: ApplicationStore;
  readonly #changed = new Emitter<undefined>();
  readonly #subscription: Disposable;
  #redaction: Redaction | undefined;

  readonly onDidChange = this.#changed.event;

  constructor(store: ApplicationStore) {
    this.#store = store;
    this.#subscription = store.onDidChange(() => {
      this.#changed.fire(undefined);
    });
  }

  /** `undefined`: everything is shown as it is. */
  get redaction(): Redaction | undefined {
    return this.#redaction;
  }

  set redaction(redaction: Redaction | undefined) {
    if (redaction !== this.#redaction) {
      this.#redaction = redaction;
      this.#changed.fire(undefined);
    }
  }

  get all(): readonly StoredApplication[] {
    const { all } = this.#store;
    return this.#redaction ? all.map((stored) => this.#redaction?.stored(stored) ?? stored) : all;
  }

  get applications(): readonly Application[] {
    const { applications } = this.#store;
    return this.#redaction ? applications.map((application) => this.#show(application)) : applications;
  }

  get active(): Application | undefined {
    return this.#show(this.#store.active);
  }

  get activeBecause(): Applications['activeBecause'] {
    return this.#store.activeBecause;
  }

  get unmetSuggestion(): readonly string[] {
    const { unmetSuggestion } = this.#store;
    return unmetSuggestion.map((name) => this.#redaction?.text(name) ?? name);
  }

  get(key: string): Application | undefined {
    return this.#show(this.#store.get(key));
  }

  stored(key: string): StoredApplication | undefined {
    const stored = this.#store.stored(key);
    return stored && (this.#redaction?.stored(stored) ?? stored);
  }

  findDouble(...what: Parameters<Applications['findDouble']>): Application | undefined {
    return this.#show(this.#store.findDouble(...what));
  }

  async add(...what: Parameters<Applications['add']>): Promise<Application> {
    return this.#show(await this.#store.add(...what));
  }

  async update(...what: Parameters<Applications['update']>): Promise<Application | undefined> {
    return this.#show(await this.#store.update(...what));
  }

  remove(key: string): Promise<void> {
    return this.#store.remove(key);
  }

  removeAll(): Promise<void> {
    return this.#store.removeAll();
  }

  setActive(key: string): Promise<void> {
    return this.#store.setActive(key);
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
  }

  #show<T extends Application | undefined>(application: T): T {
    return application && this.#redaction ? (this.#redaction.application(application) as T) : application;
  }
}

/** Whether names are hidden now, and when that changes. */
export type Redacting = Pick<ShownApplications, 'redaction' | 'onDidChange'>;

/** A text of ours as people are to see it, also when it was made before demo mode was on. */
export function shownText(text: string, { redaction }: Pick<Redacting, 'redaction'>): string {
  return redaction?.text(text) ?? text;
}

/** An answer as people are to see it. Only its head is redacted: its body stays as the server sent it. */
export function shownAnswer(text: string, redacting: Redacting): string {
  const end = text.indexOf('\n\n');
  return end === -1 ? shownText(text, redacting) : shownText(text.slice(0, end), redacting) + text.slice(end);
}

/** The tokens as views see them. */
export type TokenStates = Pick<TokenManager, 'state' | 'isKeptFresh' | 'nextRenewalMs' | 'onDidChange'>;

/** The tokens as people are to see them: without scopes, permissions and quoted ids in demo mode. */
export function shownTokens(tokens: TokenManager, shown: ShownApplications): TokenStates {
  return {
    onDidChange: tokens.onDidChange,
    state: (key) => {
      const state = tokens.state(key);
      return shown.redaction?.state(state) ?? state;
    },
    isKeptFresh: (key) => tokens.isKeptFresh(key),
    nextRenewalMs: (key) => tokens.nextRenewalMs(key),
  };
}

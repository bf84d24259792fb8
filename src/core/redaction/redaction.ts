import * as l10n from '@vscode/l10n';

import { type Application, shortId, type StoredApplication } from '../applications/application.ts';
import { ownHosts } from '../applications/servers.ts';
import type { ApplicationStore } from '../applications/applicationStore.ts';
import type { TokenState } from '../tokens/tokenState.ts';
import { TOKEN_VARIABLE } from '../tokens/variableNames.ts';

/** The variable of an application is named like it. */
const VARIABLE = new RegExp(`\\b${TOKEN_VARIABLE}_\\w+`, 'g');

/** Puts stand-ins in the place of what tells who the applications are. Loaded while demo mode is on. */
export class Redaction {
  readonly #store: Pick<ApplicationStore, 'all'>;
  /** Given out once in a session: a stand-in stays with its application when others come, go or become active. */
  readonly #numbers = new Map<string, number>();
  /** Stand-ins by the original: like the store, returns the same object each time. */
  readonly #made = new WeakMap<object, object>();

  constructor(store: Pick<ApplicationStore, 'all'>) {
    this.#store = store;
  }

  application(application: Application): Application {
    // The sandbox is the same everywhere, and must not pass for an application of Routee.
    if (application.sandbox === true) return application;
    const { authUrl, apiUrl } = application;
    return this.#once(application, () => ({
      ...application,
      name: this.#nameOf(application.key),
      id: DOTS,
      secret: DOTS,
      scopes: this.scopes(application.scopes),
      ...(authUrl !== undefined && { authUrl: DOTS }),
      ...(apiUrl !== undefined && { apiUrl: DOTS }),
    }));
  }

  stored(stored: StoredApplication): StoredApplication {
    return this.#once(stored, () =>
      stored.kind === 'application'
        ? { ...stored, application: this.application(stored.application) }
        : { ...stored, broken: { ...stored.broken, id: DOTS, name: this.#nameOf(stored.key), scopes: [] } },
    );
  }

  /** Scopes or permissions; their number is hidden, too. */
  scopes(scopes: readonly string[]): string[] {
    return scopes.length === 0 ? [] : [DOTS];
  }

  state(state: TokenState): TokenState {
    return this.#once(state, () => {
      const token = state.token && {
        ...state.token,
        scopes: this.scopes(state.token.scopes),
        permissions: this.scopes(state.token.permissions),
      };
      switch (state.kind) {
        case 'none':
          return state;
        case 'ready':
          return token === undefined ? state : { ...state, token };
        case 'fetching':
          return { ...state, token };
        case 'failed':
        case 'rejected':
        case 'misconfigured':
          return {
            ...state,
            token,
            problem: { ...state.problem, message: this.text(state.problem.message) },
          };
      }
    });
  }

  /** A sentence that others have written, such as Routee's servers. */
  text(text: string): string {
    const known = this.#store.all.flatMap((stored) => {
      const { id, name, scopes } = stored.kind === 'application' ? stored.application : stored.broken;
      if (isSandbox(stored)) return [];
      const hosts = stored.kind === 'application' ? ownHosts(stored.application) : [];
      const standIns = [...(id === undefined ? [] : [id, shortId(id)]), ...scopes, ...hosts].map(
        (word) => [word, DOTS] as const,
      );
      return [...(name === undefined ? [] : [[name, this.#nameOf(stored.key)] as const]), ...standIns];
    });
    // The longest first: a name may be a part of another one.
    const standIns = new Map(known.sort(([a], [b]) => b.length - a.length));
    const words = [...standIns.keys()].map(escaped).join('|');
    const hidden =
      words === ''
        ? text
        : text.replace(
            new RegExp(`(?<![\\p{L}\\p{N}_])(?:${words})(?![\\p{L}\\p{N}_])`, 'gu'),
            (word) => standIns.get(word) ?? DOTS,
          );
    return hidden.replace(VARIABLE, `${TOKEN_VARIABLE}_${DOTS}`);
  }

  /** Hides a recorded name: its application may be gone, and the name may be a stand-in already. */
  pastName(name: string): string {
    const standIns = [...this.#numbers.keys()].map((key) => this.#nameOf(key));
    const stored = this.#store.all.find((one) => one.kind === 'application' && one.application.name === name);
    if (stored !== undefined && isSandbox(stored)) return name;
    return stored !== undefined ? this.#nameOf(stored.key) : standIns.includes(name) ? name : DOTS;
  }

  #nameOf(key: string): string {
    // In the order of the list, so that the numbers count down it at first.
    for (const stored of this.#numbers.has(key) ? [] : this.#store.all) {
      if (!this.#numbers.has(stored.key)) this.#numbers.set(stored.key, this.#numbers.size + 1);
    }
    if (!this.#numbers.has(key)) this.#numbers.set(key, this.#numbers.size + 1);
    return l10n.t('Application {0}', this.#numbers.get(key) ?? 0);
  }

  #once<T extends object>(real: T, make: () => T): T {
    const known = this.#made.get(real) as T | undefined;
    const made = known ?? make();
    this.#made.set(real, made);
    return made;
  }
}

const isSandbox = (stored: StoredApplication): boolean =>
  stored.kind === 'application' && stored.application.sandbox === true;

function escaped(word: string): string {
  return word.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

/** The stand-in for an id, a scope or an amount in demo mode. */
export const DOTS = '•••';

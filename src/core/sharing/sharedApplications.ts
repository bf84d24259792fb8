import * as l10n from '@vscode/l10n';

import type { ApplicationStore } from '../applications/applicationStore.ts';
import type { Clock } from '../ports.ts';
import { accountLabels } from '../sessions/accountLabels.ts';
import type { TokenManager } from '../tokens/tokenManager.ts';
import { statusOf, type TokenStatus } from '../tokens/tokenState.ts';

/** An application as other extensions may see it: nothing of it is secret. */
export interface SharedApplication {
  readonly account: { readonly id: string; readonly label: string };
  readonly name: string;
  readonly isActive: boolean;
  readonly scopes: readonly string[];
  readonly tokenStatus: TokenStatus;
  /** Milliseconds since the epoch. */
  readonly tokenExpiresAt: number | undefined;
}

/** A slice of `vscode.authentication` as another extension has it: VS Code knows by it who must be trusted. */
export interface Authentication<T> {
  getSession(providerId: string, scopes: readonly string[], options: object): PromiseLike<T | undefined>;
}

export interface SessionQuery {
  /** The name of an application; the active one where it is not given. */
  readonly application?: string | undefined;
  readonly scopes?: readonly string[] | undefined;
  readonly options?: object | undefined;
}

export interface SharedApplicationsPorts {
  readonly applications: ApplicationStore;
  readonly tokens: TokenManager;
  readonly clock: Pick<Clock, 'now'>;
}

/** What other extensions may know of the applications. The stored ones must have been loaded. */
export class SharedApplications {
  readonly #ports: SharedApplicationsPorts;

  constructor(ports: SharedApplicationsPorts) {
    this.#ports = ports;
  }

  getApplications(): Promise<readonly SharedApplication[]> {
    const { applications, tokens, clock } = this.#ports;
    const labels = accountLabels(applications.applications);
    const summaries = applications.applications.map(({ key, name, scopes }) => {
      const state = tokens.state(key);
      return {
        account: { id: key, label: labels.get(key) ?? name },
        name,
        isActive: key === applications.active?.key,
        scopes: [...scopes],
        tokenStatus: statusOf(state, clock.now()),
        tokenExpiresAt: state.token?.expiresAtMs,
      };
    });
    return Promise.resolve(summaries);
  }

  /**
   * Asks the editor for a session of an application, in the name of the extension that calls.
   *
   * @throws {Error} when no application has that name, or several have it; otherwise whatever the editor throws
   */
  async getSession<T>(
    authentication: Authentication<T>,
    { application, scopes = [], options = {} }: SessionQuery = {},
  ): Promise<T | undefined> {
    const all = await this.getApplications();
    const matching = all.filter(({ name, isActive, account }) =>
      application === undefined ? isActive : name === application || account.label === application,
    );
    if (application !== undefined && matching.length !== 1) {
      throw new Error(
        matching.length === 0
          ? l10n.t('There is no Routee application named “{name}”.', { name: application })
          : l10n.t('There is more than one Routee application named “{name}”.', { name: application }),
      );
    }
    const [found] = matching;
    return authentication.getSession('routee', scopes, {
      ...options,
      ...(found === undefined ? {} : { account: found.account }),
    });
  }
}

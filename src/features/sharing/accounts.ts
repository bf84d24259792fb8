import * as vscode from 'vscode';

import type { Emitter } from '../../core/kit/emitter.ts';
import { AccountSessions, keyOfSession } from './model/accountSessions.ts';
import { NarrowedTokens } from './model/narrowedTokens.ts';
import type { AccountSessionsChange } from './model/accountSession.ts';
import type { Services } from '../../services.ts';
import { removeApplication } from '../applications/removeApplication.ts';
import { signIn } from './signIn.ts';

/** Answers VS Code's requests for sessions, with the questions that the user has to answer. */
export class Accounts {
  readonly #services: Services;
  readonly #sessions: AccountSessions;

  constructor(services: Services, sessions: AccountSessions) {
    this.#services = services;
    this.#sessions = sessions;
  }

  /** @param scopes missing when VS Code only lists the accounts, without handing out a token */
  async getSessions(
    scopes: readonly string[] | undefined,
    { account }: vscode.AuthenticationProviderSessionOptions,
  ): Promise<vscode.AuthenticationSession[]> {
    return scopes === undefined
      ? this.#sessions.accounts().filter(({ id }) => account === undefined || id === account.id)
      : this.#sessions.find(scopes, account?.id);
  }

  createSession(
    scopes: readonly string[],
    { account }: vscode.AuthenticationProviderSessionOptions,
  ): Promise<vscode.AuthenticationSession> {
    return signIn(this.#services, this.#sessions, scopes, account?.id);
  }

  /**
   * Ends a session. The session of the application itself is its account: signing out of it removes the application.
   * Asks once more, because VS Code's own question does not say so.
   */
  async removeSession(id: string): Promise<void> {
    const { applications } = this.#services;
    const key = keyOfSession(id);
    if (id !== key) {
      await this.#sessions.forget(id);
      return;
    }
    if (applications.get(key) === undefined) return;
    await removeApplication(this.#services, { key });
    if (applications.get(key) !== undefined) {
      // VS Code shows no message for this error, and leaves all extensions their access.
      throw new vscode.CancellationError();
    }
  }
}

/** Makes the accounts that VS Code asks for. The stored applications must have been loaded. */
export function makeAccounts(services: Services, changed: Emitter<AccountSessionsChange>): Accounts {
  const { clock, exchange, log, own, settings, timers, tokens, unredacted } = services;
  const ports = { clock, exchange, log, settings, timers, applications: unredacted, random: Math.random };
  const narrowed = own(new NarrowedTokens(ports));
  const sessions = own(new AccountSessions({ tokens, applications: unredacted, narrowed }));
  own(sessions.onDidChange((change) => changed.fire(change)));
  return new Accounts(services, sessions);
}

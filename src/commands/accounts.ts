import * as vscode from 'vscode';

import { keyOfSession, type AccountSessions } from '../core/sessions/accountSessions.ts';
import type { CommandContext } from './commandContext.ts';
import { removeApplication } from './removeApplication.ts';
import { signIn } from './signIn.ts';

/** The sessions as VS Code's accounts ask for them, with the questions that a person has to answer. */
export class Accounts {
  readonly #context: CommandContext;
  readonly #sessions: AccountSessions;

  constructor(context: CommandContext, sessions: AccountSessions) {
    this.#context = context;
    this.#sessions = sessions;
  }

  /** @param scopes not given: VS Code lists the accounts, and nobody gets a token */
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
    return signIn(this.#context, this.#sessions, scopes, account?.id);
  }

  /**
   * Ends a session. That of the application itself is its account: signing out of it removes the application, which
   * VS Code's own question does not say, so that ours does.
   */
  async removeSession(id: string): Promise<void> {
    const { applications } = this.#context;
    const key = keyOfSession(id);
    if (id !== key) {
      await this.#sessions.forget(id);
      return;
    }
    if (applications.get(key) === undefined) {
      return;
    }
    await removeApplication(this.#context, { key });
    if (applications.get(key) !== undefined) {
      // VS Code shows no message for this one, and leaves to all extensions what they have.
      throw new vscode.CancellationError();
    }
  }
}

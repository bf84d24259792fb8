import * as vscode from 'vscode';

import { AUTHENTICATION_PROVIDER_ID } from '../contributions.ts';

type Provider = vscode.AuthenticationProvider;

/**
 * Lets other extensions ask VS Code for a Routee session.
 *
 * @param load gives what is behind the provider, once VS Code first asks
 */
export function registerAccounts(
  onDidChangeSessions: Provider['onDidChangeSessions'],
  load: () => Promise<Omit<Provider, 'onDidChangeSessions'>>,
): vscode.Disposable {
  const provider: Provider = {
    onDidChangeSessions,
    getSessions: async (scopes, options) => (await load()).getSessions(scopes, options),
    createSession: async (scopes, options) => (await load()).createSession(scopes, options),
    removeSession: async (id) => (await load()).removeSession(id),
  };
  return vscode.authentication.registerAuthenticationProvider(
    AUTHENTICATION_PROVIDER_ID,
    'Routee',
    provider,
    { supportsMultipleAccounts: true },
  );
}

import * as l10n from '@vscode/l10n';

import type { ApplicationStore } from '../applications/applicationStore.ts';
import type { TokenManager } from '../tokens/tokenManager.ts';

export interface RouteeSchemePorts {
  readonly applications: ApplicationStore;
  readonly tokens: TokenManager;
  readonly settings: { readonly exposeToClients: boolean };
}

/** A hook of httpYac that replaces variables: gets a text and what it is, for a header the header's name. */
export type VariableReplacer = (text: unknown, type: string) => Promise<unknown>;

const SCHEME = /^routee(?:\s+(\S.*))?$/i;

/**
 * Resolves `Authorization: routee NAME` at the moment of sending: to `Bearer` and the token of the application of that
 * name, or of the active one where no name is given. Any other text is given back as it is.
 */
export function routeeScheme({ applications, tokens, settings }: RouteeSchemePorts): VariableReplacer {
  return async (text, type) => {
    const match = typeof text === 'string' && /^authorization$/i.test(type) ? SCHEME.exec(text.trim()) : null;
    if (match === null || !settings.exposeToClients) {
      return text;
    }
    const { 1: name = '' } = match;
    const application =
      name === ''
        ? applications.active
        : (applications.applications.find((candidate) => candidate.name === name) ??
          applications.applications.find(({ name: other }) => other.toLowerCase() === name.toLowerCase()));
    if (application === undefined) {
      throw new Error(
        name === ''
          ? l10n.t('There is no Routee application. Run “Routee: Add Application”.')
          : l10n.t('There is no Routee application “{0}”. See the Routee view for their names.', name),
      );
    }
    const { token } = await tokens.getToken(application.key);
    return `Bearer ${token.accessToken}`;
  };
}

import * as vscode from 'vscode';

import { AUTHENTICATION_PROVIDER_ID } from '../../contributions.ts';
import { Emitter } from '../../core/kit/emitter.ts';
import { once } from '../../core/kit/once.ts';
import type { Later } from '../../loadLater.ts';
import type { Services } from '../../services.ts';
import type { AccountSessionsChange } from './model/accountSession.ts';
import type { TerminalVariables } from './model/terminalToken.ts';

/** Gives tokens to other extensions, clients and terminals, as far as the user and the settings allow it. */
export function startSharing(services: Services, later: Later, terminals: TerminalVariables): void {
  const { host, inBackground, log, own, references, settings, trust, unredacted } = services;
  offerAccounts(services, later);

  const expose = once(async () => {
    const { environment } = host;
    if (environment === undefined) {
      log.warn(
        'In a browser there are no environment variables: routee.http.exposeToClients does nothing here.',
      );
      return;
    }
    const { confirmLater, ExposedTokens, processReferences } = await later();
    const onHeldBack = confirmLater(services, 'Offer');
    const exposed = own(
      new ExposedTokens({ ...services, applications: unredacted, environment, onHeldBack }),
    );
    references.unshift(processReferences(exposed));
  });
  const inject = once(async () => {
    const { confirmLater, TerminalToken } = await later();
    own(
      new TerminalToken({
        ...services,
        variables: terminals,
        onHeldBack: confirmLater(services, 'Add'),
      }),
    );
  });
  const start = (): void => {
    if (settings.exposeToClients) inBackground(expose());
    if (settings.injectToken) inBackground(inject());
  };
  services.whenLoaded(start);
  own(settings.onDidChange(start));
  own(trust.onDidGrant(start));
}

/** Lets other extensions ask VS Code for a Routee session. Loads the accounts when VS Code first asks. */
function offerAccounts(services: Services, later: Later): void {
  const { own, ready } = services;
  const changed = own(new Emitter<AccountSessionsChange>());
  const accounts = once(async () => {
    const [{ makeAccounts }] = await Promise.all([later(), ready]);
    return makeAccounts(services, changed);
  });
  own(
    vscode.authentication.registerAuthenticationProvider(
      AUTHENTICATION_PROVIDER_ID,
      'Routee',
      {
        onDidChangeSessions: changed.event,
        getSessions: async (scopes, options) => (await accounts()).getSessions(scopes, options),
        createSession: async (scopes, options) => (await accounts()).createSession(scopes, options),
        removeSession: async (id) => (await accounts()).removeSession(id),
      },
      { supportsMultipleAccounts: true },
    ),
  );
}

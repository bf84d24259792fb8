import * as vscode from 'vscode';

import { isHttpFile } from '../../core/httpFile/httpFile.ts';
import { HTTP_FILES } from '../../editor/documents.ts';
import type { Later } from '../../loadLater.ts';
import type { Services } from '../../services.ts';
import type { TokenUpdatesPorts } from './tokenUpdates.ts';

export function startUpdatingTokens(services: Services, later: Later): void {
  const { inBackground, issued, own, tokens } = services;
  // Only a new token loads the list of issued tokens: older ones are added when a search first needs it.
  const startedAtMs = services.now();
  own(
    tokens.onDidChange((key) => {
      if ((tokens.state(key).token?.issuedAtMs ?? 0) >= startedAtMs) inBackground(issued());
    }),
  );
  showLenses(services, later);
  followSetting(services, later, (document, written) => {
    inBackground(later().then(({ warnIfTracked }) => warnIfTracked(services, document, written)));
  });
}

/** Shows lenses above requests and variables with a token. Loads the issued tokens when the first file is shown. */
export function showLenses(services: Services, later: Later): void {
  const { issued, lazy, own } = services;
  const changed = own(new vscode.EventEmitter<void>());
  const lenses = lazy(async () => {
    const { TokenLenses } = await later();
    const made = new TokenLenses({ ...services, tokens: services.shownTokens, issued: await issued() });
    made.onDidChangeCodeLenses(() => {
      changed.fire();
    });
    return made;
  });
  own(
    vscode.languages.registerCodeLensProvider(HTTP_FILES, {
      onDidChangeCodeLenses: changed.event,
      provideCodeLenses: async (document) => (await lenses()).provideCodeLenses(document),
    }),
  );
}

/** Follows the setting `routee.http.updateTokens`. */
export function followSetting(
  services: Omit<Services, 'settings'> & Pick<TokenUpdatesPorts, 'settings'>,
  later: Later,
  onUpdate: TokenUpdatesPorts['onUpdate'],
): void {
  const { host, issued, lazy, log, own, settings, tokens, unredacted } = services;
  const updates = lazy(async () => {
    const { TokenUpdates } = await later();
    return new TokenUpdates({
      ...services,
      applications: unredacted,
      files: host.files,
      issued: await issued(),
      onUpdate,
    });
  });
  own(
    vscode.workspace.onWillSaveTextDocument((event) => {
      if (settings.updateTokens !== 'never' && isHttpFile(event.document)) {
        event.waitUntil(updates().then((all) => all.beforeSave(event.document)));
      }
    }),
  );
  own(
    tokens.onDidChange((key) => {
      if (settings.updateTokens !== 'always') return;
      updates().then(
        (all) => {
          all.tokenChanged(key);
        },
        (error: unknown) => {
          log.warn(`Open files could not be kept up to date. ${String(error)}`);
        },
      );
    }),
  );
}

import * as vscode from 'vscode';

import { isHttpFile } from '../core/httpFile/isHttpFile.ts';
import type { IssuedTokens } from '../core/issued/issuedTokens.ts';
import { once } from '../core/once.ts';
import { TokenUpdates, type TokenUpdatesPorts } from './tokenUpdates.ts';

/** Follows the setting `routee.http.updateTokens`. */
export function registerTokenUpdates(
  ports: Omit<TokenUpdatesPorts, 'issued'>,
  issued: () => Promise<IssuedTokens>,
): vscode.Disposable {
  let made: TokenUpdates | undefined;
  let ended = false;
  const updates = once(async () => {
    const all = new TokenUpdates({ ...ports, issued: await issued() });
    // What was loaded too late is not begun.
    if (ended) all.dispose();
    else made = all;
    return all;
  });
  return vscode.Disposable.from(
    vscode.workspace.onWillSaveTextDocument((event) => {
      if (ports.settings.updateTokens !== 'never' && isHttpFile(event.document)) {
        event.waitUntil(updates().then((all) => all.beforeSave(event.document)));
      }
    }),
    ports.tokens.onDidChange((key) => {
      if (ports.settings.updateTokens === 'always') {
        updates().then(
          (all) => {
            all.tokenChanged(key);
          },
          (error: unknown) => {
            ports.log.warn(`Open files could not be kept up to date. ${String(error)}`);
          },
        );
      }
    }),
    {
      dispose: () => {
        ended = true;
        made?.dispose();
      },
    },
  );
}

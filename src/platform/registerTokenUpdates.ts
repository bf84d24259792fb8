import * as vscode from 'vscode';

import { isHttpFile } from '../core/httpFile/isHttpFile.ts';
import type { IssuedTokens } from '../core/issued/issuedTokens.ts';
import { once } from '../core/once.ts';
import type { TokenUpdates, TokenUpdatesPorts } from './tokenUpdates.ts';

/** Follows the setting `routee.http.updateTokens`; the code behind it is loaded when it has something to do. */
export function registerTokenUpdates(
  ports: Omit<TokenUpdatesPorts, 'issued'>,
  issued: () => Promise<IssuedTokens>,
): vscode.Disposable {
  let made: TokenUpdates | undefined;
  const updates = once(async () => {
    const { TokenUpdates } = await import('./tokenUpdates.ts');
    made = new TokenUpdates({ ...ports, issued: await issued() });
    return made;
  });
  return vscode.Disposable.from(
    vscode.workspace.onWillSaveTextDocument((event) => {
      if (ports.settings.updateTokens !== 'never' && isHttpFile(event.document)) {
        event.waitUntil(updates().then((all) => all.beforeSave(event.document)));
      }
    }),
    ports.tokens.onDidChange((key) => {
      if (ports.settings.updateTokens === 'always') {
        void updates().then((all) => {
          all.tokenChanged(key);
        });
      }
    }),
    { dispose: () => made?.dispose() },
  );
}

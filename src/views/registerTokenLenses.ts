import * as vscode from 'vscode';

import { once } from '../core/once.ts';
import type { IssuedTokens } from '../core/issued/issuedTokens.ts';
import { HTTP_FILES } from './httpFiles.ts';
import { TokenLenses, type TokenLensesPorts } from './tokenLenses.ts';

/** Registers the lenses; issued tokens are read when the first `.http` file is shown. */
export function registerTokenLenses(
  ports: Omit<TokenLensesPorts, 'issued'>,
  issued: () => Promise<IssuedTokens>,
): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  let made: TokenLenses | undefined;
  let ended = false;
  const lenses = once(async () => {
    const all = new TokenLenses({ ...ports, issued: await issued() });
    // What was loaded too late is not begun.
    if (ended) {
      all.dispose();
    } else {
      made = all;
      all.onDidChangeCodeLenses(() => {
        changed.fire();
      });
    }
    return all;
  });
  return vscode.Disposable.from(
    vscode.languages.registerCodeLensProvider(HTTP_FILES, {
      onDidChangeCodeLenses: changed.event,
      provideCodeLenses: async (document) => (await lenses()).provideCodeLenses(document),
    }),
    changed,
    {
      dispose: () => {
        ended = true;
        made?.dispose();
      },
    },
  );
}

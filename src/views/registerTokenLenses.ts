import * as vscode from 'vscode';

import { once } from '../core/once.ts';
import type { IssuedTokens } from '../core/issued/issuedTokens.ts';
import type { TokenLenses, TokenLensesPorts } from './tokenLenses.ts';

export const HTTP_FILES: vscode.DocumentSelector = [
  { language: 'http' },
  { language: 'rest' },
  { pattern: '**/*.{http,rest,HTTP,REST}' },
];

/** Registers the lenses; their code is loaded when the first `.http` file is shown. */
export function registerTokenLenses(
  ports: Omit<TokenLensesPorts, 'issued'>,
  issued: () => Promise<IssuedTokens>,
): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  let made: TokenLenses | undefined;
  const lenses = once(async () => {
    const { TokenLenses } = await import('./tokenLenses.ts');
    made = new TokenLenses({ ...ports, issued: await issued() });
    made.onDidChangeCodeLenses(() => {
      changed.fire();
    });
    return made;
  });
  return vscode.Disposable.from(
    vscode.languages.registerCodeLensProvider(HTTP_FILES, {
      onDidChangeCodeLenses: changed.event,
      provideCodeLenses: async (document) => (await lenses()).provideCodeLenses(document),
    }),
    changed,
    { dispose: () => made?.dispose() },
  );
}

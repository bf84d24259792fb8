import * as vscode from 'vscode';

import { once } from '../core/once.ts';
import { HTTP_FILES } from './httpFiles.ts';

/** Registers the lenses; their code is loaded when the first `.http` file is shown. */
export function registerSendLenses(settings: {
  readonly apiUrl: string;
  readonly onDidChange: vscode.Event<undefined>;
}): vscode.Disposable {
  const lenses = once(async () => new (await import('./sendLenses.ts')).SendLenses(settings));
  return vscode.languages.registerCodeLensProvider(HTTP_FILES, {
    onDidChangeCodeLenses: settings.onDidChange,
    provideCodeLenses: async (document) => (await lenses()).provideCodeLenses(document),
  });
}

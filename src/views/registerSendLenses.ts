import * as vscode from 'vscode';

import type { SendLenses } from './sendLenses.ts';
import { HTTP_FILES } from './httpFiles.ts';

/** Registers the lenses; their code is loaded when the first `.http` file is shown. */
export function registerSendLenses(settings: {
  readonly apiUrl: string;
  readonly onDidChange: vscode.Event<undefined>;
}): vscode.Disposable {
  let lenses: Promise<SendLenses> | undefined;
  return vscode.languages.registerCodeLensProvider(HTTP_FILES, {
    onDidChangeCodeLenses: settings.onDidChange,
    provideCodeLenses: async (document) => {
      lenses ??= import('./sendLenses.ts').then(({ SendLenses }) => new SendLenses(settings));
      return (await lenses).provideCodeLenses(document);
    },
  });
}

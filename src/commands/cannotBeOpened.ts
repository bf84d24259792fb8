import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import { EnvFileError } from '../core/envFile/envFileError.ts';

/** What VS Code throws for a file that it does not show, as a sentence. */
export function cannotBeOpened(uri: vscode.Uri, error: unknown): EnvFileError {
  const name = vscode.workspace.asRelativePath(uri);
  return new EnvFileError(
    'missing',
    l10n.t('{0} cannot be opened. It may have been moved or deleted.', name),
    error,
  );
}

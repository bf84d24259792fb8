import * as vscode from 'vscode';

import type { Disposable } from '../../core/kit/ports.ts';
import { textToRead } from '../../editor/documents.ts';
import type { Later } from '../../loadLater.ts';
import type { Services } from '../../services.ts';
import { mayHoldToken, mayTouchToken } from './model/tokenLike.ts';

/** Marks tokens in files that Git tracks. Loads the code once an open document may hold one. */
export function startLeakWarnings(services: Services, later: Later): void {
  const diagnostics = services.lazy(async () => {
    const [{ TokenDiagnostics }, recogniser] = await Promise.all([later(), services.issued()]);
    return new TokenDiagnostics({ ...services, recogniser });
  });
  services.whenLoaded(() => services.own(whenTokenIsOpen(() => services.inBackground(diagnostics()))));
}

/** Calls back once, when an open document may hold a token. Until then a keystroke costs next to nothing. */
function whenTokenIsOpen(callback: () => void): Disposable {
  const { workspace } = vscode;
  const callOnce = (isOpen: boolean): void => {
    if (isOpen) {
      watch.dispose();
      callback();
    }
  };
  const watch = vscode.Disposable.from(
    workspace.onDidOpenTextDocument((document) => callOnce(mayHoldToken(textToRead(document)))),
    workspace.onDidChangeTextDocument(({ document, contentChanges }) =>
      callOnce(mayTouchToken(document, contentChanges)),
    ),
  );
  callOnce(workspace.textDocuments.some((document) => mayHoldToken(textToRead(document))));
  return watch;
}

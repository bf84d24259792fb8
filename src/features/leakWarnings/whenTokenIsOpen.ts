import * as vscode from 'vscode';

import { mayHoldToken, mayTouchToken } from './model/tokenLike.ts';
import type { Disposable } from '../../core/kit/ports.ts';

/** Calls back once, when what may be a token is in an open document. Until then a keystroke costs next to nothing. */
export function whenTokenIsOpen(callback: () => void): Disposable {
  const { workspace } = vscode;
  const callOnce = (isOpen: boolean): void => {
    if (isOpen) {
      watch.dispose();
      callback();
    }
  };
  const watch = vscode.Disposable.from(
    workspace.onDidOpenTextDocument((document) => callOnce(mayHoldToken(document.getText()))),
    workspace.onDidChangeTextDocument(({ document, contentChanges }) =>
      callOnce(mayTouchToken(document, contentChanges)),
    ),
  );
  callOnce(workspace.textDocuments.some((document) => mayHoldToken(document.getText())));
  return watch;
}

import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import type { CommandId } from '../contributions.ts';
import type { Application } from '../core/applications/application.ts';
import type { TextEdit } from '../core/httpFile/applyEdits.ts';
import { insertedTexts } from '../core/leaks/insertedText.ts';
import type { Token } from '../core/tokens/token.ts';
import type { CommandContext } from './commandContext.ts';
import { completeStep } from './completeStep.ts';
import { Insertion } from './insertion.ts';
import { showWarning } from './messages.ts';
import { warnIfTracked } from './warnIfTracked.ts';

/** A token that leaves the extension, and whose it is. */
export interface HandedOut {
  readonly application: Application;
  readonly token: Token;
}

const COPY = (): string => l10n.t('Copy Token Instead');

/** Makes the edits that put a token into a document, in one undo step, and warns when Git would publish it. */
export async function insertEdits(
  context: CommandContext,
  editor: vscode.TextEditor,
  edits: readonly TextEdit[],
  handedOut: HandedOut,
): Promise<void> {
  const { document } = editor;
  const before = document.getText();
  if (await applyEdits(editor, edits)) {
    completeStep('insertedToken');
    // A reference to a token is no secret.
    if (edits.some(({ text }) => text.includes(handedOut.token.accessToken))) {
      await warnIfTracked(context, new Insertion(document, insertedTexts(before, edits)), handedOut);
    }
  } else {
    offerCopy(cannotBeChanged(document), handedOut.application.key);
  }
}

export function cannotBeChanged(document: vscode.TextDocument): string {
  return l10n.t('{0} cannot be changed.', vscode.workspace.asRelativePath(document.uri));
}

export function offerCopy(sentence: string, key: string | undefined): void {
  void showWarning(sentence, COPY()).then(async (answer) => {
    if (answer === COPY()) {
      await vscode.commands.executeCommand('routee.copyToken' satisfies CommandId, { key });
    }
  });
}

/** Resolves to whether the document has changed: VS Code also says `true` for a read-only editor. */
export async function applyEdits(editor: vscode.TextEditor, edits: readonly TextEdit[]): Promise<boolean> {
  const { document } = editor;
  const { version } = document;
  const applied = await editor.edit((builder) => {
    for (const { start, end, text } of edits) {
      builder.replace(new vscode.Range(document.positionAt(start), document.positionAt(end)), text);
    }
  });
  return applied && document.version !== version;
}

import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import type { CommandId } from '../contributions.ts';
import { isHttpFile } from '../core/httpFile/isHttpFile.ts';
import { planTokenVariable } from '../core/httpFile/planTokenVariable.ts';
import type { CommandContext } from './commandContext.ts';
import { insertWith, planInRequests, targetEditor } from './insertToken.ts';
import { showInformation } from './messages.ts';

const INSERT = (): string => l10n.t('Insert Token');

/** Defines the variable `@routeeToken`, and makes the request under each cursor use it; one undo step. */
export async function insertTokenVariable(context: CommandContext, argument: unknown): Promise<void> {
  const target = targetEditor();
  if (target !== undefined && !isHttpFile(target.document)) {
    const name = vscode.workspace.asRelativePath(target.document.uri);
    void offerInsertion(l10n.t('{0} knows no variables: only .http and .rest files do.', name), argument);
    return;
  }
  await insertWith(context, argument, {
    plan: (editor, { token }) =>
      planInRequests(editor, (text, cursors, decisions) =>
        planTokenVariable(text, cursors, token, decisions),
      ),
  });
}

async function offerInsertion(sentence: string, argument: unknown): Promise<void> {
  if ((await showInformation(sentence, INSERT())) === INSERT()) {
    await vscode.commands.executeCommand('routee.insertToken' satisfies CommandId, argument);
  }
}

import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import { clearEnvValue } from '../../core/envFile/envFile.ts';
import { EnvFileError } from '../../core/kit/fileError.ts';
import type { TextEdit } from '../../core/kit/textEdit.ts';
import { cannotBeOpened } from '../../editor/documents.ts';
import type { Services } from '../../services.ts';
import { guard } from '../../editor/guard.ts';
import { withoutUnseen } from '../applications/model/cleanCredential.ts';
import type { FileVariable } from './importVariables.ts';
import { listOf } from './importing.ts';
import { execute, offer, showInformation, showWarning } from '../../editor/messages.ts';

/** Empties the variables that hold imported secrets, in one step that *Undo* takes back; no other byte changes. */
export function removeSecrets(
  services: Services,
  variables: readonly FileVariable[],
  tracked: boolean,
): Promise<void> {
  return guard(() => remove(variables, tracked), services)();
}

async function remove(variables: readonly FileVariable[], tracked: boolean): Promise<void> {
  const uris = new Map(variables.map(({ uri }) => [uri.toString(), uri]));
  const edit = new vscode.WorkspaceEdit();
  const documents: { readonly document: vscode.TextDocument; readonly wasDirty: boolean }[] = [];
  for (const [key, uri] of uris) {
    // The editor shows what happens, and is where it can be undone.
    const { document } = await show(uri);
    const own = variables.filter((one) => one.uri.toString() === key);
    for (const { start, end, text } of editsOf(document.getText(), own)) {
      edit.replace(uri, new vscode.Range(document.positionAt(start), document.positionAt(end)), text);
    }
    documents.push({ document, wasDirty: document.isDirty });
  }
  if (edit.size === 0) {
    void showInformation(l10n.t('The file has changed, and the secret is no longer where it was.'));
    return;
  }
  if (!(await vscode.workspace.applyEdit(edit))) {
    throw new EnvFileError(
      'unwritable',
      l10n.t("Can't change the file. It might be read-only. The secret is still in it."),
    );
  }
  for (const { document, wasDirty } of documents) {
    if (!wasDirty) {
      // Other unsaved changes are not ours to save; and a formatter would change more than the secret.
      await vscode.window.showTextDocument(document, { preview: false });
      await vscode.commands.executeCommand('workbench.action.files.saveWithoutFormatting');
    }
  }
  const changed = documents.map(({ document }) => document);
  tell(variables, changed, tracked);
}

async function show(uri: vscode.Uri): Promise<vscode.TextEditor> {
  try {
    return await vscode.window.showTextDocument(uri, { preview: false });
  } catch (error) {
    throw cannotBeOpened(uri, error);
  }
}

/** The edits that empty the values which are still those that were imported. */
function editsOf(text: string, variables: readonly FileVariable[]): TextEdit[] {
  const edits = new Map(
    variables.flatMap(({ target, value }) =>
      clearEnvValue(text, target)
        .filter(({ start, end }) => holds(withoutUnseen(text.slice(start, end)), value))
        .map((edit) => [edit.start, edit] as const),
    ),
  );
  return [...edits.values()];
}

/** As it is, or as JSON writes it; without unseen characters, which were not imported either. */
const holds = (text: string, value: string): boolean =>
  text.includes(value) || text.includes(JSON.stringify(value).slice(1, -1));

function tell(
  variables: readonly FileVariable[],
  documents: readonly vscode.TextDocument[],
  tracked: boolean,
): void {
  const names = (list: readonly vscode.TextDocument[]): string =>
    listOf(list.map(({ uri }) => vscode.workspace.asRelativePath(uri)));
  const unsaved = documents.filter(({ isDirty }) => isDirty);
  const isLeft = documents.filter((document) => {
    const text = withoutUnseen(document.getText());
    return variables.some(({ value }) => holds(text, value));
  });
  const sentences = [
    l10n.t('Removed from {0}. Undo restores it.', names(documents)),
    ...(unsaved.length === 0 ? [] : [l10n.t('Save {0} to write the change to disk.', names(unsaved))]),
    ...(isLeft.length === 0
      ? []
      : [l10n.t("It's still elsewhere in {0}, in a comment or under another name.", names(isLeft))]),
    ...(tracked
      ? [
          l10n.t(
            "Git's history still contains it. Create a new secret for the application in Routee's portal.",
          ),
        ]
      : []),
  ];
  const isFine = !tracked && isLeft.length === 0;
  const portal = { [l10n.t('Open Routee Portal')]: () => execute('routee.openRouteePortal') };
  void offer(isFine ? showInformation : showWarning, sentences.join(' '), tracked ? portal : {});
}

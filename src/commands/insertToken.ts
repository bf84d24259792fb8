import * as vscode from 'vscode';

import type { CommandId } from '../contributions.ts';
import type { TextEdit } from '../core/httpFile/applyEdits.ts';
import { planTokenInsertion, type TokenInsertion } from '../core/httpFile/planTokenInsertion.ts';
import { keyOf, type CommandContext } from './commandContext.ts';
import { applicationToHandOut, mayHandOut } from './handOut.ts';
import { tokenFor } from './tokenFor.ts';
import { decideTokenPlan } from './tokenQuestions.ts';
import { chooseReference } from './tokenReference.ts';

const COPY = 'Copy Token Instead';
const NO_EDITOR = 'No editor is open to insert a token into. Open a file, or copy the token.';

/** Inserts the token at every cursor, or at the right place of an `.http` file; one undo step. */
export async function insertToken(context: CommandContext, argument: unknown): Promise<void> {
  const target = targetEditor();
  if (target === undefined) {
    offerCopy(NO_EDITOR, keyOf(argument));
    return;
  }
  const application = await applicationToHandOut(context, argument);
  const { token } = await tokenFor(context, application);
  const reference = isHttpFile(target.document)
    ? await chooseReference(context, application.key, target.document)
    : undefined;
  if (reference === undefined) {
    await mayHandOut(context, application, token, 'Insert');
  }
  const insertion = reference ?? { token: token.accessToken };
  // An exchange or a question may have taken its time: the file that was meant is meant still, and no other.
  const editor = [vscode.window.activeTextEditor, ...vscode.window.visibleTextEditors].find(
    (candidate) => candidate?.document === target.document,
  );
  if (editor === undefined) {
    const name = vscode.workspace.asRelativePath(target.document.uri);
    offerCopy(`${name} is no longer open in front. Show it again, or copy the token.`, application.key);
    return;
  }
  const inserted = await (isHttpFile(editor.document)
    ? insertIntoRequests(editor, insertion)
    : insertAtCursors(editor, insertion.token));
  if (inserted === false) {
    offerCopy(`${vscode.workspace.asRelativePath(editor.document.uri)} cannot be changed.`, application.key);
  }
}

/** The active editor. A log or another output that happens to have the focus is none. */
function targetEditor(): vscode.TextEditor | undefined {
  const { activeTextEditor, visibleTextEditors } = vscode.window;
  if (activeTextEditor?.document.uri.scheme !== 'output') {
    return activeTextEditor;
  }
  const [only, ...others] = visibleTextEditors.filter(({ document }) => document.uri.scheme !== 'output');
  return others.length === 0 ? only : undefined;
}

/** Requests of REST Client, httpYac, JetBrains and Visual Studio, with or without their extension. */
function isHttpFile(document: vscode.TextDocument): boolean {
  return ['http', 'rest'].includes(document.languageId) || /\.(?:http|rest)$/i.test(document.uri.path);
}

function insertAtCursors(editor: vscode.TextEditor, text: string): Promise<boolean> {
  return edit(editor, (builder) => {
    for (const selection of editor.selections) {
      builder.replace(selection, text);
    }
  });
}

/** One undo step. Resolves to whether the document has changed: VS Code also says `true` for a read-only editor. */
async function edit(
  editor: vscode.TextEditor,
  build: (builder: vscode.TextEditorEdit) => void,
): Promise<boolean> {
  const { version } = editor.document;
  return (await editor.edit(build)) && editor.document.version !== version;
}

/** `undefined`: the user left at a question, or everything is already as it should be. */
async function insertIntoRequests(
  editor: vscode.TextEditor,
  insertion: TokenInsertion,
): Promise<boolean | undefined> {
  const { document } = editor;
  const edits = await decideTokenPlan(document, (decisions) => {
    const cursors = editor.selections.map(({ start, end }) => ({
      start: document.offsetAt(start),
      end: document.offsetAt(end),
    }));
    return planTokenInsertion(document.getText(), cursors, { ...insertion, decisions });
  });
  if (edits === undefined) {
    return undefined;
  }
  if (edits.length === 0) {
    vscode.window.setStatusBarMessage('$(check) The current token is already there', 5000);
    return undefined;
  }
  return applyEdits(editor, edits);
}

function applyEdits(editor: vscode.TextEditor, edits: readonly TextEdit[]): Promise<boolean> {
  const { document } = editor;
  return edit(editor, (builder) => {
    for (const { start, end, text } of edits) {
      builder.replace(new vscode.Range(document.positionAt(start), document.positionAt(end)), text);
    }
  });
}

function offerCopy(sentence: string, key: string | undefined): void {
  void vscode.window.showWarningMessage(sentence, COPY).then(async (answer) => {
    if (answer === COPY) {
      const command: CommandId = 'routee.copyToken';
      await vscode.commands.executeCommand(command, { key });
    }
  });
}

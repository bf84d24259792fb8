import * as vscode from 'vscode';

import type { CommandId } from '../contributions.ts';
import type { TextEdit } from '../core/httpFile/applyEdits.ts';
import { isHttpFile } from '../core/httpFile/isHttpFile.ts';
import { planTokenInsertion } from '../core/httpFile/planTokenInsertion.ts';
import type { CursorRange, TokenDecisions, TokenPlan } from '../core/httpFile/tokenPlan.ts';
import { keyOf, type CommandContext } from './commandContext.ts';
import { tokenToHandOut } from './handOut.ts';
import { decideTokenPlan } from './tokenQuestions.ts';

const COPY = 'Copy Token Instead';
const NO_EDITOR = 'No editor is open to insert a token into. Open a file, or copy the token.';

/** Inserts the token at every cursor, or at the right place of an `.http` file; one undo step. */
export async function insertToken(context: CommandContext, argument: unknown): Promise<void> {
  await insertWith(context, argument, (editor, token) =>
    isHttpFile(editor.document)
      ? insertIntoRequests(editor, (text, cursors, decisions) =>
          planTokenInsertion(text, cursors, { token, decisions }),
        )
      : insertAtCursors(editor, token),
  );
}

/**
 * Gets a token and puts it into the editor that is in front now.
 *
 * @param insert resolves to whether the document has changed; to `undefined` where nothing was to be done
 */
export async function insertWith(
  context: CommandContext,
  argument: unknown,
  insert: (editor: vscode.TextEditor, token: string) => Promise<boolean | undefined>,
): Promise<void> {
  const target = targetEditor();
  if (target === undefined) {
    offerCopy(NO_EDITOR, keyOf(argument));
    return;
  }
  const { application, token } = await tokenToHandOut(context, argument, 'Insert');
  // An exchange or a question may have taken its time: the file that was meant is meant still, and no other.
  const editor = [vscode.window.activeTextEditor, ...vscode.window.visibleTextEditors].find(
    (candidate) => candidate?.document === target.document,
  );
  if (editor === undefined) {
    const name = vscode.workspace.asRelativePath(target.document.uri);
    offerCopy(`${name} is no longer open in front. Show it again, or copy the token.`, application.key);
    return;
  }
  if ((await insert(editor, token.accessToken)) === false) {
    offerCopy(cannotBeChanged(editor.document), application.key);
  }
}

/** The active editor. A log or another output that happens to have the focus is none. */
export function targetEditor(): vscode.TextEditor | undefined {
  const { activeTextEditor, visibleTextEditors } = vscode.window;
  if (activeTextEditor?.document.uri.scheme !== 'output') {
    return activeTextEditor;
  }
  const [only, ...others] = visibleTextEditors.filter(({ document }) => document.uri.scheme !== 'output');
  return others.length === 0 ? only : undefined;
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
export async function insertIntoRequests(
  editor: vscode.TextEditor,
  plan: (text: string, cursors: readonly CursorRange[], decisions: TokenDecisions) => TokenPlan,
): Promise<boolean | undefined> {
  const { document } = editor;
  const edits = await decideTokenPlan(document, (decisions) => {
    const cursors = editor.selections.map(({ start, end }) => ({
      start: document.offsetAt(start),
      end: document.offsetAt(end),
    }));
    return plan(document.getText(), cursors, decisions);
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

export function applyEdits(editor: vscode.TextEditor, edits: readonly TextEdit[]): Promise<boolean> {
  const { document } = editor;
  return edit(editor, (builder) => {
    for (const { start, end, text } of edits) {
      builder.replace(new vscode.Range(document.positionAt(start), document.positionAt(end)), text);
    }
  });
}

export function cannotBeChanged(document: vscode.TextDocument): string {
  return `${vscode.workspace.asRelativePath(document.uri)} cannot be changed.`;
}

export function offerCopy(sentence: string, key: string | undefined): void {
  void vscode.window.showWarningMessage(sentence, COPY).then(async (answer) => {
    if (answer === COPY) {
      const command: CommandId = 'routee.copyToken';
      await vscode.commands.executeCommand(command, { key });
    }
  });
}

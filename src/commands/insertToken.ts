import * as vscode from 'vscode';

import type { TextEdit } from '../core/httpFile/applyEdits.ts';
import { isHttpFile } from '../core/httpFile/isHttpFile.ts';
import { planTokenInsertion } from '../core/httpFile/planTokenInsertion.ts';
import type { CursorRange, TokenDecisions, TokenPlan } from '../core/httpFile/tokenPlan.ts';
import { keyOf, type CommandContext } from './commandContext.ts';
import { tokenToHandOut } from './handOut.ts';
import { insertEdits, offerCopy } from './insertEdits.ts';
import { decideTokenPlan } from './tokenQuestions.ts';

const NO_EDITOR = 'No editor is open to insert a token into. Open a file, or copy the token.';

/** Inserts the token at every cursor, or at the right place of an `.http` file; one undo step. */
export async function insertToken(context: CommandContext, argument: unknown): Promise<void> {
  await insertWith(context, argument, (editor, token) =>
    isHttpFile(editor.document)
      ? planInRequests(editor, (text, cursors, decisions) =>
          planTokenInsertion(text, cursors, { token, decisions }),
        )
      : Promise.resolve(planAtCursors(editor, token)),
  );
}

/**
 * Gets a token and puts it into the editor that is in front now.
 *
 * @param plan resolves to the edits to make; to `undefined` where nothing is to be done
 */
export async function insertWith(
  context: CommandContext,
  argument: unknown,
  plan: (editor: vscode.TextEditor, token: string) => Promise<readonly TextEdit[] | undefined>,
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
  const edits = await plan(editor, token.accessToken);
  if (edits !== undefined) {
    await insertEdits(context, editor, edits, { application, token });
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

function planAtCursors(editor: vscode.TextEditor, text: string): readonly TextEdit[] {
  return cursorsOf(editor)
    .sort((a, b) => a.start - b.start)
    .map((cursor) => ({ ...cursor, text }));
}

/** `undefined`: the user left at a question, or everything is already as it should be. */
export async function planInRequests(
  editor: vscode.TextEditor,
  plan: (text: string, cursors: readonly CursorRange[], decisions: TokenDecisions) => TokenPlan,
): Promise<readonly TextEdit[] | undefined> {
  const { document } = editor;
  const edits = await decideTokenPlan(document, (decisions) =>
    plan(document.getText(), cursorsOf(editor), decisions),
  );
  if (edits?.length === 0) {
    vscode.window.setStatusBarMessage('$(check) The current token is already there', 5000);
    return undefined;
  }
  return edits;
}

function cursorsOf({ document, selections }: vscode.TextEditor): CursorRange[] {
  return selections.map(({ start, end }) => ({
    start: document.offsetAt(start),
    end: document.offsetAt(end),
  }));
}

import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import type { CommandId } from '../../contributions.ts';
import type { Application } from '../../core/applications/application.ts';
import { isHttpFile } from '../../core/httpFile/httpFile.ts';
import { planTokenInsertion, type TokenInsertion } from '../../core/httpFile/plan/planTokenInsertion.ts';
import { planTokenVariable } from '../../core/httpFile/plan/planTokenVariable.ts';
import type { CursorRange, TokenDecisions, TokenPlan } from '../../core/httpFile/plan/tokenPlan.ts';
import type { TextEdit } from '../../core/kit/textEdit.ts';
import { noteInStatusBar, showInformation } from '../../editor/messages.ts';
import { type Services, keyOf } from '../../services.ts';
import { chooseReference } from '../tokens/tokenReferences.ts';
import { confirmHandOut } from '../tokens/confirmHandOut.ts';
import { applicationToHandOut, tokenFor } from '../tokens/handOut.ts';
import { insertEdits, offerCopy, whyNot } from './insertEdits.ts';
import { decideTokenPlan } from './planQuestions.ts';

const NO_EDITOR = (): string => l10n.t('No editor is open. Open a file, or copy the token.');

/** Inserts the token, or a reference to it, at every cursor or at the right place of an `.http` file; one undo step. */
export async function insertToken(services: Services, argument: unknown): Promise<void> {
  await insertWith(services, argument, {
    reference: async ({ key }, document) =>
      isHttpFile(document) ? chooseReference(services, key, document) : undefined,
    plan: (editor, insertion) =>
      isHttpFile(editor.document)
        ? planInRequests(editor, (text, cursors, decisions) =>
            planTokenInsertion(text, cursors, { ...insertion, decisions }),
          )
        : Promise.resolve(planAtCursors(editor, insertion.token)),
  });
}

interface Insertable {
  /** Chooses a reference to insert; `undefined` inserts the token itself. */
  readonly reference?: (
    application: Application,
    document: vscode.TextDocument,
  ) => Promise<TokenInsertion | undefined>;
  /** Plans the edits; `undefined` where there is nothing to do. */
  readonly plan: (
    editor: vscode.TextEditor,
    insertion: TokenInsertion,
  ) => Promise<readonly TextEdit[] | undefined>;
}

/** Gets a token and puts it, or a reference to it, into the active editor. */
async function insertWith(
  services: Services,
  argument: unknown,
  { reference, plan }: Insertable,
): Promise<void> {
  const target = targetEditor();
  if (target === undefined) {
    offerCopy(NO_EDITOR(), keyOf(argument));
    return;
  }
  const application = await applicationToHandOut(services, argument);
  const { token } = await tokenFor(services, application);
  const chosen = await reference?.(application, target.document);
  if (chosen === undefined) {
    await confirmHandOut(services, application, token, 'Insert');
  }
  // An exchange or a question takes time: write to the file that was in front before, and to no other.
  const editor = [vscode.window.activeTextEditor, ...vscode.window.visibleTextEditors].find(
    (candidate) => candidate?.document === target.document,
  );
  if (editor === undefined) {
    offerCopy(whyNot('closed', target.document), application.key);
    return;
  }
  const edits = await plan(editor, chosen ?? { token: token.accessToken });
  if (edits !== undefined) {
    await insertEdits(services, editor, edits, { application, token });
  }
}

/** The active editor. Skips a log or another output that has the focus. */
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

/** Plans edits of a `.http` file; `undefined` when the user leaves, or nothing has to change. */
async function planInRequests(
  editor: vscode.TextEditor,
  plan: (text: string, cursors: readonly CursorRange[], decisions: TokenDecisions) => TokenPlan,
): Promise<readonly TextEdit[] | undefined> {
  const { document } = editor;
  const edits = await decideTokenPlan(document, (decisions) =>
    plan(document.getText(), cursorsOf(editor), decisions),
  );
  if (edits?.length === 0) {
    noteInStatusBar(l10n.t('Already up to date'));
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

const INSERT = (): string => l10n.t('Insert Token');

/** Defines the variable `@routeeToken`, and makes the request under each cursor use it; one undo step. */
export async function insertTokenVariable(services: Services, argument: unknown): Promise<void> {
  const target = targetEditor();
  if (target !== undefined && !isHttpFile(target.document)) {
    const name = vscode.workspace.asRelativePath(target.document.uri);
    void offerInsertion(
      l10n.t("{0} can't contain variables. Only .http and .rest files can.", name),
      argument,
    );
    return;
  }
  await insertWith(services, argument, {
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

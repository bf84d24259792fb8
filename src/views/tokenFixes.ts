import * as vscode from 'vscode';

import type { CommandId } from '../contributions.ts';
import { planReference, referenceLanguage } from '../core/leaks/tokenReference.ts';

/** By these the fixes know what they can fix. */
export const SOURCE = 'Routee';
export const DIAGNOSTIC = { leakedToken: 'leaked-token', sampleToken: 'sample-token' } as const;

/** What the light bulb offers on a marked token. */
export const tokenFixes: vscode.CodeActionProvider = {
  provideCodeActions: (document, _range, { diagnostics }) =>
    diagnostics
      .filter(({ source }) => source === SOURCE)
      .flatMap((diagnostic) =>
        diagnostic.code === DIAGNOSTIC.sampleToken
          ? [toCommand('Insert Token', 'routee.replaceSampleToken', document, diagnostic)]
          : [...reference(document, diagnostic), removal(document, diagnostic)],
      ),
};

function reference(document: vscode.TextDocument, diagnostic: vscode.Diagnostic): vscode.CodeAction[] {
  const range = offsets(document, diagnostic.range);
  const edit = planReference(document.getText(), range, referenceLanguage(document), 'dotenv');
  return edit === undefined
    ? []
    : [toCommand('Replace by a Variable Reference', 'routee.useEnvironmentVariable', document, diagnostic)];
}

function removal(document: vscode.TextDocument, diagnostic: vscode.Diagnostic): vscode.CodeAction {
  const action = new vscode.CodeAction('Remove the Token', vscode.CodeActionKind.QuickFix);
  action.diagnostics = [diagnostic];
  action.edit = new vscode.WorkspaceEdit();
  action.edit.delete(document.uri, diagnostic.range);
  return action;
}

function toCommand(
  title: string,
  command: CommandId,
  document: vscode.TextDocument,
  diagnostic: vscode.Diagnostic,
): vscode.CodeAction {
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.diagnostics = [diagnostic];
  action.isPreferred = true;
  const argument = { uri: document.uri, range: offsets(document, diagnostic.range) };
  action.command = { title, command, arguments: [argument] };
  return action;
}

function offsets(document: vscode.TextDocument, range: vscode.Range): { start: number; end: number } {
  return { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
}

import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import type { CommandId } from '../../contributions.ts';
import { isHttpFile } from '../../core/httpFile/httpFile.ts';
import { parsing } from '../../core/httpFile/parser/parseHttpFile.ts';
import { inSlices } from '../../core/kit/slices.ts';
import { findMarks, type MarkedToken, type Recogniser, type TokenMark } from './model/findMarks.ts';
import { planReference } from './model/planReference.ts';
import type { Clock } from '../../core/kit/ports.ts';

/** The source and codes by which the fixes recognise their diagnostics. */
export const SOURCE = 'Routee';
export const DIAGNOSTIC = { leakedToken: 'leaked-token', sampleToken: 'sample-token' } as const;

/** Tokens of one selection; a menu of more helps nobody. */
const MOST_FIXED = 10;

/**
 * Offers fixes of marked tokens in the light bulb. Reads the text again, because a diagnostic is as old as the last
 * pause in typing; a chosen fix is a command that looks for the token once more.
 */
export const tokenFixes = (recogniser: Recogniser, clock: Clock): vscode.CodeActionProvider => ({
  provideCodeActions: async (document, range, { diagnostics }) => {
    const ours = diagnostics.filter(({ source }) => source === SOURCE);
    if (ours.length === 0) return [];
    const start = document.offsetAt(range.start);
    const end = document.offsetAt(range.end);
    const text = document.getText();
    const marks = await findMarks(text, recogniser, clock.now());
    const file = isHttpFile(document) ? await inSlices(parsing(text)) : undefined;
    return marks
      .filter((mark) => mark.start <= end && start <= mark.end)
      .slice(0, MOST_FIXED)
      .flatMap((mark) => {
        const code = mark.kind === 'live' ? DIAGNOSTIC.leakedToken : DIAGNOSTIC.sampleToken;
        const diagnostic = ours.find((candidate) => candidate.code === code);
        const canRefer = file !== undefined && planReference(text, file, mark) !== undefined;
        return diagnostic === undefined ? [] : fixes(document.uri, mark, diagnostic, canRefer);
      });
  },
});

function fixes(
  uri: vscode.Uri,
  mark: TokenMark,
  diagnostic: vscode.Diagnostic,
  canRefer: boolean,
): vscode.CodeAction[] {
  const key = mark.kind === 'live' ? mark.applicationKey : undefined;
  const token: MarkedToken = { digest: mark.digest, key, start: mark.start };
  const fix = (title: string, command: CommandId): vscode.CodeAction => {
    const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
    action.diagnostics = [diagnostic];
    action.command = { title, command, arguments: [{ uri, ...token }] };
    return action;
  };
  const remove = fix(l10n.t('Remove the Token'), 'routee.removeToken');
  if (!canRefer) return [remove];
  const refer = fix(l10n.t('Replace with a Variable Reference'), 'routee.useEnvironmentVariable');
  refer.isPreferred = true;
  return [refer, remove];
}

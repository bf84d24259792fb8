import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import { isHttpFile } from '../../core/httpFile/httpFile.ts';
import { parseHttpFile } from '../../core/httpFile/parser/parseHttpFile.ts';
import type { TextRange } from '../../core/kit/textEdit.ts';
import { describeExpiry } from '../../core/tokens/describeTime.ts';
import { guard } from '../../editor/guard.ts';
import { offer, showWarning } from '../../editor/messages.ts';
import type { Services } from '../../services.ts';
import { type Insertion, undoInsertion } from './insertion.ts';
import { planReference } from './model/planReference.ts';
import { useEnvironmentVariable } from './useEnvironmentVariable.ts';

/**
 * Warns, once for a file, that Git tracks a file to which live tokens were just written, also without a command. Does
 * not wait for the answer: every choice works later, too, and loses nothing.
 *
 * @param tokens the tokens written, by the key of the application
 * @param insertion the change to undo, if the user has inserted the token; disposed here
 */
export async function warnIfTracked(
  services: Services,
  document: vscode.TextDocument,
  tokens: ReadonlyMap<string, string>,
  insertion?: Insertion,
): Promise<void> {
  if (tokens.size === 0 || !(await mustWarn(services, document.uri))) {
    insertion?.dispose();
    return;
  }
  void guard(() => ask(services, document, tokens, insertion), services)().finally(() =>
    insertion?.dispose(),
  );
}

async function ask(
  services: Services,
  document: vscode.TextDocument,
  tokens: ReadonlyMap<string, string>,
  insertion: Insertion | undefined,
): Promise<void> {
  const rangesOf = (token: string, text: string): readonly TextRange[] =>
    insertion === undefined ? allOf(token, text) : insertion.rangesOf(token, text);
  const text = document.getText();
  const file = isHttpFile(document) ? parseHttpFile(text) : undefined;
  const canRefer =
    file !== undefined &&
    [...tokens.values()]
      .flatMap((token) => rangesOf(token, text))
      .every((range) => planReference(text, file, range) !== undefined);
  const { uri } = document;
  await offer(showWarning, describe(services, uri, tokens), {
    ...(canRefer && {
      [l10n.t('Use an Environment Variable Instead')]: async () => {
        warnAgain(uri);
        for (const [key, token] of tokens) {
          await useEnvironmentVariable(services, uri, (now) => rangesOf(token, now.getText()), key);
        }
      },
    }),
    ...(insertion && {
      [l10n.t('Undo')]: () => {
        warnAgain(uri);
        return undoInsertion(insertion);
      },
    }),
    [l10n.t('Keep Token')]: () => acceptFile(services, uri),
  });
}

function describe(services: Services, uri: vscode.Uri, tokens: ReadonlyMap<string, string>): string {
  const file = vscode.workspace.asRelativePath(uri);
  const [key = ''] = tokens.keys();
  const name = services.applications.get(key)?.name ?? '';
  const { token } = services.tokens.state(key);
  return l10n.t(
    'Git tracks {0}. Your next commit would publish the token of {1} ({2}) to anyone who can read the repository.',
    file,
    name,
    describeExpiry(token ?? {}, services.now()),
  );
}

function allOf(token: string, text: string): TextRange[] {
  const ranges: TextRange[] = [];
  for (let start = text.indexOf(token); start !== -1; start = text.indexOf(token, start + token.length)) {
    ranges.push({ start, end: start + token.length });
  }
  return ranges;
}

/** The key of the list of files in which the user wants tokens, tracked or not. */
const ACCEPTED_KEY = 'routee.filesWithTokens';
const MOST_ACCEPTED = 200;

/** The files for which a warning was shown in this session. */
const warned = new Set<string>();

/** Whether Git tracks the file and the user does not know yet. Counts as a warning: the caller has to show it. */
async function mustWarn(services: Services, uri: vscode.Uri): Promise<boolean> {
  const file = uri.toString();
  const isSettled = (): boolean => warned.has(file) || acceptedFiles(services).includes(file);
  if (isSettled() || !(await services.git.isTracked(uri)) || isSettled()) return false;
  warned.add(file);
  return true;
}

/** Forgets the warning: the token leaves the file, and the next one deserves a new warning. */
function warnAgain(uri: vscode.Uri): void {
  warned.delete(uri.toString());
}

/** Remembers that the user wants tokens in this file. */
async function acceptFile(services: Services, uri: vscode.Uri): Promise<void> {
  const file = uri.toString();
  const files = [...acceptedFiles(services).filter((other) => other !== file), file];
  await services.workspaceMemory.update(ACCEPTED_KEY, files.slice(-MOST_ACCEPTED));
}

function acceptedFiles(services: Services): readonly string[] {
  return services.workspaceMemory.get<readonly string[]>(ACCEPTED_KEY, []);
}

import * as vscode from 'vscode';

import { planReference, referenceLanguage } from '../core/leaks/tokenReference.ts';
import { formatSpan } from '../core/tokens/describeTime.ts';
import { remainingMs } from '../core/tokens/token.ts';
import type { CommandContext } from './commandContext.ts';
import { guard } from './guard.ts';
import type { HandedOut } from './insertEdits.ts';
import type { Insertion } from './insertion.ts';
import { undoInsertion } from './undoInsertion.ts';
import { useEnvironmentVariable } from './useEnvironmentVariable.ts';

const REFER = 'Use an Environment Variable Instead';
const UNDO = 'Undo';
const KEEP = 'Insert Anyway';

/** The names of the files in which the user wants tokens, whatever Git does with them. */
const ACCEPTED_KEY = 'routee.filesWithTokens';
const MOST_ACCEPTED = 200;

/** The files for which the warning was shown in this session. */
const warned = new Set<string>();

/**
 * Warns, once for a file, that Git tracks what a live token was just inserted into. The insertion is done by then:
 * whatever the user decides, and whenever, nothing is lost. Does not wait for the answer. Takes over the insertion.
 */
export async function warnIfTracked(
  context: CommandContext,
  insertion: Insertion,
  handedOut: HandedOut,
): Promise<void> {
  const { uri } = insertion.document;
  const file = uri.toString();
  const isSettled = (): boolean => warned.has(file) || acceptedFiles(context).includes(file);
  if (isSettled() || !(await context.isTracked(uri)) || isSettled()) {
    insertion.dispose();
    return;
  }
  warned.add(file);
  void guard(() => ask(context, insertion, handedOut), context)().finally(() => {
    insertion.dispose();
  });
}

async function ask(context: CommandContext, insertion: Insertion, handedOut: HandedOut): Promise<void> {
  const { document } = insertion;
  const { application, token } = handedOut;
  const name = vscode.workspace.asRelativePath(document.uri);
  const left = remainingMs(token, context.now());
  const span = left === Infinity ? 'until it is revoked' : `for the next ${formatSpan(left)}`;
  const text = document.getText();
  const language = referenceLanguage(document);
  const canRefer = insertion
    .rangesOf(token.accessToken, text)
    .every((range) => planReference(text, range, language, 'dotenv') !== undefined);
  const answer = await vscode.window.showWarningMessage(
    `Git tracks ${name}: your next commit would publish the token of ${application.name} that was just inserted, and whoever can read the repository could use it ${span}.`,
    ...(canRefer ? [REFER] : []),
    UNDO,
    KEEP,
  );
  const file = document.uri.toString();
  if (answer === KEEP) {
    const files = [...acceptedFiles(context).filter((other) => other !== file), file];
    await context.workspaceMemory.update(ACCEPTED_KEY, files.slice(-MOST_ACCEPTED));
  } else if (answer !== undefined) {
    // The token is out of the file: the next one is worth a warning again.
    warned.delete(file);
    await (answer === UNDO
      ? undoInsertion(insertion)
      : useEnvironmentVariable(
          context,
          document.uri,
          (now) => insertion.rangesOf(token.accessToken, now.getText()),
          application.key,
        ));
  }
}

function acceptedFiles(context: CommandContext): readonly string[] {
  return context.workspaceMemory.get<readonly string[]>(ACCEPTED_KEY, []);
}

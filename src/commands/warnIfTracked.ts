import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import { planReference, referenceLanguage } from '../core/leaks/tokenReference.ts';
import { formatSpan } from '../core/tokens/describeTime.ts';
import { remainingMs } from '../core/tokens/token.ts';
import type { CommandContext } from './commandContext.ts';
import { guard } from './guard.ts';
import type { HandedOut } from './handOut.ts';
import type { Insertion } from './insertion.ts';
import { showWarning } from './messages.ts';
import { acceptFile, mustWarn, warnAgain } from './trackedFiles.ts';
import { undoInsertion } from './undoInsertion.ts';
import { useEnvironmentVariable } from './useEnvironmentVariable.ts';

const REFER = (): string => l10n.t('Use an Environment Variable Instead');
const UNDO = (): string => l10n.t('Undo');
const KEEP = (): string => l10n.t('Insert Anyway');

/**
 * Warns, once for a file, that Git tracks what a live token was just inserted into. The insertion is done by then:
 * whatever the user decides, and whenever, nothing is lost. Does not wait for the answer. Takes over the insertion.
 */
export async function warnIfTracked(
  context: CommandContext,
  insertion: Insertion,
  handedOut: HandedOut,
): Promise<void> {
  if (!(await mustWarn(context, insertion.document.uri))) {
    insertion.dispose();
    return;
  }
  void guard(() => ask(context, insertion, handedOut), context)().finally(() => {
    insertion.dispose();
  });
}

async function ask(context: CommandContext, insertion: Insertion, handedOut: HandedOut): Promise<void> {
  const { document } = insertion;
  const { application, token } = handedOut;
  const name = vscode.workspace.asRelativePath(document.uri);
  const left = remainingMs(token, context.now());
  const span =
    left === Infinity ? l10n.t('until it is revoked') : l10n.t('for the next {0}', formatSpan(left));
  const text = document.getText();
  const language = referenceLanguage(document);
  const canRefer = insertion
    .rangesOf(token.accessToken, text)
    .every((range) => planReference(text, range, language, 'dotenv') !== undefined);
  const answer = await showWarning(
    l10n.t(
      'Git tracks {0}: your next commit would publish the token of {1} that was just inserted, and whoever can read the repository could use it {2}.',
      name,
      application.name,
      span,
    ),
    ...(canRefer ? [REFER()] : []),
    UNDO(),
    KEEP(),
  );
  if (answer === KEEP()) {
    await acceptFile(context, document.uri);
  } else if (answer !== undefined) {
    warnAgain(document.uri);
    await (answer === UNDO()
      ? undoInsertion(insertion)
      : useEnvironmentVariable(
          context,
          document.uri,
          (now) => insertion.rangesOf(token.accessToken, now.getText()),
          application.key,
        ));
  }
}

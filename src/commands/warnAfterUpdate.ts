import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import type { TextRange } from '../core/httpFile/httpFile.ts';
import { formatSpan } from '../core/tokens/describeTime.ts';
import { remainingMs } from '../core/tokens/token.ts';
import type { CommandContext } from './commandContext.ts';
import { guard } from './guard.ts';
import { showWarning } from './messages.ts';
import { acceptFile, mustWarn, warnAgain } from './trackedFiles.ts';
import { useEnvironmentVariable } from './useEnvironmentVariable.ts';

/**
 * Warns, once for a file, that Git tracks what live tokens were just updated in, also where nobody has asked for it.
 * Does not wait for the answer.
 *
 * @param tokens what was written, by the key of the application
 */
export async function warnAfterUpdate(
  context: CommandContext,
  uri: vscode.Uri,
  tokens: ReadonlyMap<string, string>,
): Promise<void> {
  if (tokens.size > 0 && (await mustWarn(context, uri))) {
    void guard(() => ask(context, uri, tokens), context)();
  }
}

async function ask(
  context: CommandContext,
  uri: vscode.Uri,
  tokens: ReadonlyMap<string, string>,
): Promise<void> {
  const refer = l10n.t('Use an Environment Variable Instead');
  const keep = l10n.t('Keep the Token There');
  const answer = await showWarning(describe(context, uri, tokens), refer, keep);
  if (answer === keep) {
    await acceptFile(context, uri);
  } else if (answer === refer) {
    warnAgain(uri);
    for (const [key, token] of tokens) {
      await useEnvironmentVariable(context, uri, (document) => allOf(document.getText(), token), key);
    }
  }
}

function describe(context: CommandContext, uri: vscode.Uri, tokens: ReadonlyMap<string, string>): string {
  const file = vscode.workspace.asRelativePath(uri);
  const [key = ''] = tokens.keys();
  const name = context.applications.get(key)?.name ?? '';
  const token = context.tokens.peek(key);
  const left = token === undefined ? Infinity : remainingMs(token, context.now());
  return left === Infinity
    ? l10n.t(
        'Git tracks {0}: your next commit would publish the token of {1} that was just updated in it, and whoever can read the repository could use it until it is revoked.',
        file,
        name,
      )
    : l10n.t(
        'Git tracks {0}: your next commit would publish the token of {1} that was just updated in it, and whoever can read the repository could use it for the next {2}.',
        file,
        name,
        formatSpan(left),
      );
}

function allOf(text: string, token: string): TextRange[] {
  const ranges: TextRange[] = [];
  for (let start = text.indexOf(token); start !== -1; start = text.indexOf(token, start + token.length)) {
    ranges.push({ start, end: start + token.length });
  }
  return ranges;
}

import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import type { TextEdit } from '../../core/kit/textEdit.ts';
import type {
  TokenDecisions,
  TokenPlan,
  TokenQuestion,
  VariableDecision,
} from '../../core/httpFile/plan/tokenPlan.ts';
import { showWarning } from '../../editor/messages.ts';

const REPLACE = (): string => l10n.t('Replace');

/**
 * Asks the open questions of a plan and plans again, on the text at that time, until none is open.
 *
 * @returns the edits, or `undefined` when the user left
 */
export async function decideTokenPlan(
  document: vscode.TextDocument,
  plan: (decisions: TokenDecisions) => TokenPlan,
): Promise<readonly TextEdit[] | undefined> {
  let decisions: TokenDecisions = {};
  for (;;) {
    const { edits, questions } = plan(decisions);
    const [question] = questions;
    if (question === undefined) {
      const leftAlone = [...(decisions.variables?.values() ?? [])].includes('keep');
      return edits.length === 0 && leftAlone ? undefined : edits;
    }
    const decided = await decide(question, document, decisions);
    if (decided === undefined) {
      return undefined;
    }
    decisions = decided;
  }
}

async function decide(
  question: TokenQuestion,
  document: vscode.TextDocument,
  before: TokenDecisions,
): Promise<TokenDecisions | undefined> {
  if (question.kind === 'basic') {
    const answer = await showWarning(
      l10n.t('Replace the Basic credentials with the bearer token?'),
      {
        modal: true,
        detail: l10n.t(
          'The Authorization header in line {0} contains Basic credentials. They will be replaced. Undo restores them.',
          lines(question, document),
        ),
      },
      REPLACE(),
    );
    return answer === REPLACE() ? { ...before, basic: 'replace' } : undefined;
  }
  const { name } = question;
  const isValue = name.startsWith('@');
  const shown = isValue ? name : `{{${name}}}`;
  const texts: Record<VariableDecision, Omit<Choice, 'decision'>> = {
    define: {
      label: l10n.t('Define @{0} in this file', name),
      detail: l10n.t('The request keeps using the variable.'),
    },
    replace: {
      label: l10n.t('Replace {0} with the token', shown),
      detail: isValue ? '' : l10n.t('The token is written into the request itself.'),
    },
    keep: { label: l10n.t('Leave this request unchanged'), detail: '' },
  };
  const picked = await vscode.window.showQuickPick<Choice>(
    question.choices.map((decision) => ({ ...texts[decision], decision })),
    {
      title: l10n.t('Insert Token'),
      ...(!isValue && { placeHolder: l10n.t("{0} isn't defined in this file.", shown) }),
    },
  );
  return picked && { ...before, variables: new Map([...(before.variables ?? []), [name, picked.decision]]) };
}

interface Choice extends vscode.QuickPickItem {
  readonly decision: VariableDecision;
}

function lines(question: TokenQuestion, document: vscode.TextDocument): string {
  return question.ranges.map(({ start }) => document.positionAt(start).line + 1).join(', ');
}

import * as vscode from 'vscode';

import type { TextEdit } from '../core/httpFile/applyEdits.ts';
import type {
  TokenDecisions,
  TokenPlan,
  TokenQuestion,
  VariableDecision,
} from '../core/httpFile/tokenPlan.ts';
import { showWarning } from './messages.ts';

const REPLACE = 'Replace';

/**
 * Asks what a plan leaves open and plans again, until nothing is open. Each time on the text as it is then.
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
      'Replace the Basic credentials by the bearer token?',
      {
        modal: true,
        detail: `The Authorization header in line ${lines(question, document)} holds Basic credentials. They will be replaced; Undo brings them back.`,
      },
      REPLACE,
    );
    return answer === REPLACE ? { ...before, basic: 'replace' } : undefined;
  }
  const { name } = question;
  const texts: Record<VariableDecision, Omit<Choice, 'decision'>> = {
    define: { label: `Define @${name} in this file`, detail: 'The request keeps using the variable.' },
    replace: { label: `Replace {{${name}}} by the token`, detail: 'The token stands in the request itself.' },
    keep: { label: 'Leave this request as it is', detail: '' },
  };
  const picked = await vscode.window.showQuickPick<Choice>(
    question.choices.map((decision) => ({ ...texts[decision], decision })),
    { title: 'Insert Token', placeHolder: `{{${name}}} is not defined in this file.` },
  );
  return picked && { ...before, variables: new Map([...(before.variables ?? []), [name, picked.decision]]) };
}

interface Choice extends vscode.QuickPickItem {
  readonly decision: VariableDecision;
}

function lines(question: TokenQuestion, document: vscode.TextDocument): string {
  return question.ranges.map(({ start }) => document.positionAt(start).line + 1).join(', ');
}

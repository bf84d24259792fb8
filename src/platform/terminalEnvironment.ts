import * as vscode from 'vscode';

import type { TerminalTokenPorts } from '../core/tokens/terminalToken.ts';

/** Where a token for terminals goes, and whether this workspace may have one. */
export function terminalEnvironment(
  variables: vscode.EnvironmentVariableCollection,
): Pick<TerminalTokenPorts, 'trust' | 'variables'> {
  const { onDidGrantWorkspaceTrust } = vscode.workspace;
  return {
    variables,
    trust: {
      isTrusted: () => vscode.workspace.isTrusted,
      onDidGrant: (listener) => onDidGrantWorkspaceTrust(() => listener()),
    },
  };
}

import * as vscode from 'vscode';

import type { WorkspaceTrust } from '../core/ports.ts';

export const workspaceTrust: WorkspaceTrust = {
  isTrusted: () => vscode.workspace.isTrusted,
  onDidGrant: vscode.workspace.onDidGrantWorkspaceTrust,
};

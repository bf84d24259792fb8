import * as vscode from 'vscode';

import type { WorkspaceTrust } from '../core/kit/ports.ts';

export const workspaceTrust: WorkspaceTrust = {
  isTrusted: () => vscode.workspace.isTrusted,
  onDidGrant: vscode.workspace.onDidGrantWorkspaceTrust,
};

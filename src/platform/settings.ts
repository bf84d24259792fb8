import * as vscode from 'vscode';

import { SETTINGS } from '../contributions.ts';
import type { TokenSettings } from '../core/tokens/tokenManager.ts';

/** The settings as they are now. All are application-scoped: VS Code ignores them in a workspace. */
export class Settings implements TokenSettings {
  get authUrl(): string {
    return read(SETTINGS.authUrl);
  }

  get apiUrl(): string {
    return read(SETTINGS.apiUrl);
  }

  get backgroundRefresh(): 'always' | 'onDemand' {
    return read(SETTINGS.backgroundRefresh) === 'onDemand' ? 'onDemand' : 'always';
  }

  get exposeToClients(): boolean {
    return vscode.workspace.getConfiguration().get(SETTINGS.exposeToClients) === true;
  }

  onDidChange(listener: () => void): vscode.Disposable {
    return vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('routee')) {
        listener();
      }
    });
  }
}

function read(setting: string): string {
  const value: unknown = vscode.workspace.getConfiguration().get(setting);
  return typeof value === 'string' ? value : '';
}

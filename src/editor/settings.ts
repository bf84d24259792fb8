import * as vscode from 'vscode';

import { SETTINGS } from '../contributions.ts';
import { Emitter } from '../core/kit/emitter.ts';
import type { Disposable, Event } from '../core/kit/ports.ts';

interface SettingValues {
  readonly authUrl: string;
  readonly apiUrl: string;
  /** Names of applications that the open folders suggest, each once; never from a workspace that is not trusted. */
  readonly suggestedApplications: readonly string[];
  readonly backgroundRefresh: 'always' | 'onDemand';
  readonly updateTokens: 'never' | 'onSave' | 'always';
  readonly exposeToClients: boolean;
  /** Demo mode. */
  readonly redact: boolean;
  readonly injectToken: boolean;
  /** 0: never. */
  readonly clearClipboardSeconds: number;
  /** The most that tools of language models may do: nothing, reading, or all that a person agrees to. */
  readonly allowAgents: 'off' | 'read' | 'ask';
  /** Programs on this computer may call Routee through this window. */
  readonly gateway: boolean;
}

export interface Settings extends SettingValues, Disposable {
  readonly onDidChange: Event<undefined>;
}

/**
 * Follows the settings. All but the suggestion are application-scoped: VS Code ignores them in a workspace. They are read once and after
 * each change, for VS Code builds its whole configuration anew whenever it is asked, and tokens are asked for often.
 */
export function followSettings(): Settings {
  const changed = new Emitter<undefined>();
  const subscription = vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration('routee')) {
      Object.assign(settings, read());
      changed.fire(undefined);
    }
  });
  const settings: Settings = {
    ...read(),
    onDidChange: changed.event,
    dispose: () => {
      subscription.dispose();
      changed.dispose();
    },
  };
  return settings;
}

function read(): SettingValues {
  const configuration = vscode.workspace.getConfiguration();
  const text = (setting: string): string => {
    const value: unknown = configuration.get(setting);
    return typeof value === 'string' ? value : '';
  };
  const seconds: unknown = configuration.get(SETTINGS.clearClipboard);
  const updateTokens = text(SETTINGS.updateTokens);
  const allowAgents = text(SETTINGS.allowAgents);
  return {
    authUrl: text(SETTINGS.authUrl),
    apiUrl: text(SETTINGS.apiUrl),
    suggestedApplications: suggestions(),
    backgroundRefresh: text(SETTINGS.backgroundRefresh) === 'onDemand' ? 'onDemand' : 'always',
    updateTokens: updateTokens === 'onSave' || updateTokens === 'always' ? updateTokens : 'never',
    exposeToClients: configuration.get(SETTINGS.exposeToClients) === true,
    redact: configuration.get(SETTINGS.redact) === true,
    injectToken: configuration.get(SETTINGS.injectToken) === true,
    clearClipboardSeconds: typeof seconds === 'number' ? Math.min(Math.max(seconds, 0), 3600) : 0,
    gateway: configuration.get(SETTINGS.gateway) === true,
    // Whatever is no value of it allows nothing.
    allowAgents: allowAgents === 'read' || allowAgents === 'ask' ? allowAgents : 'off',
  };
}

function suggestions(): readonly string[] {
  const names = (vscode.workspace.workspaceFolders ?? []).map(({ uri }): unknown =>
    vscode.workspace.getConfiguration(undefined, uri).get(SETTINGS.application),
  );
  const texts = names.flatMap((name) =>
    typeof name === 'string' && name.trim() !== '' ? [name.trim()] : [],
  );
  return [...new Set(texts)];
}

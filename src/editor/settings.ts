import * as vscode from 'vscode';

import { SETTINGS } from '../contributions.ts';
import { Emitter } from '../core/kit/emitter.ts';

/** The settings as they are now. */
export interface SettingValues {
  readonly authUrl: string;
  readonly apiUrl: string;
  readonly backgroundRefresh: 'always' | 'onDemand';
  readonly updateTokens: 'never' | 'onSave' | 'always';
  readonly exposeToClients: boolean;
  /** Demo mode. */
  readonly redact: boolean;
  readonly injectToken: boolean;
  /** 0: never. */
  readonly clearClipboardSeconds: number;
}

/**
 * The settings as they are now. All are application-scoped: VS Code ignores them in a workspace. Read once and after
 * each change, for VS Code builds its whole configuration anew whenever it is asked, and tokens are asked for often.
 */
export class Settings implements SettingValues, vscode.Disposable {
  readonly #changed = new Emitter<undefined>();
  readonly #subscription: vscode.Disposable;
  #values = read();

  readonly onDidChange = this.#changed.event;

  constructor() {
    this.#subscription = vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('routee')) {
        this.#values = read();
        this.#changed.fire(undefined);
      }
    });
  }

  get authUrl(): string {
    return this.#values.authUrl;
  }

  get apiUrl(): string {
    return this.#values.apiUrl;
  }

  get backgroundRefresh(): 'always' | 'onDemand' {
    return this.#values.backgroundRefresh;
  }

  get updateTokens(): 'never' | 'onSave' | 'always' {
    return this.#values.updateTokens;
  }

  get exposeToClients(): boolean {
    return this.#values.exposeToClients;
  }

  get redact(): boolean {
    return this.#values.redact;
  }

  get injectToken(): boolean {
    return this.#values.injectToken;
  }

  get clearClipboardSeconds(): number {
    return this.#values.clearClipboardSeconds;
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
  }
}

function read(): SettingValues {
  const configuration = vscode.workspace.getConfiguration();
  const text = (setting: string): string => {
    const value: unknown = configuration.get(setting);
    return typeof value === 'string' ? value : '';
  };
  const seconds: unknown = configuration.get(SETTINGS.clearClipboard);
  const updateTokens = text(SETTINGS.updateTokens);
  return {
    authUrl: text(SETTINGS.authUrl),
    apiUrl: text(SETTINGS.apiUrl),
    backgroundRefresh: text(SETTINGS.backgroundRefresh) === 'onDemand' ? 'onDemand' : 'always',
    updateTokens: updateTokens === 'onSave' || updateTokens === 'always' ? updateTokens : 'never',
    exposeToClients: configuration.get(SETTINGS.exposeToClients) === true,
    redact: configuration.get(SETTINGS.redact) === true,
    injectToken: configuration.get(SETTINGS.injectToken) === true,
    clearClipboardSeconds: typeof seconds === 'number' ? Math.min(Math.max(seconds, 0), 3600) : 0,
  };
}

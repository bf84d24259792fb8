import * as vscode from 'vscode';

import type { VariableReplacer } from '../core/httpFile/routeeScheme.ts';
import type { Disposable, Log } from '../core/ports.ts';

const EXTENSION_ID = 'anweber.vscode-httpyac';
const HOOK_ID = 'routee';

/** What this product uses of httpYac's hooks; a plugin is called for each file that is parsed. */
interface HooksApi {
  readonly hooks: {
    readonly replaceVariable: { addHook(id: string, replacer: VariableReplacer): void };
  };
}

/** What this product uses of what httpYac's extension exports. */
interface HttpyacExtension {
  readonly httpyac: { readonly store: { readonly pluginStore: Record<string, (api: HooksApi) => void> } };
  /** Files that were parsed with the plugins of their time. */
  readonly documentStore: { clear(): void };
}

export interface HttpyacHookPorts {
  readonly log: Log;
  readonly replacer: VariableReplacer;
}

/** Makes httpYac's extension, where it is installed, resolve `Authorization: routee NAME`. */
export class HttpyacHook implements Disposable {
  readonly #ports: HttpyacHookPorts;
  readonly #subscription: Disposable;
  #httpyac: HttpyacExtension | undefined;
  #isAdding = false;
  #disposed = false;

  constructor(ports: HttpyacHookPorts) {
    this.#ports = ports;
    // httpYac starts with the first file of requests, and so not before.
    this.#subscription = vscode.workspace.onDidOpenTextDocument((document) => {
      this.#noteOpen(document);
    });
    for (const document of vscode.workspace.textDocuments) {
      this.#noteOpen(document);
    }
  }

  dispose(): void {
    this.#disposed = true;
    this.#subscription.dispose();
    if (this.#httpyac !== undefined) {
      Reflect.deleteProperty(this.#httpyac.httpyac.store.pluginStore, HOOK_ID);
      this.#httpyac.documentStore.clear();
    }
  }

  #noteOpen({ languageId }: vscode.TextDocument): void {
    if (!this.#isAdding && ['http', 'rest'].includes(languageId)) {
      this.#isAdding = true;
      void this.#add();
    }
  }

  /** Never rejects: what another extension does is no reason for an error here. */
  async #add(): Promise<void> {
    const { log, replacer } = this.#ports;
    try {
      const exported: unknown = await vscode.extensions.getExtension(EXTENSION_ID)?.activate();
      if (exported === undefined || this.#disposed) {
        this.#isAdding = false;
        return;
      }
      const httpyac = exported as HttpyacExtension;
      httpyac.httpyac.store.pluginStore[HOOK_ID] = ({ hooks }) => {
        hooks.replaceVariable.addHook(HOOK_ID, replacer);
      };
      httpyac.documentStore.clear();
      this.#httpyac = httpyac;
      log.info('httpYac resolves “Authorization: routee NAME” now.');
    } catch {
      log.warn(
        'httpYac’s extension is installed, but does not take the hook for “Authorization: routee NAME”.',
      );
    }
  }
}

import type { Disposable, Log, Timers } from './ports.ts';

/** A slice of `vscode.Clipboard`. Both may reject: a browser asks the user, and not without focus. */
interface Clipboard {
  readText(): PromiseLike<string>;
  writeText(text: string): PromiseLike<void>;
}

export interface SecretClipboardPorts {
  readonly clipboard: Clipboard;
  readonly timers: Timers;
  readonly log: Log;
  readonly settings: {
    /** How long a token may stay; 0: for as long as it likes. */
    readonly clearClipboardSeconds: number;
  };
}

/** Copies tokens, and takes them out of the clipboard again after a while unless something else was copied since. */
export class SecretClipboard implements Disposable {
  readonly #ports: SecretClipboardPorts;
  #copied: string | undefined;
  #timer: Disposable | undefined;

  constructor(ports: SecretClipboardPorts) {
    this.#ports = ports;
  }

  /** Copies a token, which takes the place of the one before. @throws what the clipboard throws */
  async copy(text: string): Promise<void> {
    const { clipboard, timers, settings } = this.#ports;
    await clipboard.writeText(text);
    this.#timer?.dispose();
    this.#timer = undefined;
    const seconds = settings.clearClipboardSeconds;
    this.#copied = seconds > 0 ? text : undefined;
    if (seconds > 0) {
      this.#timer = timers.set(() => void this.#clear(), seconds * 1000);
    }
  }

  /** Leaves the clipboard as it is: when a window closes, VS Code answers no more. */
  dispose(): void {
    this.#timer?.dispose();
  }

  async #clear(): Promise<void> {
    const { clipboard, log } = this.#ports;
    const copied = this.#copied;
    this.#copied = undefined;
    if (copied === undefined) return;
    try {
      if ((await clipboard.readText()) === copied) {
        await clipboard.writeText('');
        log.info('The copied token is taken out of the clipboard.');
      }
    } catch {
      // The error may quote what the clipboard holds.
      log.warn('The clipboard could not be read or cleared: a copied token may still be in it.');
    }
  }
}

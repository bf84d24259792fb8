import assert from 'node:assert/strict';
import { window } from 'vscode';

import { replaceMember } from './replaceMember.ts';

export interface ShownMessage {
  readonly kind: 'information' | 'warning' | 'error';
  readonly text: string;
  readonly detail: string;
  readonly modal: boolean;
  readonly buttons: readonly string[];
}

/**
 * Stands in for the messages of this extension host, which nobody is there to read: records them, and presses the
 * button it was told to. All others are dismissed. It also sees those of the activated extension.
 */
export class Messages {
  readonly #shown: ShownMessage[] = [];
  readonly #statusTexts: string[] = [];
  readonly #answers: { readonly button: string; readonly when: Promise<unknown> }[] = [];
  readonly #restore: (() => void)[];

  constructor() {
    this.#restore = [
      replaceMember(window, 'showInformationMessage', this.#show('information')),
      replaceMember(window, 'showWarningMessage', this.#show('warning')),
      replaceMember(window, 'showErrorMessage', this.#show('error')),
      replaceMember(window, 'setStatusBarMessage', (text: string) => {
        this.#statusTexts.push(text);
        return { dispose: () => undefined };
      }),
    ];
  }

  /** The next message with this button gets it pressed, at once or when a promise is settled. */
  willPress(button: string, when: Promise<unknown> = Promise.resolve()): void {
    this.#answers.push({ button, when });
  }

  get shown(): readonly ShownMessage[] {
    return this.#shown;
  }

  /** Short texts in the status bar. */
  get statusTexts(): readonly string[] {
    return this.#statusTexts;
  }

  /** The one message there was. */
  get only(): ShownMessage {
    const [message] = this.#shown;
    assert.ok(message !== undefined && this.#shown.length === 1, `messages: ${JSON.stringify(this.#shown)}`);
    return message;
  }

  clear(): void {
    this.#shown.length = 0;
    this.#statusTexts.length = 0;
  }

  get everything(): string {
    return JSON.stringify([this.#shown, this.#statusTexts]);
  }

  dispose(): void {
    for (const restore of this.#restore) restore();
    const left = this.#answers.map(({ button }) => button);
    assert.deepEqual(left, [], 'buttons that were to be pressed, and never came');
  }

  #show(kind: ShownMessage['kind']) {
    return (text: string, ...rest: readonly unknown[]): Promise<string | undefined> => {
      const options = rest.find((part) => typeof part === 'object' && part !== null);
      const detail: unknown = options && 'detail' in options ? options.detail : '';
      const buttons = rest.filter((part) => typeof part === 'string');
      this.#shown.push({
        kind,
        text,
        detail: typeof detail === 'string' ? detail : '',
        modal: options !== undefined && 'modal' in options && options.modal === true,
        buttons,
      });
      const index = this.#answers.findIndex(({ button }) => buttons.includes(button));
      const [answer] = index < 0 ? [] : this.#answers.splice(index, 1);
      return (answer?.when ?? Promise.resolve()).then(() => answer?.button);
    };
  }
}

import { commands, window, type InputBox, type QuickPick, type QuickPickItem } from 'vscode';

import { eventually } from './eventually.ts';
import { replaceMember } from './replaceMember.ts';

type Input = InputBox | QuickPick<QuickPickItem>;

/** Answers the real boxes and lists of this extension host in place of a person. */
export class QuickInputs {
  #input: Input | undefined;
  #focused: string | undefined;
  readonly #restore: (() => void)[];

  constructor() {
    const create = {
      box: window.createInputBox.bind(window),
      pick: window.createQuickPick.bind(window),
      list: window.showQuickPick.bind(window),
    };
    this.#restore = [
      replaceMember(window, 'createInputBox', () => (this.#input = create.box())),
      replaceMember(window, 'createQuickPick', () => (this.#input = create.pick())),
      replaceMember(window, 'showQuickPick', (items: readonly QuickPickItem[], options: object) =>
        create.list(items, {
          ...options,
          onDidSelectItem: (item: QuickPickItem) => {
            this.#focused = item.label;
          },
        }),
      ),
    ];
  }

  /** Waits for the box or list with this step of a title, and accepts it: a box with this text, a list filtered by it. */
  async accept(step: number | undefined, text?: string): Promise<void> {
    const input = await eventually(`step ${step ?? 'without a number'} of a question`, () =>
      this.#input?.step === step ? this.#input : undefined,
    );
    this.#input = undefined;
    if (text !== undefined) input.value = text;
    if (text !== undefined && 'canSelectMany' in input && !input.canSelectMany) {
      await eventually(`“${text}” to be selected`, () => describe(input.activeItems[0]).includes(text));
    }
    await commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
  }

  /** Waits for the question with this step, types this text if it is given, and leaves by Escape or *Back*. */
  async leave(step: number, how: 'escape' | 'back', text?: string): Promise<Input> {
    const input = await eventually(`step ${step} of a question`, () =>
      this.#input?.step === step ? this.#input : undefined,
    );
    this.#input = undefined;
    if (text !== undefined) input.value = text;
    await commands.executeCommand(
      how === 'back' ? 'workbench.action.quickInputBack' : 'workbench.action.closeQuickOpen',
    );
    return input;
  }

  /** What the box or list with this step holds. */
  async text(step: number): Promise<string> {
    const input = await eventually(`step ${step} of a question`, () =>
      this.#input?.step === step ? this.#input : undefined,
    );
    return input.value;
  }

  /** What the list with this step of a title offers: labels, and what stands behind them. */
  async offered(step: number): Promise<string[]> {
    const input = await eventually(`step ${step} of a question`, () =>
      this.#input?.step === step && 'items' in this.#input ? this.#input : undefined,
    );
    return input.items.map(describe);
  }

  /** The same for a question that is the only one. */
  acceptUnnumbered(text: string): Promise<void> {
    return this.accept(undefined, text);
  }

  /** Picks an item of the list that is shown next. */
  async choose(label: string): Promise<void> {
    const first = await eventually('the list', () => this.#focused);
    for (let last = first; last !== label;) {
      await commands.executeCommand('workbench.action.quickOpenSelectNext');
      const next = await eventually('the next item', () => this.#focused !== last && this.#focused);
      if (next === first) throw new Error(`There is no item “${label}”.`);
      last = next;
    }
    this.#focused = undefined;
    await commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
  }

  dispose(): void {
    for (const restore of this.#restore) restore();
  }
}

function describe(item: QuickPickItem | undefined): string {
  return [item?.label, item?.description].filter((part) => part !== undefined).join(' ');
}

/** Presses Escape in whatever asks something, until the work is over. */
export async function escapeUntilDone<T>(what: string, work: PromiseLike<T>): Promise<T> {
  let over = false;
  const done = Promise.resolve(work).finally(() => {
    over = true;
  });
  await Promise.race([
    done,
    eventually(`the end of ${what}`, async () => {
      if (!over) await commands.executeCommand('workbench.action.closeQuickOpen');
      return over;
    }),
  ]);
  return done;
}

import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import { knownScopes, scopesIn } from '../core/applications/knownScopes.ts';
import { cancelled } from '../core/protocol/routeeError.ts';
import { plainText } from '../core/kit/plainText.ts';
import { showWarning } from './messages.ts';

/** The choice of a person. @throws {RouteeError} `cancelled` where there is none */
export function orCancel<T>(chosen: T | undefined): T {
  if (chosen === undefined) throw cancelled();
  return chosen;
}

/** The user wants the previous question again. */
export const BACK = Symbol('back');

interface Position {
  readonly title: string;
  readonly step?: number;
  readonly totalSteps?: number;
}

export interface TextQuestion extends Position {
  readonly prompt: string;
  readonly placeholder?: string;
  readonly value: string;
  readonly password?: boolean;
  /** The problem of the given value; shown until it is changed. */
  readonly problem?: string | undefined;
  readonly validate: (value: string) => string | undefined;
  /** Sees every change of the text, and may put another text, and a new prompt, in its place. */
  readonly onChange?: (value: string, before: string) => { value: string; prompt: string } | undefined;
  /** Gets the text in the end, whether it is accepted or the user leaves by Escape or *Back*. */
  readonly onDone?: (value: string) => unknown;
}

/**
 * Asks for one line. `undefined`: cancelled. Losing the focus does not close it: people copy ids from elsewhere. VS Code
 * makes links of texts below the line too, so they are shown without commands, as messages are.
 */
export async function askText(question: TextQuestion): Promise<string | typeof BACK | undefined> {
  const input = vscode.window.createInputBox();
  input.title = question.title;
  input.prompt = plainText(question.prompt);
  input.placeholder = question.placeholder;
  input.value = question.value;
  input.password = question.password === true;
  input.ignoreFocusOut = true;
  input.validationMessage = shown(question.problem);
  place(input, question);
  let before = question.value;
  const end = (): unknown => question.onDone?.(input.value);
  return settle(input, end, (done) => [
    input.onDidChangeValue((value) => {
      const replacement = question.onChange?.(value, before);
      if (replacement !== undefined) {
        input.value = replacement.value;
        input.prompt = plainText(replacement.prompt);
      }
      before = input.value;
      input.validationMessage = undefined;
    }),
    input.onDidAccept(() => {
      const message = question.validate(input.value);
      if (message === undefined) {
        done(input.value);
      } else {
        input.validationMessage = shown(message);
      }
    }),
  ]);
}

function shown(problem: string | undefined): string | undefined {
  return problem === undefined ? undefined : plainText(problem);
}

export interface ChoiceQuestion<T extends vscode.QuickPickItem> extends Position {
  readonly placeholder: string;
  readonly items: readonly T[];
  /** The item that is selected at first; the first one where it is not given. */
  readonly selected?: T | undefined;
}

/** Asks for one of the items. `undefined`: cancelled. */
export async function askChoice<T extends vscode.QuickPickItem>(
  question: ChoiceQuestion<T>,
): Promise<T | typeof BACK | undefined> {
  const picker = vscode.window.createQuickPick<T>();
  picker.title = question.title;
  picker.placeholder = question.placeholder;
  picker.matchOnDescription = true;
  place(picker, question);
  picker.items = question.items;
  if (question.selected !== undefined) {
    picker.activeItems = [question.selected];
  }
  return settle(picker, undefined, (done) => [
    picker.onDidAccept(() => {
      const [picked] = picker.selectedItems;
      if (picked !== undefined) {
        done(picked);
      }
    }),
  ]);
}

export interface ScopesQuestion extends Position {
  readonly scopes: readonly string[];
  readonly problem?: string | undefined;
  /** Gets the scopes in the end, whether they are accepted or the user leaves by Escape or *Back*. */
  readonly onDone?: (scopes: readonly string[]) => unknown;
}

/** Asks for scopes: the known ones to pick, any other to type. None means all. */
export async function askScopes(
  question: ScopesQuestion,
): Promise<readonly string[] | typeof BACK | undefined> {
  const picker = vscode.window.createQuickPick();
  picker.title = question.title;
  if (question.problem !== undefined) {
    // A pick has no room for a validation message; the placeholder alone would be cut off.
    void showWarning(question.problem);
  }
  picker.placeholder =
    question.problem ?? l10n.t('None selected: all scopes of the application. Type to add another scope.');
  picker.canSelectMany = true;
  picker.ignoreFocusOut = true;
  picker.matchOnDescription = true;
  place(picker, question);
  const known = new Map(
    knownScopes().map(({ scope, purpose }) => [scope, { label: scope, description: purpose }]),
  );
  const add = (scope: string): vscode.QuickPickItem => {
    const item = known.get(scope) ?? { label: scope, description: l10n.t('added by you') };
    known.set(scope, item);
    return item;
  };
  const selected = question.scopes.map(add);
  picker.items = [...known.values()];
  picker.selectedItems = selected;
  const picked = (): string[] => picker.selectedItems.map(({ label }) => label);
  const end = (): unknown => question.onDone?.([...new Set([...picked(), ...scopesIn(picker.value)])]);
  return settle(picker, end, (done) => [
    picker.onDidChangeValue((value) => {
      const kept = picker.selectedItems.map(({ label }) => add(label));
      const typed = value.trim();
      const offered =
        scopesIn(typed)[0] === typed && !known.has(typed)
          ? [{ label: typed, description: l10n.t('add this scope') }]
          : [];
      picker.items = [...known.values(), ...offered];
      picker.selectedItems = kept;
    }),
    picker.onDidAccept(() => {
      const typed = picker.value.split(/\s+/).filter(Boolean);
      if (typed.length === 0) {
        done(picked());
        return;
      }
      // The typed scopes are picked now, for the user to see, and the next Enter goes on.
      const chosen = [...picked(), ...scopesIn(picker.value)];
      picker.value = '';
      const selectedNow = [...new Set(chosen)].map(add);
      picker.items = [...known.values()];
      picker.selectedItems = selectedNow;
    }),
  ]);
}

type AnyInput = Pick<
  vscode.InputBox & vscode.QuickPick<vscode.QuickPickItem>,
  'step' | 'totalSteps' | 'buttons' | 'onDidTriggerButton' | 'onDidHide' | 'show' | 'dispose'
>;

function place(input: AnyInput, position: Position): void {
  input.step = position.step;
  input.totalSteps = position.totalSteps;
  if (position.step !== undefined && position.step > 1) {
    input.buttons = [vscode.QuickInputButtons.Back];
  }
}

/** Shows the input until it has an answer, is left by *Back*, or is hidden. */
async function settle<T>(
  input: AnyInput,
  end: (() => unknown) | undefined,
  listen: (done: (value: T) => void) => vscode.Disposable[],
): Promise<T | typeof BACK | undefined> {
  const { promise, resolve } = Promise.withResolvers<T | typeof BACK | undefined>();
  const subscriptions = [
    input.onDidTriggerButton((button) => {
      if (button === vscode.QuickInputButtons.Back) {
        resolve(BACK);
      }
    }),
    input.onDidHide(() => resolve(undefined)),
    ...listen(resolve),
  ];
  input.show();
  try {
    const answer = await promise;
    end?.();
    return answer;
  } finally {
    vscode.Disposable.from(...subscriptions, input).dispose();
  }
}

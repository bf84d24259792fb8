import * as l10n from '@vscode/l10n';

import { nameProblem, suggestName } from '../../core/applications/application.ts';
import type { ApplicationDraft } from '../../core/applications/applicationStore.ts';
import { cleanCredential } from './model/cleanCredential.ts';
import { parsePastedCredentials } from './model/pastedCredentials.ts';
import { askScopes, askText, BACK } from '../../editor/prompts.ts';

/** The answers so far. They outlive a cancelled wizard, so that nothing has to be typed twice. */
export interface WizardDraft {
  id: string;
  secret: string;
  /** Empty: the suggested one. */
  name: string;
  scopes: readonly string[];
}

type WizardStep = 'id' | 'secret' | 'name' | 'scopes';

export interface WizardStart {
  readonly title: string;
  readonly step: WizardStep;
  readonly problem?: string | undefined;
  readonly takenNames: readonly string[];
  /** Demo mode is on: what is typed shows as dots. */
  readonly masked?: boolean;
}

const STEPS: readonly WizardStep[] = ['id', 'secret', 'name', 'scopes'];

/** Asks for an application, step by step, with a way back. `undefined`: the user left. Fills `draft` as it goes. */
export async function runWizard(
  draft: WizardDraft,
  start: WizardStart,
): Promise<ApplicationDraft | undefined> {
  let { problem } = start;
  let index = STEPS.indexOf(start.step);
  while (index < STEPS.length) {
    const step = STEPS[index] ?? 'id';
    const answer = await ask(step, draft, { ...start, step, problem });
    problem = undefined;
    if (answer === undefined) return undefined;
    index += answer === BACK ? -1 : answer;
  }
  const name = draft.name === '' ? suggestName(draft.id, start.takenNames) : draft.name;
  return { ...draft, name, scopes: [...draft.scopes] };
}

/** The number of steps to go on, {@link BACK}, or `undefined` when the user left. */
async function ask(
  step: WizardStep,
  draft: WizardDraft,
  { title, problem, takenNames, masked = false }: WizardStart,
): Promise<number | typeof BACK | undefined> {
  const position = { title, step: STEPS.indexOf(step) + 1, totalSteps: STEPS.length, problem, masked };
  switch (step) {
    case 'id':
      return askId(draft, position);
    case 'secret':
      return stepsOn(
        await askText({
          ...position,
          prompt: l10n.t(
            "Application secret. To see it, select the lock icon beside the application in Routee's portal.",
          ),
          value: draft.secret,
          password: true,
          validate: (value) =>
            cleanCredential(value) === '' ? l10n.t('Enter the application secret.') : undefined,
          onDone: (value) => (draft.secret = cleanCredential(value)),
        }),
      );
    case 'name': {
      const suggested = suggestName(draft.id, takenNames);
      return stepsOn(
        await askText({
          ...position,
          prompt: l10n.t('Name shown in the sidebar'),
          value: draft.name === '' ? suggested : draft.name,
          password: masked,
          validate: (value) => nameProblem(value, takenNames),
          onDone: (value) => (draft.name = value.trim() === suggested ? '' : value.trim()),
        }),
      );
    }
    case 'scopes': {
      const onDone = (scopes: readonly string[]): unknown => (draft.scopes = scopes);
      return stepsOn(await askScopes({ ...position, scopes: draft.scopes, onDone }));
    }
  }
}

const stepsOn = (answer: unknown): 1 | typeof BACK | undefined =>
  answer === undefined || answer === BACK ? answer : 1;

async function askId(
  draft: WizardDraft,
  position: { title: string; step: number; totalSteps: number; problem: string | undefined; masked: boolean },
): Promise<number | typeof BACK | undefined> {
  // A secret belongs to one id: with another id it must be entered anew.
  let secretOf = draft.id;
  const take = (text: string): string | undefined => {
    const pasted = parsePastedCredentials(text);
    if (pasted !== undefined) {
      draft.secret = pasted.secret;
      secretOf = pasted.id;
    }
    return pasted?.id;
  };
  const before = { ...draft };
  const settleId = (text: string): void => {
    draft.id = take(text) ?? cleanCredential(text);
    if (draft.id !== secretOf) draft.secret = '';
    if (draft.id !== before.id) draft.name = '';
  };
  const answer = await askText({
    ...position,
    prompt: l10n.t(
      'Application ID. You can also paste id:secret, a Basic header, or a curl command to fill in both.',
    ),
    placeholder: '5756a411e4b06a33d50517c7',
    value: draft.id,
    password: position.masked,
    validate: validateId,
    // A pasted secret is taken out of the visible box at once; what is typed letter by letter is left alone.
    onChange: (value, previous) => {
      const id = value.length > previous.length + 3 ? take(value) : undefined;
      return id === undefined
        ? undefined
        : { value: id, prompt: l10n.t('The secret was found, too. Press Enter to continue.') };
    },
    onDone: settleId,
  });
  const isNew = draft.id !== before.id || draft.secret !== before.secret;
  // A pasted secret needs no question.
  return typeof answer === 'string' && draft.id === secretOf && isNew ? 2 : stepsOn(answer);
}

function validateId(value: string): string | undefined {
  const id = parsePastedCredentials(value)?.id ?? cleanCredential(value);
  if (id === '') {
    return l10n.t("Enter the application ID from Routee's portal.");
  }
  if (id.includes(':')) {
    return l10n.t("An application ID can't contain a colon. To enter both at once, type id:secret.");
  }
  return /\s/.test(id) ? l10n.t("An application ID can't contain spaces.") : undefined;
}

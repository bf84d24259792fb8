import * as l10n from '@vscode/l10n';

import type { Application } from '../../core/applications/application.ts';
import type { ApplicationDraft } from '../../core/applications/applicationStore.ts';
import type { Token } from '../../core/protocol/token.ts';
import type { Services } from '../../services.ts';
import { checkCredentials } from './credentialsCheck.ts';

/** Why credentials cannot be stored, and what to ask for again. */
export interface DraftProblem {
  readonly field: 'secret' | 'scopes' | 'servers';
  readonly text: string;
  /** The application that is stored with the same id and scopes. */
  readonly double?: Application;
}

export interface GoodDraft {
  readonly draft: ApplicationDraft;
  /** `undefined`: the user has chosen to save it unchecked. */
  readonly token: Token | undefined;
}

export interface AskingOptions {
  /** By which the user is told about the draft, where that is not its own name. */
  readonly name?: string;
  /** The key of the application that is changed: no double of itself. */
  readonly key?: string;
  /** Routee is not asked. */
  readonly unchecked?: boolean;
}

/**
 * Asks for credentials until they are stored nowhere else and Routee accepts them. `undefined`: the user left.
 *
 * @param ask called again with what is wrong; gives `undefined` when the user leaves
 * @throws {RouteeError} when it is a setting that has to be mended first
 */
export async function askUntilGood(
  services: Services,
  ask: (problem: DraftProblem | undefined) => Promise<ApplicationDraft | undefined>,
  { name, key, unchecked = false }: AskingOptions = {},
): Promise<GoodDraft | undefined> {
  let problem: DraftProblem | undefined;
  for (;;) {
    const draft = await ask(problem);
    if (draft === undefined) return undefined;
    const double = services.applications.findDouble(draft, key);
    if (double !== undefined) {
      const text = l10n.t(
        '"{0}" already has the same ID and scopes. Choose other scopes, or press Escape to cancel.',
        double.name,
      );
      problem = { field: 'scopes', text, double };
      continue;
    }
    const check = unchecked
      ? ({ kind: 'unchecked' } as const)
      : await checkCredentials(services, draft, name ?? draft.name);
    switch (check.kind) {
      case 'good':
        return { draft, token: check.token };
      case 'unchecked':
        return { draft, token: undefined };
      case 'cancelled':
        return undefined;
      case 'wrong':
        problem = { field: check.field, text: check.problem };
    }
  }
}

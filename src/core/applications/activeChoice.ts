import * as l10n from '@vscode/l10n';
import * as z from 'zod/mini';

import { parseJson } from '../kit/parseJson.ts';
import type { Application } from './application.ts';

const choiceSchema = z.object({
  key: z.string(),
  /** By the user; otherwise the application that the workspace began with. */
  chosen: z.boolean(),
});

/** The application of one workspace, as SecretStorage keeps it. */
export type WorkspaceChoice = Readonly<z.infer<typeof choiceSchema>>;

export const readWorkspaceChoice = (value: string | undefined): WorkspaceChoice | undefined =>
  choiceSchema.safeParse(parseJson(value)).data;

/** The source of the choice of the active application. */
export type ActiveReason = 'workspace' | 'suggestion' | 'everywhere';

export function activeText(reason: ActiveReason): string {
  switch (reason) {
    case 'workspace':
      return l10n.t('active in this workspace');
    case 'suggestion':
      return l10n.t('active, suggested by this workspace');
    case 'everywhere':
      return l10n.t('active');
  }
}

/** Every word that counts for the active application of this window. */
export interface Choices {
  /** The key of the application that was last chosen in any window. */
  readonly everywhere: string | undefined;
  /** `undefined` also where no folder is open. */
  readonly workspace: WorkspaceChoice | undefined;
  /** Names, from the settings of the open folders; several when the folders disagree. */
  readonly suggested: readonly string[];
}

interface Active {
  readonly application: Application;
  readonly reason: ActiveReason;
}

/**
 * The active application. The user's choice for the workspace comes first, then what the workspace suggests, then what
 * it began with: another window that chooses for its own workspace changes nothing here.
 *
 * @param applications by name
 */
export function chooseActive(choices: Choices, applications: readonly Application[]): Active | undefined {
  const { everywhere, workspace, suggested } = choices;
  const find = (key: string | undefined): Application | undefined =>
    applications.find((application) => application.key === key);
  const own = find(workspace?.key);
  if (own !== undefined && workspace?.chosen === true) return { application: own, reason: 'workspace' };
  const [fitting, ...others] = suggestedApplications(suggested, applications);
  if (fitting !== undefined && others.length === 0) return { application: fitting, reason: 'suggestion' };
  if (own !== undefined) return { application: own, reason: 'workspace' };
  const application = find(everywhere) ?? applications[0];
  return application && { application, reason: 'everywhere' };
}

/** The applications that a suggestion can mean: one, where it is good. None where the folders disagree. */
export function suggestedApplications(
  suggested: readonly string[],
  applications: readonly Application[],
): readonly Application[] {
  return suggested.length === 1 ? applications.filter(({ name }) => name === suggested[0]) : [];
}

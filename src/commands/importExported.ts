import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import { shortId } from '../core/diagnosis/shortId.ts';
import type { ExportedApplication } from '../core/importing/applicationsFile.ts';
import type { CommandContext } from './commandContext.ts';
import { Importing } from './importing.ts';
import { importSummary } from './importSummary.ts';
import { showInformation } from './messages.ts';
import { askText } from './prompts.ts';

/** Adds applications that were exported, and asks for the secret of each: those never leave a machine. */
export async function importExported(
  context: CommandContext,
  exported: readonly ExportedApplication[],
  file: string,
): Promise<void> {
  if (exported.length === 0) {
    void showInformation(l10n.t('There is no application in {0}.', file));
    return;
  }
  const title = l10n.t('Import Routee Applications from {0}', file);
  const items = exported.map((application) => {
    const double = context.applications.findDouble(application);
    return {
      label: application.name,
      description: shortId(application.id),
      detail:
        double === undefined
          ? application.scopes.length === 0
            ? l10n.t('All scopes')
            : application.scopes.join(' ')
          : l10n.t('Stored already as “{0}”', double.name),
      picked: double === undefined,
      application,
    };
  });
  const picked = await vscode.window.showQuickPick(items, {
    title,
    placeHolder: l10n.t('Which applications? You are asked for their secrets next'),
    canPickMany: true,
    ignoreFocusOut: true,
  });
  if (picked === undefined || picked.length === 0) {
    return;
  }
  const importing = new Importing(context);
  const chosen = picked.map(({ application }) => application);
  let left = chosen.length;
  try {
    for (const [index, application] of chosen.entries()) {
      const position = { title, step: index + 1, totalSteps: chosen.length };
      if (!(await importOne(context, importing, application, position))) {
        break;
      }
      left--;
    }
  } finally {
    tell(importing, file, left);
  }
}

/** Asks until the secret is right. Resolves to `false` when the user leaves. */
async function importOne(
  context: CommandContext,
  importing: Importing,
  { id, scopes, active, ...exported }: ExportedApplication,
  position: { readonly title: string; readonly step: number; readonly totalSteps: number },
): Promise<boolean> {
  const name = importing.name(exported.name, id);
  let secret = context.unredacted.findDouble({ id, scopes })?.secret;
  let problem: string | undefined;
  for (;;) {
    secret ??= await ask(position, name, id, problem);
    if (secret === undefined) {
      return false;
    }
    const { length } = importing.added;
    const goesOn = await importing.add({ id, scopes, name, secret });
    const refused = importing.refused.pop();
    if (refused !== undefined) {
      ({ problem } = refused);
      secret = undefined;
      continue;
    }
    const added = importing.added[length];
    // Where there was a choice already, it stays.
    if (active === true && importing.isFirst && added !== undefined) {
      await context.applications.setActive(added.key);
    }
    return goesOn;
  }
}

async function ask(
  position: { readonly title: string; readonly step: number; readonly totalSteps: number },
  name: string,
  id: string,
  problem: string | undefined,
): Promise<string | undefined> {
  // No way back: the one before is stored.
  const answer = await askText({
    title: l10n.t('{0} ({1} of {2})', position.title, position.step, position.totalSteps),
    prompt: l10n.t(
      'The secret of {0} ({1}): the lock icon in Routee’s portal shows it. Escape stops here.',
      name,
      shortId(id),
    ),
    value: '',
    password: true,
    problem,
    validate: (value) => (value.trim() === '' ? l10n.t('Enter the application secret.') : undefined),
  });
  return typeof answer === 'string' ? answer.trim() : undefined;
}

function tell(importing: Importing, file: string, left: number): void {
  const rest = left === 0 ? [] : [l10n.t('Left out: {0}. Import the file again to go on with them.', left)];
  const summary = [importSummary(importing, file), ...rest].filter((sentence) => sentence !== '').join(' ');
  void showInformation(summary);
}

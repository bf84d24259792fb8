import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import { EnvFileError } from '../core/envFile/envFileError.ts';
import { writeApplicationsFile } from '../core/importing/applicationsFile.ts';
import type { CommandContext } from './commandContext.ts';
import { homeFolder } from './localDisk.ts';
import { showInformation } from './messages.ts';

const FILE_NAME = 'routee-applications.json';

/** Writes everything but secrets and tokens to a file, to be imported on another machine. */
export async function exportApplications(context: CommandContext): Promise<void> {
  const { applications } = context.unredacted;
  if (applications.length === 0) {
    void showInformation(l10n.t('There is no Routee application to export. Run “Routee: Add Application”.'));
    return;
  }
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? homeFolder();
  const uri = await vscode.window.showSaveDialog({
    title: l10n.t('Export Routee Applications, without secrets'),
    // A browser has no folder of its own, and a dialog shows none that does not exist.
    ...(folder.scheme === 'untitled' ? {} : { defaultUri: vscode.Uri.joinPath(folder, FILE_NAME) }),
    filters: { JSON: ['json'] },
    saveLabel: l10n.t('Export'),
  });
  if (uri === undefined) {
    return;
  }
  const file = vscode.workspace.asRelativePath(uri);
  const text = writeApplicationsFile(applications, context.unredacted.active?.key);
  try {
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  } catch (error) {
    throw new EnvFileError(
      'unwritable',
      l10n.t('{0} could not be written: its folder may be read-only or full. Export to another place.', file),
      error,
    );
  }
  context.log.info(`${applications.length} applications are exported, without secrets.`);
  const open = l10n.t('Open');
  const sentence =
    applications.length === 1
      ? l10n.t('One application is exported to {0}, without its secret.', file)
      : l10n.t('{0} applications are exported to {1}, without their secrets.', applications.length, file);
  void showInformation(sentence, open).then(async (answer) => {
    if (answer === open) {
      await vscode.window.showTextDocument(uri);
    }
  });
}

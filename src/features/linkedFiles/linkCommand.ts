import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import type { Application } from '../../core/applications/application.ts';
import { inSentence } from '../../core/kit/fileError.ts';
import type { Paths } from '../../core/kit/isBelow.ts';
import type { HostFiles } from '../../host/host.ts';
import { linkId } from '../../core/envFile/environmentLink.ts';
import { isTaken } from '../../core/envFile/linkFile.ts';
import type { LinkDraft, LinkedEnvironments } from '../../core/envFile/linkedEnvironments.ts';
import { cancelled } from '../../core/protocol/routeeError.ts';
import { clickedOrPicked } from '../applications/chooseApplication.ts';
import type { Services } from '../../services.ts';
import { tokenToHandOut } from '../tokens/handOut.ts';
import { allowByGit, askEnvironmentFile, askTarget, TITLE } from './linkQuestions.ts';
import { linkReference } from './linkReference.ts';
import { agrees, manageTrust, offer, showInformation, showWarning } from '../../editor/messages.ts';

/** Writes the current token to an environment file of the workspace, and keeps it current from then on. */
export async function linkEnvironment(services: Services, argument: unknown): Promise<void> {
  const { paths } = await mustBePossible(services.host.files);
  const application = await clickedOrPicked(services, argument, TITLE());
  const { file, kind } = await askEnvironmentFile(paths);
  const name = vscode.workspace.asRelativePath(file);
  const linked = await services.environments();
  try {
    const draft = { file, key: application.key, target: await askTarget(linked.files, file, kind, paths) };
    await mayReplace(services, linked, draft);
    const allowed = await allowByGit(linked.files, file);
    const { token } = await tokenToHandOut(services, { key: application.key }, 'Write');
    const isOnDisk = await linked.link(
      { ...draft, ...(allowed === 'accepted' ? { unverifiedAccepted: true } : {}) },
      token.accessToken,
    );
    services.log.info(`${name} is linked to ${application.name}.`);
    tell(application, draft, name, paths, { isIgnored: allowed === 'ignored', isOnDisk });
  } catch (error) {
    throw inSentence(error, (why) => l10n.t("{0} wasn't linked. {1}", name, why));
  }
}

/** @throws {RouteeError} `cancelled` after showing the reason */
async function mustBePossible(files: HostFiles | undefined): Promise<HostFiles> {
  if (files === undefined) {
    void showWarning(
      l10n.t(
        "In a browser, Routee Auth can't write to files by itself. Insert the token, or link the file in VS Code on the desktop.",
      ),
    );
    throw cancelled();
  }
  if (!vscode.workspace.isTrusted) {
    await offer(
      showWarning,
      l10n.t('Routee Auth writes tokens only to files in trusted workspaces.'),
      manageTrust(),
    );
    throw cancelled();
  }
  if (vscode.workspace.workspaceFolders?.some(({ uri }) => uri.scheme === 'file') !== true) {
    void showWarning(
      l10n.t(
        'Open a folder on this computer first. Routee Auth links only environment files in the open folder.',
      ),
    );
    throw cancelled();
  }
  return files;
}

async function mayReplace(services: Services, linked: LinkedEnvironments, draft: LinkDraft): Promise<void> {
  const isLinked = services.links.all.some((link) => linkId(link) === linkId(draft));
  if (isLinked || !(await isTaken(linked.files, draft))) return;
  const file = vscode.workspace.asRelativePath(draft.file);
  const isAgreed = await agrees(
    l10n.t('Replace the value of {0} in {1}?', draft.target.name, file),
    l10n.t('This overwrites the value. If you unlink the file, the value is left empty.'),
    l10n.t('Replace'),
  );
  if (!isAgreed) {
    throw cancelled();
  }
}

function tell(
  application: Application,
  draft: LinkDraft,
  name: string,
  paths: Paths,
  { isIgnored, isOnDisk }: { isIgnored: boolean; isOnDisk: boolean },
): void {
  const reference = linkReference(draft, paths.join(paths.dirname(draft.file), 'any.http'), paths);
  const sentences = [
    l10n.t(
      '{0} contains the token of {1} as {2}. Routee Auth updates it automatically.',
      name,
      application.name,
      draft.target.name,
    ),
    ...(reference === undefined ? [] : [l10n.t('Use it in requests as {0}.', reference.token)]),
    ...(isOnDisk ? [] : [l10n.t('Save {0} to write the change to disk.', name)]),
    ...(isIgnored ? [] : [l10n.t("Git wasn't checked: keep this file out of any repository.")]),
  ];
  void offer(showInformation, sentences.join(' '), {
    [l10n.t('Open File')]: () => vscode.window.showTextDocument(vscode.Uri.file(draft.file)),
  });
}

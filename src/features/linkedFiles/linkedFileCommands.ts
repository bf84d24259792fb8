import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import { plainText } from '../../core/kit/plainText.ts';
import { inSentence } from '../../core/kit/fileError.ts';
import { linkId, type EnvironmentLink } from '../../core/envFile/environmentLink.ts';
import { cannotBeOpened } from '../../editor/documents.ts';
import { fieldsOf } from '../../core/kit/parseJson.ts';
import type { Services } from '../../services.ts';
import { showInformation } from '../../editor/messages.ts';
import { orCancel } from '../../editor/prompts.ts';

/** Removes the token from a linked file, with everything that linking has added. */
export async function unlinkEnvironment(services: Services, argument: unknown): Promise<void> {
  const link = await clickedOrPicked(services, argument, l10n.t('Unlink Environment File'));
  const name = vscode.workspace.asRelativePath(link.file);
  try {
    await (await services.environments()).unlink(linkId(link));
  } catch (error) {
    throw inSentence(error, (why) =>
      l10n.t("{0} still contains the last token because it couldn't be changed. {1}", name, why),
    );
  }
  services.log.info(`${name} is no longer linked.`);
  void showInformation(
    l10n.t('{0} is no longer linked. The value of {1} was removed.', name, link.target.name),
  );
}

export async function openLinkedFile(services: Services, argument: unknown): Promise<void> {
  const { file } = await clickedOrPicked(services, argument, l10n.t('Open Linked File'));
  const uri = vscode.Uri.file(file);
  try {
    // An open editor still shows a deleted file.
    await vscode.workspace.fs.stat(uri);
    await vscode.window.showTextDocument(uri);
  } catch (error) {
    throw cannotBeOpened(uri, error);
  }
}

/** @throws {RouteeError} `cancelled` */
async function clickedOrPicked(
  services: Services,
  argument: unknown,
  title: string,
): Promise<EnvironmentLink> {
  const { all } = services.links;
  const row = fieldsOf(argument)['link'];
  const id = row === undefined ? undefined : linkId(row as EnvironmentLink);
  const [only, ...others] = all;
  if (id !== undefined || only === undefined) {
    const link = all.find((candidate) => linkId(candidate) === id);
    if (link === undefined) {
      void showInformation(
        id === undefined
          ? l10n.t('This workspace has no linked environment file.')
          : l10n.t('That environment file is no longer linked.'),
      );
    }
    return orCancel(link);
  }
  // The palette passes no row, nor does a row that is being redrawn.
  if (others.length === 0) return only;
  const items = all.map((link) => ({
    label: plainText(vscode.workspace.asRelativePath(link.file)),
    description: link.target.name,
    detail: services.applications.get(link.key)?.name ?? '',
    link,
  }));
  const options = { title, placeHolder: l10n.t('Choose a linked file') };
  return orCancel(await vscode.window.showQuickPick(items, options)).link;
}

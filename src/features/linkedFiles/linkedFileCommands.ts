import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import { EnvFileError } from '../../core/kit/fileError.ts';
import { linkId, type EnvironmentLink } from '../../core/envFile/environmentLink.ts';
import { cancelled } from '../../core/protocol/routeeError.ts';
import { cannotBeOpened } from '../../editor/documents.ts';
import type { Services } from '../../services.ts';
import { showInformation } from '../../editor/messages.ts';

/** Takes the token out of a linked file, with what linking has added. */
export async function unlinkEnvironment(services: Services, argument: unknown): Promise<void> {
  const link = await clickedOrPicked(services, argument, l10n.t('Unlink Environment File'));
  const name = vscode.workspace.asRelativePath(link.file);
  try {
    await (await services.environments()).unlink(linkId(link));
  } catch (error) {
    throw error instanceof EnvFileError
      ? new EnvFileError(
          error.code,
          l10n.t('{0} still holds the last token, for it could not be changed. {1}', name, error.message),
          error,
        )
      : error;
  }
  services.log.info(`${name} is no longer linked.`);
  void showInformation(
    l10n.t('{0} is no longer linked: the value of {1} is taken out.', name, link.target.name),
  );
}

export async function openLinkedFile(services: Services, argument: unknown): Promise<void> {
  const { file } = await clickedOrPicked(services, argument, l10n.t('Open Linked File'));
  const uri = vscode.Uri.file(file);
  try {
    // An editor would show a file that is gone as it was.
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
  const id = linkIdOf(argument);
  const [only, ...others] = all;
  // A row that is just being redrawn passes nothing, either.
  if (id === undefined && only !== undefined && others.length === 0) {
    return only;
  }
  if (id === undefined && only !== undefined) {
    const items = all.map((link) => ({
      label: vscode.workspace.asRelativePath(link.file),
      description: link.target.name,
      detail: services.applications.get(link.key)?.name ?? '',
      link,
    }));
    const picked = await vscode.window.showQuickPick(items, {
      title,
      placeHolder: l10n.t('Choose a linked file'),
    });
    if (picked === undefined) {
      throw cancelled();
    }
    return picked.link;
  }
  const link = all.find((candidate) => linkId(candidate) === id);
  if (link === undefined) {
    void showInformation(
      id === undefined
        ? l10n.t('No environment file of this workspace is linked.')
        : l10n.t('That environment file is no longer linked.'),
    );
    throw cancelled();
  }
  return link;
}

/** The id of the link that a row or a button passes. */
function linkIdOf(argument: unknown): string | undefined {
  const isRow = typeof argument === 'object' && argument !== null && 'link' in argument;
  return isRow ? linkId(argument.link as EnvironmentLink) : undefined;
}

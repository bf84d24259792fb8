import * as vscode from 'vscode';

import { EnvFileError } from '../core/envFile/envFileError.ts';
import { linkId, type EnvironmentLink } from '../core/envFile/environmentLink.ts';
import { RouteeError } from '../core/protocol/routeeError.ts';
import type { CommandContext } from './commandContext.ts';
import { showInformation } from './messages.ts';

/** Takes the token out of a linked file, with what linking has added. */
export async function unlinkEnvironment(context: CommandContext, argument: unknown): Promise<void> {
  const link = await clickedOrPicked(context, argument, 'Unlink Environment File');
  const name = vscode.workspace.asRelativePath(link.file);
  try {
    await (await context.environments()).unlink(linkId(link));
  } catch (error) {
    throw error instanceof EnvFileError
      ? new EnvFileError(
          error.code,
          `${name} still holds the last token, for it could not be changed. ${error.message}`,
          error,
        )
      : error;
  }
  context.log.info(`${name} is no longer linked.`);
  void showInformation(`${name} is no longer linked: the value of ${link.target.name} is taken out.`);
}

export async function openLinkedFile(context: CommandContext, argument: unknown): Promise<void> {
  const { file } = await clickedOrPicked(context, argument, 'Open Linked File');
  const uri = vscode.Uri.file(file);
  try {
    // An editor would show a file that is gone as it was.
    await vscode.workspace.fs.stat(uri);
    await vscode.window.showTextDocument(uri);
  } catch (error) {
    const name = vscode.workspace.asRelativePath(file);
    throw new EnvFileError('missing', `${name} cannot be opened. It may have been moved or deleted.`, error);
  }
}

/** @throws {RouteeError} `cancelled` */
async function clickedOrPicked(
  context: CommandContext,
  argument: unknown,
  title: string,
): Promise<EnvironmentLink> {
  const { all } = context.links;
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
      detail: context.applications.get(link.key)?.name ?? '',
      link,
    }));
    const picked = await vscode.window.showQuickPick(items, { title, placeHolder: 'Choose a linked file' });
    if (picked === undefined) {
      throw new RouteeError('cancelled', 'No file was chosen.');
    }
    return picked.link;
  }
  const link = all.find((candidate) => linkId(candidate) === id);
  if (link === undefined) {
    void showInformation(
      id === undefined
        ? 'No environment file of this workspace is linked.'
        : 'That environment file is no longer linked.',
    );
    throw new RouteeError('cancelled', 'There is no such link.');
  }
  return link;
}

/** The id of the link that a row or a button passes. */
function linkIdOf(argument: unknown): string | undefined {
  const isRow = typeof argument === 'object' && argument !== null && 'link' in argument;
  return isRow ? linkId(argument.link as EnvironmentLink) : undefined;
}

import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import type { CommandId } from '../../contributions.ts';
import { EnvFileError, type EnvFileErrorCode } from '../../core/kit/fileError.ts';
import type { LinkedEnvironments, LinkStop } from '../../core/envFile/linkedEnvironments.ts';
import type { Services } from '../../services.ts';
import { confirmHandOut, type HandOutContext } from '../tokens/confirmHandOut.ts';
import { showError, showWarning } from '../../editor/messages.ts';

const IGNORE = (): string => l10n.t('Add to .gitignore');
const UNLINK = (): string => l10n.t('Unlink');
const OPEN = (): string => l10n.t('Open File');
const AGAIN = (): string => l10n.t('Link Again');

/** A linked file is no longer kept current: said once, with what helps. */
export async function announceLinkStop(
  linked: LinkedEnvironments,
  stop: LinkStop,
  context: HandOutContext & Pick<Services, 'tokens'>,
): Promise<void> {
  const { link, error } = stop;
  const { code } = error;
  if (code === 'longLived') {
    const application = context.applications.get(link.key);
    const token = context.tokens.peek(link.key);
    if (application !== undefined && token !== undefined) {
      await confirmHandOut(context, application, token, 'Write', false);
    }
    return;
  }
  const name = vscode.workspace.asRelativePath(link.file);
  const { sentence, buttons } = describe(stop, code, name);
  const answer = await showWarning(sentence, ...buttons);
  const run = (command: CommandId, argument: unknown): Thenable<unknown> =>
    vscode.commands.executeCommand(command, argument);
  if (answer === IGNORE()) {
    try {
      await linked.files.ignore(link.file);
      await linked.refresh();
    } catch (failure) {
      const why = failure instanceof EnvFileError ? failure.message : error.message;
      void showError(l10n.t('.gitignore could not be changed. {0}', why));
    }
  } else if (answer === UNLINK()) {
    await run('routee.unlinkEnvironment', { link });
  } else if (answer === AGAIN()) {
    await run('routee.linkEnvironment', { key: link.key });
  } else if (answer === OPEN()) {
    await vscode.window.showTextDocument(vscode.Uri.file(link.file));
  }
}

function describe(
  { link, error, isOrphan }: LinkStop,
  code: Exclude<EnvFileErrorCode, 'longLived'>,
  name: string,
): { sentence: string; buttons: string[] } {
  const variable = link.target.name;
  if (isOrphan) {
    return {
      sentence: l10n.t(
        '{0} still holds the last token of an application that was removed, as {1}. {2} Take it out by hand.',
        name,
        variable,
        error.message,
      ),
      buttons: [OPEN()],
    };
  }
  switch (code) {
    case 'missing':
      return {
        sentence: l10n.t('{0} in {1} is no longer kept current. {2}', variable, name, error.message),
        buttons: [AGAIN()],
      };
    case 'exposed':
      return {
        sentence: l10n.t(
          'No more tokens are written to {0}. {1} The last one is still in it, as {2}.',
          name,
          error.message,
          variable,
        ),
        buttons: [UNLINK(), IGNORE()],
      };
    case 'tracked':
      return {
        sentence: l10n.t(
          'Git tracks {0}, so no more tokens are written to it. The last one is still in it, as {1}. To link it again, run “git rm --cached {0}” and commit that first.',
          name,
          variable,
        ),
        buttons: [UNLINK()],
      };
    case 'unverified':
      return {
        sentence: l10n.t(
          'Git cannot be asked whether it ignores {0}, so no more tokens are written to it. The last one is still in it, as {1}.',
          name,
          variable,
        ),
        buttons: [UNLINK(), AGAIN()],
      };
    case 'invalid':
    case 'unfit':
    case 'outside':
    case 'unwritable':
      return {
        sentence: l10n.t(
          '{0} in {1} could not be kept current. {2} It is tried again with the next token.',
          variable,
          name,
          error.message,
        ),
        buttons: [OPEN(), UNLINK()],
      };
  }
}

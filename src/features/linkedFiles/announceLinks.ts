import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import type { LinkStop } from '../../core/envFile/linkedEnvironments.ts';
import { EnvFileError } from '../../core/kit/fileError.ts';
import { type Buttons, execute, offer, showError, showWarning } from '../../editor/messages.ts';
import type { Services } from '../../services.ts';
import { confirmLater } from '../tokens/confirmHandOut.ts';

/** Says once that a linked file is no longer kept current, and offers a remedy. */
export async function announceLinkStop(
  { link, error, isOrphan }: LinkStop,
  services: Services,
): Promise<void> {
  const name = vscode.workspace.asRelativePath(link.file);
  const variable = link.target.name;
  const { code, message } = error;
  const open = { [l10n.t('Open File')]: () => vscode.window.showTextDocument(vscode.Uri.file(link.file)) };
  const unlink = { [l10n.t('Unlink')]: () => execute('routee.unlinkEnvironment', { link }) };
  const again = { [l10n.t('Link Again')]: () => execute('routee.linkEnvironment', { key: link.key }) };
  const warn = (sentence: string, buttons: Buttons): Promise<void> => offer(showWarning, sentence, buttons);
  if (isOrphan) {
    return warn(
      l10n.t(
        '{0} still holds the last token of an application that was removed, as {1}. {2} Take it out by hand.',
        name,
        variable,
        message,
      ),
      open,
    );
  }
  switch (code) {
    case 'longLived': {
      const application = services.applications.get(link.key);
      const token = services.tokens.peek(link.key);
      if (application !== undefined && token !== undefined) {
        confirmLater(services, 'Write')(application, token);
      }
      return;
    }
    case 'missing':
      return warn(l10n.t('{0} in {1} is no longer kept current. {2}', variable, name, message), again);
    case 'exposed':
      return warn(
        l10n.t(
          'No more tokens are written to {0}. {1} The last one is still in it, as {2}.',
          name,
          message,
          variable,
        ),
        { ...unlink, [l10n.t('Add to .gitignore')]: () => ignore(link.file, message, services) },
      );
    case 'tracked':
      return warn(
        l10n.t(
          'Git tracks {0}, so no more tokens are written to it. The last one is still in it, as {1}. To link it again, run “git rm --cached {0}” and commit that first.',
          name,
          variable,
        ),
        unlink,
      );
    case 'unverified':
      return warn(
        l10n.t(
          'Git cannot be asked whether it ignores {0}, so no more tokens are written to it. The last one is still in it, as {1}.',
          name,
          variable,
        ),
        { ...unlink, ...again },
      );
    case 'invalid':
    case 'unfit':
    case 'outside':
    case 'unwritable':
      return warn(
        l10n.t(
          '{0} in {1} could not be kept current. {2} It is tried again with the next token.',
          variable,
          name,
          message,
        ),
        { ...open, ...unlink },
      );
  }
}

/** @param problem why the file is no longer kept current */
async function ignore(file: string, problem: string, { environments }: Services): Promise<void> {
  const linked = await environments();
  try {
    await linked.files.ignore(file);
    await linked.refresh();
  } catch (error) {
    const why = error instanceof EnvFileError ? error.message : problem;
    void showError(l10n.t('.gitignore could not be changed. {0}', why));
  }
}

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
  const stopped = l10n.t(
    'Routee Auth stopped updating {0}. {1} The last token is still in it, as {2}.',
    name,
    message,
    variable,
  );
  const warn = (sentence: string, buttons: Buttons): Promise<void> => offer(showWarning, sentence, buttons);
  if (isOrphan) {
    return warn(
      l10n.t(
        '{0} still contains the last token of a removed application, as {1}. {2} Remove it yourself.',
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
      return warn(l10n.t('{0} in {1} is no longer updated. {2}', variable, name, message), again);
    case 'exposed':
      return warn(stopped, {
        ...unlink,
        [l10n.t('Add to .gitignore')]: () => ignore(link.file, message, services),
      });
    case 'tracked':
      return warn(
        `${stopped} ${l10n.t('To link it again, run "git rm --cached {0}" and commit that first.', name)}`,
        unlink,
      );
    case 'unverified':
      return warn(stopped, { ...unlink, ...again });
    case 'invalid':
    case 'unfit':
    case 'outside':
    case 'unwritable':
      return warn(
        l10n.t(
          "{0} in {1} couldn't be updated. {2} Routee Auth tries again with the next token.",
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
    void showError(l10n.t("Can't change .gitignore. {0}", why));
  }
}

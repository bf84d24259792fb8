import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import { EnvFileError } from '../core/envFile/envFileError.ts';
import type { EnvFiles } from '../core/envFile/envFiles.ts';
import { RouteeError } from '../core/protocol/routeeError.ts';
import { showWarning } from './messages.ts';

const ADD = (): string => l10n.t('Add to .gitignore');
const ANYWAY = (): string => l10n.t('Link Anyway');

/**
 * Makes sure that Git ignores the file, with a line in `.gitignore` if the user wants one.
 *
 * @returns whether Git has said so, there is none, or it cannot be asked and the user has agreed to that
 * @throws {EnvFileError} `exposed`
 * @throws {RouteeError} `cancelled`
 */
export async function allowByGit(
  files: EnvFiles,
  file: string,
): Promise<'ignored' | 'noRepository' | 'accepted'> {
  const name = vscode.workspace.asRelativePath(file);
  switch (await files.exposure(file)) {
    case 'ignored':
      return 'ignored';
    case 'noRepository':
      return 'noRepository';
    case 'unverified':
      await mustAgree(
        l10n.t('Git cannot be asked whether it ignores {0}.', name),
        l10n.t(
          'VS Code’s Git extension does not know the repository around it. A token in a file that Git keeps gets to all who can read the repository.',
        ),
        ANYWAY(),
      );
      return 'accepted';
    case 'tracked':
      throw new EnvFileError(
        'exposed',
        l10n.t(
          'Git tracks it, so the token would get into the repository. Choose a file that Git ignores, or run “git rm --cached {0}” first.',
          name,
        ),
      );
    case 'notIgnored':
      await mustAgree(
        l10n.t('Git does not ignore {0}.', name),
        l10n.t(
          'The token in it would soon be in the repository. Routee Auth can add a line for this file to .gitignore and go on.',
        ),
        ADD(),
      );
      await files.ignore(file);
      if ((await files.exposure(file)) !== 'ignored') {
        throw new EnvFileError(
          'exposed',
          l10n.t('Git still does not ignore it: another rule takes back what .gitignore says.'),
        );
      }
      return 'ignored';
  }
}

async function mustAgree(sentence: string, detail: string, button: string): Promise<void> {
  if ((await showWarning(sentence, { modal: true, detail }, button)) !== button) {
    throw new RouteeError('cancelled', l10n.t('The file is not linked.'));
  }
}

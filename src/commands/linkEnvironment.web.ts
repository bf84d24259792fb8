import * as l10n from '@vscode/l10n';

import { RouteeError } from '../core/protocol/routeeError.ts';
import type * as node from './linkEnvironment.ts';
import { showWarning } from './messages.ts';

/** The menus do not offer it; a key binding or another extension can still ask for it. */
export const linkEnvironment: typeof node.linkEnvironment = () => {
  void showWarning(
    l10n.t(
      'In a browser Routee Auth cannot write to files on its own. Insert the token, or link the file in VS Code on the desktop.',
    ),
  );
  return Promise.reject(new RouteeError('cancelled', l10n.t('A browser has no files to link.')));
};

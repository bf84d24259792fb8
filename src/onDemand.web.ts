import * as l10n from '@vscode/l10n';

import { EnvFileError } from './core/envFile/envFileError.ts';
import type * as node from './onDemand.ts';

// What onDemand.ts builds needs a disk and a process, and a browser has neither.

/** Not asked for: without links there is nothing to keep current, and a browser has none. */
export const linkEnvironments: typeof node.linkEnvironments = () =>
  Promise.reject(new EnvFileError('outside', l10n.t('A browser has no files to link.')));

export const exposeTokens: typeof node.exposeTokens = ({ log }) => {
  log.warn('In a browser there are no environment variables: routee.http.exposeToClients does nothing here.');
  return undefined;
};

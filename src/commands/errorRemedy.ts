import * as l10n from '@vscode/l10n';

import { SETTINGS, type CommandId } from '../contributions.ts';
import type { RouteeErrorCode } from '../core/protocol/routeeError.ts';

/** The button of an error message: a command of ours, a built-in one, or the same command once more. */
interface Remedy {
  readonly label: string;
  readonly command: string;
  readonly argument: unknown;
}

export type RemedyOrRetry = Remedy | { readonly label: string; readonly command: 'retry' };

/** What most likely helps against an error. */
export function remedyFor(
  code: RouteeErrorCode | undefined,
  applicationKey: string | undefined,
  setting: string = SETTINGS.authUrl,
): RemedyOrRetry {
  switch (code) {
    case 'credentialsRejected':
      return applicationKey === undefined
        ? showLog()
        : edit(l10n.t('Edit Credentials'), applicationKey, 'secret');
    case 'invalidScope':
      return applicationKey === undefined ? showLog() : edit(l10n.t('Edit Scopes'), applicationKey, 'scopes');
    case 'invalidEndpoint':
    case 'notFound':
    case 'redirected':
      return { label: l10n.t('Open Setting'), command: 'workbench.action.openSettings', argument: setting };
    case 'network':
    case 'timeout':
    case 'serverError':
    case 'rateLimited':
    case 'expiredToken':
      return { label: l10n.t('Retry'), command: 'retry' };
    case 'refused':
    case 'badAnswer':
    case 'invalidRequest':
    case 'foreignOrigin': // No way to the setting: a file must not lead to another address for tokens.
    case 'cancelled':
    case undefined:
      return showLog();
  }
}

const showLog = (): Remedy => ({
  label: l10n.t('Show Log'),
  command: 'routee.showLog' satisfies CommandId,
  argument: undefined,
});

function edit(label: string, key: string, field: 'secret' | 'scopes'): Remedy {
  return { label, command: 'routee.editApplication' satisfies CommandId, argument: { key, field } };
}

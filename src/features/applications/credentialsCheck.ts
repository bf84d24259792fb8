import * as l10n from '@vscode/l10n';

import type { ApplicationDraft } from '../../core/applications/applicationStore.ts';
import { authUrlOf } from '../../core/applications/servers.ts';
import { needsUser, RouteeError, type RouteeErrorCode } from '../../core/protocol/routeeError.ts';
import type { Token } from '../../core/protocol/token.ts';
import type { Services } from '../../services.ts';
import { showWarning } from '../../editor/messages.ts';
import { withProgress } from '../../editor/progress.ts';

type CredentialsCheck =
  | { readonly kind: 'good'; readonly token: Token }
  /** Saved without a check, by the user's own choice. */
  | { readonly kind: 'unchecked' }
  /** The server says what is wrong: ask for that again. */
  | { readonly kind: 'wrong'; readonly field: 'secret' | 'scopes' | 'servers'; readonly problem: string }
  | { readonly kind: 'cancelled' };

/** Saving would not help: no token can be had until the setting is right. */
const SETTING_ERRORS: readonly RouteeErrorCode[] = ['invalidEndpoint', 'notFound', 'redirected'];

/**
 * Exchanges credentials before they are saved. When no answer is to be had, the user decides.
 *
 * @param name by which the user is told about them
 * @throws {RouteeError} when it is a setting that has to be mended first
 */
export async function checkCredentials(
  services: Services,
  draft: ApplicationDraft,
  name: string,
): Promise<CredentialsCheck> {
  for (;;) {
    try {
      const token = await withProgress(
        l10n.t('Checking the credentials of {0} with Routee…', name),
        (signal) => services.exchange(draft, authUrlOf(draft, services.settings), signal),
      );
      services.log.info(`${name}: Routee has accepted the credentials (${token.scopes.length} scopes).`);
      return { kind: 'good', token };
    } catch (error) {
      if (!(error instanceof RouteeError)) {
        throw error;
      }
      if (error.code === 'cancelled') {
        return { kind: 'cancelled' };
      }
      if (needsUser(error.code)) {
        services.log.warn(`${name}: Routee has refused the credentials (${error.code}).`);
        const field = error.code === 'invalidScope' ? 'scopes' : 'secret';
        return { kind: 'wrong', field, problem: problemOf(error, draft) };
      }
      if (SETTING_ERRORS.includes(error.code)) {
        if (draft.authUrl === undefined) throw error;
        return { kind: 'wrong', field: 'servers', problem: error.message };
      }
      services.log.warn(`The credentials of ${name} could not be checked (${error.code}). ${error.message}`);
      const [retry, save] = [l10n.t('Retry'), l10n.t('Save Anyway')];
      const answer = await showWarning(
        l10n.t("The credentials of {0} couldn't be checked.", name),
        { modal: true, detail: error.message },
        retry,
        save,
      );
      if (answer !== retry) {
        return { kind: answer === save ? 'unchecked' : 'cancelled' };
      }
    }
  }
}

function problemOf(error: RouteeError, draft: ApplicationDraft): string {
  const unusual = error.code === 'credentialsRejected' && !/^[0-9a-f]{24}$/i.test(draft.id);
  return unusual
    ? l10n.t(
        "{0} The ID doesn't look like Routee's (24 hexadecimal digits). Credentials of the Email API v1 aren't accepted.",
        error.message,
      )
    : l10n.t('{0} Correct it and press Enter.', error.message);
}

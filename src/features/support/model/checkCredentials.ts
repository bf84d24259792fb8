import * as l10n from '@vscode/l10n';

import { hasScope } from '../../../core/applications/knownScopes.ts';
import type { Clock } from '../../../core/kit/ports.ts';
import { RouteeError, type RouteeErrorCode } from '../../../core/protocol/routeeError.ts';
import { describeExpiry } from '../../../core/tokens/describeTime.ts';
import type { Token } from '../../../core/protocol/token.ts';
import type { Finding, Subject } from './diagnosis.ts';

/**
 * Exchanges the credentials, unless Routee has refused them already or has asked to wait: asking again would only
 * count as one more failed attempt.
 */
export async function checkCredentials(
  subject: Subject,
  clock: Clock,
  signal: AbortSignal,
): Promise<{ readonly finding: Finding; readonly token: Token | undefined }> {
  const { name, state } = subject;
  const isWaiting =
    state.kind === 'failed' && state.problem.code === 'rateLimited' && (state.retryAtMs ?? 0) > clock.now();
  if (state.kind === 'rejected' || isWaiting) {
    const { code, message } = state.problem;
    const text = l10n.t(
      "{0} wasn't tried again. The last response was: {1}",
      name,
      subject.showText(message),
    );
    return { finding: { outcome: 'failed', text, advice: adviceFor(code) }, token: undefined };
  }
  try {
    const token = await subject.exchange(signal);
    const text = l10n.t(
      'Routee accepted the credentials of {0}. Token: {1}.',
      name,
      describeExpiry(token, clock.now()),
    );
    return { finding: { outcome: 'passed', text }, token };
  } catch (error) {
    if (!(error instanceof RouteeError) || error.code === 'cancelled') {
      throw error;
    }
    const finding: Finding = {
      outcome: 'failed',
      text: `${name}: ${subject.showText(error.message)}`,
      advice: adviceFor(error.code),
    };
    return { finding, token: undefined };
  }
}

function adviceFor(code: RouteeErrorCode): string | undefined {
  switch (code) {
    case 'credentialsRejected':
      return l10n.t(
        'Compare the ID and secret with Routee\'s portal (the lock icon shows the secret), and correct them with "Routee: Edit Application".',
      );
    case 'invalidScope':
      return l10n.t(
        'Remove the scope with "Routee: Edit Application", or grant it to the application in Routee\'s portal.',
      );
    case 'rateLimited':
      return l10n.t('Wait a few minutes. Your programs might be requesting a token for every call.');
    case 'notFound':
    case 'redirected':
    case 'badAnswer':
      return l10n.t('Check the server address: something else might be responding there.');
    default:
      return undefined;
  }
}

/** Whether the token has the scopes that were asked for. */
export function checkScopes(subject: Subject, token: Token): Finding {
  const { name, scopes } = subject;
  if (token.scopes.length === 0) {
    return {
      outcome: 'passed',
      text: l10n.t("The response doesn't say which scopes the token of {0} has.", name),
    };
  }
  const has = subject.showScopes(token.scopes).join(', ');
  const missing = scopes.filter((scope) => !hasScope(token.scopes, scope));
  if (missing.length > 0) {
    return {
      outcome: 'failed',
      text: l10n.t(
        'The token of {0} lacks requested scopes: {1}. Its scopes: {2}.',
        name,
        subject.showScopes(missing).join(', '),
        has,
      ),
      advice: adviceFor('invalidScope'),
    };
  }
  return { outcome: 'passed', text: l10n.t('The token of {0} has the scopes: {1}.', name, has) };
}

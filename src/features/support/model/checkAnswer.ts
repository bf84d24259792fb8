import * as l10n from '@vscode/l10n';

import type { Clock, Fetch } from '../../../core/kit/ports.ts';
import { refuseProxyAnswer, UNEXPLAINED_BY_BROWSER } from '../../../core/protocol/networkFailure.ts';
import { RouteeError } from '../../../core/protocol/routeeError.ts';
import { formatSpan } from '../../../core/tokens/describeTime.ts';
import type { Finding } from './diagnosis.ts';
import { withinDeadline, type Limits } from './withinDeadline.ts';

export interface AnswerPorts {
  readonly fetch: Fetch;
  readonly clock: Clock;
}

export interface Answer {
  readonly finding: Finding;
  /** Whether requests get there: with a clock that is wrong, they do. */
  readonly isAnswered: boolean;
}

const REMARKABLE_SKEW_MS = 60_000;
/** Certificates and times of tokens can suffer. */
const WRONG_SKEW_MS = 5 * 60_000;

const INIT = { method: 'GET', cache: 'no-store', credentials: 'omit' } as const;

/**
 * Whether a server answers a request that goes the way of all others (through proxies, too), whatever the answer is;
 * and by its `Date` (RFC 9110 section 6.6.1), how wrong the clock of this machine is. Sends nothing of the user.
 */
export async function checkAnswer(url: URL, { fetch, clock }: AnswerPorts, limits: Limits): Promise<Answer> {
  const { host, hostname } = url;
  const ask = (init: RequestInit): Promise<Response | RouteeError> =>
    withinDeadline(limits, host, async (signal) => {
      const response = await fetch(`${url.origin}/`, { ...INIT, ...init, signal });
      refuseProxyAnswer(response, host);
      return response;
    });
  const sentMs = clock.now();
  const response = await ask({ redirect: 'manual' });
  const nowMs = clock.now();
  if (!(response instanceof RouteeError)) {
    // The head alone tells everything.
    response.body?.cancel().catch(() => undefined);
    const { headers } = response;
    const ageMs = Number(headers.get('age') ?? 0) * 1000;
    // The header counts whole seconds.
    const serverMs = Date.parse(headers.get('date') ?? '') + 500 + (Number.isFinite(ageMs) ? ageMs : 0);
    const finding = { host: hostname, ...judge(host, (sentMs + nowMs) / 2 - serverMs) };
    return { finding, isAnswered: true };
  }
  // A page may send what it cannot read, and learns that there was an answer.
  const isHidden =
    response.cause === UNEXPLAINED_BY_BROWSER && !((await ask({ mode: 'no-cors' })) instanceof RouteeError);
  const why = isHidden
    ? {
        text: l10n.t("{0} responded but doesn't let web pages read its responses (CORS).", host),
        advice: l10n.t(
          'Use VS Code on the desktop or in a codespace, or enter your own proxy in the routee.authUrl and routee.apiUrl settings.',
        ),
      }
    : { text: response.message };
  return { finding: { outcome: 'failed', ...why, host: hostname }, isAnswered: false };
}

function judge(host: string, skewMs: number): Pick<Finding, 'outcome' | 'text' | 'advice'> {
  if (Number.isNaN(skewMs)) {
    return { outcome: 'passed', text: l10n.t("{0} responded but didn't report its time.", host) };
  }
  const size = Math.abs(skewMs);
  if (size < REMARKABLE_SKEW_MS) {
    return {
      outcome: 'passed',
      text: l10n.t("{0} responded, and its clock matches this computer's.", host),
    };
  }
  const span = formatSpan(size);
  return {
    outcome: size < WRONG_SKEW_MS ? 'warning' : 'failed',
    text:
      skewMs > 0
        ? l10n.t("{0} responded. This computer's clock is ahead (difference: {1}).", host, span)
        : l10n.t("{0} responded. This computer's clock is behind (difference: {1}).", host, span),
    advice: l10n.t('Set the clock automatically in the system settings.'),
  };
}

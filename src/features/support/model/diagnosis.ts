import * as l10n from '@vscode/l10n';

import type { Token } from '../../../core/protocol/token.ts';
import type { TokenState } from '../../../core/tokens/tokenState.ts';

/**
 * - `warning` it works, but something about it is worth knowing
 * - `unknown` it cannot be told here: a browser hides it
 * - `skipped` not looked at, because of something before
 */
export type Outcome = 'passed' | 'warning' | 'failed' | 'unknown' | 'skipped';

/** One thing that was found out, in sentences for people. Without secrets, tokens and whole ids. */
export interface Finding {
  readonly outcome: Outcome;
  readonly text: string;
  /** What to do about it. */
  readonly advice?: string | undefined;
  /** The host that it is about. */
  readonly host?: string | undefined;
}

export const STEP_IDS = [
  'settings',
  'names',
  'connections',
  'proxy',
  'clock',
  'credentials',
  'scopes',
  'api',
] as const;

export type StepId = (typeof STEP_IDS)[number];

export interface Step {
  readonly id: StepId;
  readonly findings: readonly Finding[];
}

const BY_WEIGHT: readonly Outcome[] = ['failed', 'warning', 'passed', 'unknown', 'skipped'];

/** The outcome of a step is the worst of what was found; a step that tells something is not unknown. */
export function outcomeOf({ findings }: Step): Outcome {
  return BY_WEIGHT.find((outcome) => findings.some((finding) => finding.outcome === outcome)) ?? 'skipped';
}

export function titleOf(id: StepId): string {
  switch (id) {
    case 'settings':
      return l10n.t('Settings');
    case 'names':
      return l10n.t('Name lookup (DNS)');
    case 'connections':
      return l10n.t('Secure connection (TLS)');
    case 'proxy':
      return l10n.t('Proxy');
    case 'clock':
      return l10n.t('Answer and clock');
    case 'credentials':
      return l10n.t('Credentials');
    case 'scopes':
      return l10n.t('Scopes');
    case 'api':
      return l10n.t('API');
  }
}

export function outcomeWord(outcome: Outcome): string {
  switch (outcome) {
    case 'passed':
      return l10n.t('passed');
    case 'warning':
      return l10n.t('passed, with a remark');
    case 'failed':
      return l10n.t('failed');
    case 'unknown':
      return l10n.t('cannot be told');
    case 'skipped':
      return l10n.t('not checked');
  }
}

/** The application whose token is to be checked. */
export interface Subject {
  /** As it may be shown. */
  readonly name: string;
  /** As it may be shown. */
  readonly id: string;
  /** What its token is narrowed to, as it is stored; none: all. */
  readonly scopes: readonly string[];
  readonly state: TokenState;
  /** Exchanges its credentials now. @throws {RouteeError} */
  exchange(signal: AbortSignal): Promise<Token>;
  /** Scopes as they may be shown. */
  showScopes(scopes: readonly string[]): readonly string[];
  /** A sentence that a server has written, as it may be shown. */
  showText(text: string): string;
}

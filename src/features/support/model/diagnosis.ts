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
  /** A way to mend it. */
  readonly advice?: string | undefined;
  /** A failure that no other way of requests excuses. */
  readonly isFinal?: boolean;
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
  const texts: Record<StepId, string> = {
    settings: l10n.t('Settings'),
    names: l10n.t('Name lookup (DNS)'),
    connections: l10n.t('Secure connection (TLS)'),
    proxy: l10n.t('Proxy'),
    clock: l10n.t('Response and clock'),
    credentials: l10n.t('Credentials'),
    scopes: l10n.t('Scopes'),
    api: l10n.t('API'),
  };
  return texts[id];
}

export function outcomeWord(outcome: Outcome): string {
  const texts: Record<Outcome, string> = {
    passed: l10n.t('passed'),
    warning: l10n.t('passed with a remark'),
    failed: l10n.t('failed'),
    unknown: l10n.t('unknown'),
    skipped: l10n.t('skipped'),
  };
  return texts[outcome];
}

/** The application whose token is to be checked. */
export interface Subject {
  /** As it may be shown. */
  readonly name: string;
  /** As it may be shown. */
  readonly id: string;
  /** The scopes that its token is narrowed to, as they are stored; none: all. */
  readonly scopes: readonly string[];
  readonly state: TokenState;
  /** Exchanges its credentials now. @throws {RouteeError} */
  exchange(signal: AbortSignal): Promise<Token>;
  /** Scopes as they may be shown. */
  showScopes(scopes: readonly string[]): readonly string[];
  /** A sentence that a server has written, as it may be shown. */
  showText(text: string): string;
}

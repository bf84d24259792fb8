import * as l10n from '@vscode/l10n';

import { isFromFuture, remainingMs, type Expiring } from '../protocol/token.ts';
import { statusOf, type TokenState } from './tokenState.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const YEAR = 365.2425 * DAY;

/** A span of time in words of at most two units, rounded down: "42 min", "3 h 20 min", "12 days", "20 years". */
export function formatSpan(ms: number): string {
  if (ms < MINUTE) return l10n.t('{0} s', Math.max(0, Math.floor(ms / SECOND)));
  if (ms < HOUR) return l10n.t('{0} min', Math.floor(ms / MINUTE));
  if (ms < 2 * DAY) {
    const minutes = Math.floor((ms % HOUR) / MINUTE);
    const hours = Math.floor(ms / HOUR);
    return minutes === 0 ? l10n.t('{0} h', hours) : l10n.t('{0} h {1} min', hours, minutes);
  }
  if (ms < 2 * YEAR) return l10n.t('{0} days', Math.floor(ms / DAY));
  // A 20-year token is 19.9999 years old a second later; nobody wants to read that.
  return l10n.t('{0} years', Math.round(ms / YEAR));
}

/** A span from now on: "in 42 min". Words such as days have texts of their own, which languages inflect. */
function fromNow(ms: number): string {
  if (ms < 2 * DAY) return l10n.t('in {0}', formatSpan(ms));
  return ms < 2 * YEAR
    ? l10n.t('in {0} days', Math.floor(ms / DAY))
    : l10n.t('in {0} years', Math.round(ms / YEAR));
}

/** A span until now: "5 min ago". */
export function formatAge(ms: number): string {
  if (ms < 2 * DAY) return l10n.t('{0} ago', formatSpan(ms));
  return ms < 2 * YEAR
    ? l10n.t('{0} days ago', Math.floor(ms / DAY))
    : l10n.t('{0} years ago', Math.round(ms / YEAR));
}

/** "expires in 42 min", "expired 5 min ago", "expiry unknown". */
export function describeExpiry(token: Expiring, nowMs: number): string {
  const left = remainingMs(token, nowMs);
  if (left === Infinity) return l10n.t('expiry unknown');
  return left > 0 ? l10n.t('expires {0}', fromNow(left)) : l10n.t('expired {0}', formatAge(-left));
}

/** The state of a token in a few words, for a row of the tree. */
export function describeState(state: TokenState, nowMs: number, keptFresh: boolean): string {
  switch (statusOf(state, nowMs)) {
    case 'none':
      return l10n.t('no token yet');
    case 'fetching':
      return l10n.t('refreshing…');
    case 'rejected':
      return state.kind === 'rejected' && state.problem.code === 'invalidScope'
        ? l10n.t('scopes refused')
        : l10n.t('rejected');
    case 'misconfigured':
      return l10n.t(
        'check {0}',
        (state.kind === 'misconfigured' ? state.problem.setting : undefined) ??
          l10n.t('the server addresses'),
      );
    case 'expired':
      if (state.token !== undefined && isFromFuture(state.token, nowMs)) {
        return l10n.t('refresh needed: the clock was set back');
      }
      return keptFresh ? l10n.t('expired') : l10n.t('expired, refreshed at next use');
    case 'offline': {
      const retryAtMs = state.kind === 'failed' ? state.retryAtMs : undefined;
      const wait = keptFresh && retryAtMs !== undefined ? Math.max(0, retryAtMs - nowMs) : undefined;
      return wait === undefined
        ? l10n.t('offline, tries again at next use')
        : l10n.t('offline, next try {0}', fromNow(wait));
    }
    case 'valid':
    case 'noExpiryStated':
      return state.token === undefined ? '' : describeExpiry(state.token, nowMs);
  }
}

/** A state whose text counts time. */
export type TimedState = Pick<TokenState, 'kind'> & { readonly token?: Expiring | undefined };

/** Milliseconds for which a text made by these functions stays true: one that counts seconds changes every second. */
export function nextTextChangeMs(states: Iterable<TimedState>, nowMs: number): number {
  let next = 30 * SECOND;
  for (const state of states) {
    const left = state.token === undefined ? Infinity : Math.abs(remainingMs(state.token, nowMs));
    if (state.kind === 'failed' || left < 2 * MINUTE) next = SECOND;
  }
  return next;
}

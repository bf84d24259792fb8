import * as l10n from '@vscode/l10n';

import type { StoredApplication } from '../../../core/applications/application.ts';
import { describeExpiry } from '../../../core/tokens/describeTime.ts';
import { remainingMs, type Expiring, type Token } from '../../../core/protocol/token.ts';
import type { IssuedPlace } from './findIssuedTokens.ts';

/** The lens above a request or a variable that holds a token of ours. */
export interface IssuedLens {
  readonly title: string;
  /** The application's name, if its current token is available. */
  readonly name: string | undefined;
  /** Whether the token is still valid, and so worth a copy. */
  readonly isValid: boolean;
}

/** The places that get a lens: one for each distinct token of a request or variable. */
export function placesWithLens(places: readonly IssuedPlace[]): IssuedPlace[] {
  let anchor = -1;
  const seen = new Set<string>();
  return places.filter((place) => {
    if (place.anchor !== anchor) {
      anchor = place.anchor;
      seen.clear();
    }
    const isFirst = !seen.has(place.token);
    seen.add(place.token);
    return isFirst;
  });
}

/**
 * The times of a token. Prefers those of the current token, which account for a clock that was set back since.
 *
 * @param current the token that its application has now
 */
export function timesOf(place: IssuedPlace, current: Token | undefined): Expiring {
  return current?.accessToken === place.token ? current : place.issued;
}

/** @param stored the application as it is stored now; `undefined` when it was removed */
export function describeLens(
  times: Expiring,
  stored: StoredApplication | undefined,
  nowMs: number,
): IssuedLens {
  const expiry = describeExpiry(times, nowMs);
  const isValid = remainingMs(times, nowMs) > 0;
  if (stored?.kind === 'application') {
    const { name } = stored.application;
    return { title: `Routee: ${name}, ${expiry}`, name, isValid };
  }
  const what = stored === undefined ? l10n.t('application removed') : l10n.t('unreadable application');
  return { title: `Routee: ${what}, ${expiry}`, name: undefined, isValid };
}

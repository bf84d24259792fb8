import * as l10n from '@vscode/l10n';

import type { StoredApplication } from '../../../core/applications/application.ts';
import { describeExpiry } from '../../../core/tokens/describeTime.ts';
import { remainingMs, type Expiring, type Token } from '../../../core/protocol/token.ts';
import type { IssuedPlace } from './findIssuedTokens.ts';

/** What stands above a request or a variable that holds a token of ours. */
export interface IssuedLens {
  readonly title: string;
  /** The application's name, where its current token can be had. */
  readonly name: string | undefined;
  /** Worth a copy: the token is still valid. */
  readonly isValid: boolean;
}

/** The places that get a lens: one for each token that a request or variable holds, however often it stands there. */
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
 * The times of a token. Those of the current one are the better known: its clock may have been set back since.
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
  const what = stored === undefined ? l10n.t('application removed') : l10n.t('application cannot be read');
  return { title: `Routee: ${what}, ${expiry}`, name: undefined, isValid };
}

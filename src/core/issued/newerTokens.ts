import type { TextEdit } from '../httpFile/applyEdits.ts';
import type { IssuedPlace } from './findIssuedTokens.ts';

/**
 * What to write in place of what, as `planTokenUpdates` takes it.
 *
 * @param current tokens by the key of their application; places of others are left alone
 */
export function newerTokens(
  places: readonly IssuedPlace[],
  current: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const newer = new Map<string, string>();
  for (const { token, issued } of places) {
    const written = current.get(issued.applicationKey);
    if (written !== undefined) {
      newer.set(token, written);
    }
  }
  return newer;
}

/** Of the current tokens those that the edits write. */
export function writtenBy(
  edits: readonly TextEdit[],
  current: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  return new Map([...current].filter(([, token]) => edits.some(({ text }) => text.includes(token))));
}

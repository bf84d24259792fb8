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

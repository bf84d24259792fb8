import type { TextEdit } from '../../../core/kit/textEdit.ts';
import type { IssuedPlace } from './findIssuedTokens.ts';

/**
 * The replacement for each outdated token, as `planTokenUpdates` takes it.
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

/** The current tokens that the edits write. */
export function writtenBy(
  edits: readonly TextEdit[],
  current: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  return new Map([...current].filter(([, token]) => edits.some(({ text }) => text.includes(token))));
}

/** The argument of the lens *Update*: one token in one place, by its digest, so that it holds no token. */
export interface UpdateRequest {
  readonly uri: string;
  readonly digest: string;
  /** The offset of the place when the lens was drawn. */
  readonly anchor: number;
}

/** Reads the argument of a command; `undefined` where it is anything else. */
export function readUpdateRequest(argument: unknown): UpdateRequest | undefined {
  return typeof argument === 'object' &&
    argument !== null &&
    'uri' in argument &&
    typeof argument.uri === 'string' &&
    'digest' in argument &&
    typeof argument.digest === 'string' &&
    'anchor' in argument &&
    typeof argument.anchor === 'number'
    ? { uri: argument.uri, digest: argument.digest, anchor: argument.anchor }
    : undefined;
}

/** The places of the token at the nearest anchor: the text may have changed since the lens was drawn. */
export function placesMeant(
  places: readonly IssuedPlace[],
  { digest, anchor }: UpdateRequest,
): readonly IssuedPlace[] {
  const same = places.filter(({ issued }) => issued.digest === digest);
  const distance = (place: IssuedPlace): number => Math.abs(place.anchor - anchor);
  const nearest = Math.min(...same.map(distance));
  return same.filter((place) => distance(place) === nearest);
}

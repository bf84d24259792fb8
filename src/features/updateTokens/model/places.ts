import type { TextEdit } from '../../../core/kit/textEdit.ts';
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

/** What the *Update* above a request or a variable asks for: one token in one place. Holds no token. */
export interface UpdateRequest {
  readonly uri: string;
  readonly digest: string;
  /** Where the place was when the lens was drawn, as an offset of the text. */
  readonly anchor: number;
}

/** Reads what a command was called with; `undefined` where it is anything else. */
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

/** The places that are meant: those of the token at the anchor that is nearest, for the text may have changed since. */
export function placesMeant(
  places: readonly IssuedPlace[],
  { digest, anchor }: UpdateRequest,
): readonly IssuedPlace[] {
  const same = places.filter(({ issued }) => issued.digest === digest);
  const distance = (place: IssuedPlace): number => Math.abs(place.anchor - anchor);
  const nearest = Math.min(...same.map(distance));
  return same.filter((place) => distance(place) === nearest);
}

import { CLIENT_SECRET } from './tokenServer.ts';

/** Applications of one library, opened and ready: nothing is in their caches yet. */
export interface Applications {
  /** A token of the application with this index: the library's own way to ask. */
  getToken(index: number): Promise<unknown>;
  dispose(): void;
}

export interface Candidate {
  readonly name: string;
  /** How it is used here, where its documentation leaves a choice. */
  readonly note: string;
  /** @param tokenUrl complete address of the token endpoint */
  readonly open: (tokenUrl: URL, count: number) => Promise<Applications>;
}

export interface Credentials {
  readonly id: string;
  readonly secret: string;
}

let opened = 0;

/** Credentials that nobody has had before, so that nothing is cached for them anywhere. */
export function newCredentials(count: number): Credentials[] {
  return Array.from({ length: count }, () => {
    opened += 1;
    return { id: `application-${opened}`, secret: `${CLIENT_SECRET}-${opened}` };
  });
}

/** Asked for by every candidate that can ask for a scope, and granted by the server. */
export const SCOPE = 'sms';

export function at<T>(items: readonly T[], index: number): T {
  const item = items[index];
  if (item === undefined) throw new RangeError(`There is no application ${index}.`);
  return item;
}

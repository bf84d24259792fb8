import { arch, platform, release, userInfo } from 'node:os';

// What this machine is called, and its user. A browser tells neither: machine.web.ts takes the place of this file.

export const systemName = (): string => `${platform()} ${release()} ${arch()}`;

/** `undefined` where the system does not tell, as in some containers. */
export function userName(): string | undefined {
  try {
    return userInfo().username;
  } catch {
    return undefined;
  }
}

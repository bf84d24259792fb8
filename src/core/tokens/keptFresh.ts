import type { ApplicationStore } from '../applications/applicationStore.ts';
import type { Clock } from '../ports.ts';
import type { TokenSettings } from './tokenManagerPorts.ts';

/** An application that nobody has asked for in this time is renewed at its next use only. */
export const IDLE_AFTER_MS = 24 * 60 * 60 * 1000;

export interface KeptFreshPorts {
  readonly applications: Pick<ApplicationStore, 'active' | 'get'>;
  readonly settings: TokenSettings;
  readonly clock: Clock;
}

/** Which applications are renewed in the background; all others at their next use. */
export class KeptFresh {
  readonly #ports: KeptFreshPorts;
  /** How many read the token of an application without asking for it. */
  readonly #wanted = new Map<string, number>();

  constructor(ports: KeptFreshPorts) {
    this.#ports = ports;
  }

  want(key: string, by: 1 | -1): void {
    this.#wanted.set(key, (this.#wanted.get(key) ?? 0) + by);
  }

  /** @param usedAtMs when its token was last asked for, in milliseconds since the epoch */
  has(key: string, usedAtMs: number): boolean {
    const { applications, settings, clock } = this.#ports;
    const application = applications.get(key);
    if (application === undefined) {
      return false;
    }
    if ((this.#wanted.get(key) ?? 0) > 0) {
      return true;
    }
    if (settings.backgroundRefresh === 'onDemand') {
      return false;
    }
    const idleMs = clock.now() - usedAtMs;
    return applications.active?.key === key || idleMs < IDLE_AFTER_MS;
  }
}

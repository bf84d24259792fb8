import type { Disposable, Event, Timers } from '../kit/ports.ts';

const FIRST_DELAY_MS = 30_000;
const LONGEST_DELAY_MS = 15 * 60_000;

export interface FailingStorage {
  readonly onDidFail: Event<unknown>;
  /** Tries again what was refused. */
  retry(): Promise<unknown>;
}

/**
 * Goes back to a storage that has failed, until it works: a keyring may be unlocked at any time, and tells nobody.
 *
 * @param reload reads what is stored
 * @param onRecovered called when all of that has gone well
 */
export function followStorage(
  storage: FailingStorage,
  reload: () => Promise<void>,
  timers: Timers,
  onRecovered: () => void,
): Disposable {
  let delayMs = FIRST_DELAY_MS;
  let failures = 0;
  let timer: Disposable | undefined;
  const again = async (): Promise<void> => {
    timer = undefined;
    delayMs = Math.min(2 * delayMs, LONGEST_DELAY_MS);
    const before = failures;
    await storage.retry();
    await reload();
    if (failures === before) {
      delayMs = FIRST_DELAY_MS;
      onRecovered();
    }
  };
  const subscription = storage.onDidFail(() => {
    failures++;
    timer ??= timers.set(() => {
      void again();
    }, delayMs);
  });
  return {
    dispose: () => {
      subscription.dispose();
      timer?.dispose();
    },
  };
}

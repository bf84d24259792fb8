import { Emitter } from '../kit/emitter.ts';
import type { Disposable, Log, Timers } from '../kit/ports.ts';
import { followStorage, type FailingStorage } from './followStorage.ts';

/** Whether secret storage can be relied on, for the life of a session. */
export class StorageHealth implements Disposable {
  readonly #failed = new Emitter<undefined>();
  readonly #recovered = new Emitter<undefined>();
  readonly #subscriptions: readonly Disposable[];
  #hasFailed = false;
  /** The applications of the last session are gone, without anyone having deleted them. */
  hasVanished = false;

  /** Secret storage has begun to fail. */
  readonly onDidFail = this.#failed.event;
  /** Secret storage works again, and has been read. */
  readonly onDidRecover = this.#recovered.event;

  /** @param reload reads what is stored */
  constructor(
    storage: FailingStorage,
    reload: () => Promise<void>,
    { log, timers }: { readonly log: Log; readonly timers: Timers },
  ) {
    this.#subscriptions = [
      storage.onDidFail(() => {
        if (!this.#hasFailed) {
          this.#hasFailed = true;
          log.warn(
            'The secret storage of this machine does not work: this session keeps everything in memory.',
          );
          this.#failed.fire(undefined);
        }
      }),
      followStorage(storage, reload, timers, () => {
        this.#hasFailed = false;
        log.info('The secret storage of this machine works again.');
        this.#recovered.fire(undefined);
      }),
    ];
  }

  get hasFailed(): boolean {
    return this.#hasFailed;
  }

  get isTrusted(): boolean {
    return !this.#hasFailed && !this.hasVanished;
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#failed.dispose();
    this.#recovered.dispose();
  }
}

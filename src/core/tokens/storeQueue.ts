/** Reads and writes of one stored value, one after the other, so that none overtakes another. */
export class StoreQueue {
  #work: Promise<unknown> = Promise.resolve();
  #nextRead: Promise<void> | undefined;

  inOrder<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#work.then(work, work);
    this.#work = done.catch(() => undefined);
    return done;
  }

  /** Those who ask before the reading has begun share it. */
  read(work: () => Promise<void>): Promise<void> {
    this.#nextRead ??= this.inOrder(() => {
      this.#nextRead = undefined;
      return work();
    });
    return this.#nextRead;
  }
}

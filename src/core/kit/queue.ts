/** Settles as the work does, which begins once all that was given before has settled, well or badly. */
export type Queue = <T>(work: () => Promise<T>) => Promise<T>;

/** Makes a queue that does one piece of work after the other. */
export function queue(): Queue {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const done = last.then(work);
    last = done.catch(() => undefined);
    return done;
  };
}

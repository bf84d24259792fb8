/** The longest time that work holds the extension host, in milliseconds: keys, hovers and other extensions wait for it. */
const SLICE_MS = 8;
/** A slice this old belongs to an earlier turn. */
const LONG_AGO_MS = 100;

/** Marks or lenses of one document; VS Code itself shows no more, and takes as long for each as it took to find it. */
export const MOST_SHOWN = 1000;

/** The result of work that gives way after each of its steps; all at once. */
export function atOnce<Result>(work: Iterator<unknown, Result>): Result {
  let step = work.next();
  while (step.done !== true) step = work.next();
  return step.value;
}

/** The begin of the slice that all such work shares: each of several works would take a slice of its own in one turn. */
let startMs = -Infinity;
let nextTurn: Promise<void> | undefined;

/** The result of work that lets everything else in the extension host come in between, however long it takes. */
export async function inSlices<Result>(work: Iterator<unknown, Result>): Promise<Result> {
  if (nextTurn === undefined && performance.now() - startMs > LONG_AGO_MS) startMs = performance.now();
  for (;;) {
    while (performance.now() - startMs >= SLICE_MS) {
      nextTurn ??= new Promise((resume) => {
        setTimeout(() => {
          nextTurn = undefined;
          startMs = performance.now();
          resume();
        });
      });
      await nextTurn;
    }
    const step = work.next();
    if (step.done === true) return step.value;
  }
}

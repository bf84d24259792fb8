/** The longest time that work holds the extension host, in milliseconds: keys, hovers and other extensions wait for it. */
const SLICE_MS = 8;

/** UTF-16 code units of a document that is read without having been asked to; longer ones are data. */
export const LONGEST_READ = 1024 * 1024;

/** Marks or lenses of one document; VS Code itself shows no more, and takes as long for each as it took to find it. */
export const MOST_SHOWN = 1000;

/** The result of work that gives way after each of its steps; all at once. */
export function atOnce<Result>(work: Iterator<unknown, Result>): Result {
  let step = work.next();
  while (step.done !== true) step = work.next();
  return step.value;
}

/** The same, but whatever else is due in the extension host comes in between, however long the work is. */
export async function inSlices<Result>(work: Iterator<unknown, Result>): Promise<Result> {
  let startMs = performance.now();
  let step = work.next();
  while (step.done !== true) {
    if (performance.now() - startMs >= SLICE_MS) {
      await new Promise((resume) => setTimeout(resume));
      startMs = performance.now();
    }
    step = work.next();
  }
  return step.value;
}

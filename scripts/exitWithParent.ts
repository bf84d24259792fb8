/** Ends this process when the one that started it is gone, which a killed parent cannot ask for any more. */
export function exitWithParent(): void {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) process.exit(1);
  }, 500).unref();
}

/** Of this thread alone where the host's Node can tell. */
const processorMs = (): number => {
  const ofThread: Partial<Pick<NodeJS.Process, 'threadCpuUsage'>> = process;
  const { user, system } = ofThread.threadCpuUsage?.() ?? process.cpuUsage();
  return (user + system) / 1000;
};

/** How long the extension host was busy without giving way to anybody else, at most, while something was done. */
export async function longestTurnMs(act: () => Promise<unknown>): Promise<number> {
  let longest = 0;
  let isOver = false;
  let before = processorMs();
  const turn = (): void => {
    const now = processorMs();
    longest = Math.max(longest, now - before);
    before = now;
    if (!isOver) setImmediate(turn);
  };
  setImmediate(turn);
  try {
    await act();
    await new Promise(setImmediate);
  } finally {
    isOver = true;
  }
  return Math.round(longest);
}

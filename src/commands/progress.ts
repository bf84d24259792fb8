import * as vscode from 'vscode';

/** Runs work behind a notification with *Cancel*; cancelling aborts the signal. */
export async function withProgress<T>(title: string, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    async (_progress, cancellation) => {
      const abort = new AbortController();
      const subscription = cancellation.onCancellationRequested(() => {
        abort.abort();
      });
      try {
        return await work(abort.signal);
      } finally {
        subscription.dispose();
      }
    },
  );
}

/** The same for work that is mostly done at once: a notification that flashes up only hides the next one. */
export async function withProgressIfSlow<T>(
  title: string,
  quietMs: number,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const abort = new AbortController();
  const result = work(abort.signal);
  if (await isSettledWithin(result, quietMs)) {
    return result;
  }
  return withProgress(title, (signal) => {
    signal.addEventListener('abort', () => {
      abort.abort();
    });
    return result;
  });
}

async function isSettledWithin(promise: Promise<unknown>, limitMs: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const isLate = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, limitMs, false);
  });
  const isSettled = promise.then(
    () => true,
    () => true,
  );
  try {
    return await Promise.race([isSettled, isLate]);
  } finally {
    clearTimeout(timer);
  }
}

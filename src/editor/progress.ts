import * as vscode from 'vscode';

import { plainText } from '../core/kit/plainText.ts';

/** @param report says how far it has come, in a word behind the title */
type Work<T> = (signal: AbortSignal, report: (message: string) => void) => Promise<T>;

/** Runs work behind a notification with *Cancel*; cancelling aborts the signal. */
export async function withProgress<T>(title: string, work: Work<T>): Promise<T> {
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: plainText(title), cancellable: true },
    async (progress, cancellation) => {
      const abort = new AbortController();
      const subscription = cancellation.onCancellationRequested(() => abort.abort());
      try {
        return await work(abort.signal, (message) => progress.report({ message }));
      } finally {
        subscription.dispose();
      }
    },
  );
}

/** Runs work that is mostly done at once: a notification that flashes up only hides the next one. */
export async function withProgressIfSlow<T>(title: string, quietMs: number, work: Work<T>): Promise<T> {
  const abort = new AbortController();
  let latest: string | undefined;
  let report: ((message: string) => void) | undefined;
  const result = work(abort.signal, (message) => {
    latest = message;
    report?.(message);
  });
  if (await isSettledWithin(result, quietMs)) return result;
  return withProgress(title, (signal, show) => {
    if (latest !== undefined) show(latest);
    report = show;
    signal.addEventListener('abort', () => abort.abort());
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

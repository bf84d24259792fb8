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

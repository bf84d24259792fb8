import type { Disposable, Event } from './ports.ts';

type Report = (error: unknown) => void;

/** Until somebody takes care of them, errors of listeners are uncaught ones: nothing hides them in a test. */
const throwLater: Report = (error) =>
  queueMicrotask(() => {
    throw error;
  });
let report = throwLater;

/**
 * Says where errors of listeners go, for all emitters: like VS Code's own handler of unexpected errors. Without an
 * argument they are uncaught ones again.
 */
export function reportListenerErrors(to: Report = throwLater): void {
  report = to;
}

/** The sending side of an {@link Event}: `core` has no `vscode.EventEmitter`. */
export class Emitter<T> implements Disposable {
  readonly #listeners = new Set<(event: T) => unknown>();

  readonly event: Event<T> = (listener) => {
    const own = (event: T): unknown => listener(event);
    this.#listeners.add(own);
    return { dispose: () => this.#listeners.delete(own) };
  };

  /**
   * Calls every listener, in the order in which they subscribed. One that throws disturbs neither the caller nor the
   * others: see {@link reportListenerErrors}.
   */
  fire(event: T): void {
    for (const listener of [...this.#listeners]) {
      try {
        const result = listener(event);
        if (result instanceof Promise) {
          result.catch(report);
        }
      } catch (error) {
        report(error);
      }
    }
  }

  dispose(): void {
    this.#listeners.clear();
  }
}

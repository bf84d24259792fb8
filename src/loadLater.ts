import { once } from './core/kit/once.ts';

/** Loads what nothing needs at the start, once. */
export const loadLater = once(() => import('./later.ts'));

/** Loads the sandbox, once: most people have none. */
export const loadSandbox = once(() => import('./features/sandbox/sandboxServer.ts'));

export type LoadSandbox = typeof loadSandbox;
export type Later = typeof loadLater;

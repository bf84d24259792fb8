import { once } from './core/kit/once.ts';

/** Loads what nothing needs at the start, once. */
export const loadLater = once(() => import('./later.ts'));

export type Later = typeof loadLater;

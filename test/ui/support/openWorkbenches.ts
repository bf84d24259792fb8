import type { Workbench } from './workbench.ts';

/** The windows that a failing test should be pictured with, and that the end of the run closes. */
export const openWorkbenches = new Set<Workbench>();

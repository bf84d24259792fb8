import { anyTextTarget } from './anyText.ts';
import { credentialsTarget } from './credentials.ts';
import { envFilesTarget } from './envFiles.ts';
import type { FuzzTarget } from './fuzzTarget.ts';
import { httpFilesTarget } from './httpFiles.ts';
import { storedDataTarget } from './storedData.ts';
import { tokenAnswersTarget } from './tokenAnswers.ts';

/** All that is fuzzed. */
export const targets: readonly FuzzTarget[] = [
  tokenAnswersTarget,
  storedDataTarget,
  credentialsTarget,
  httpFilesTarget,
  envFilesTarget,
  anyTextTarget,
];

/** How many of the cases a target gets. */
export function shareOf({ weight }: FuzzTarget, cases: number): number {
  const all = targets.reduce((sum, target) => sum + target.weight, 0);
  return Math.ceil((cases * weight) / all);
}

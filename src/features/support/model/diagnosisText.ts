import * as l10n from '@vscode/l10n';

import { outcomeOf, outcomeWord, titleOf, type Finding, type Step } from './diagnosis.ts';

export interface DiagnosisHead {
  readonly atMs: number;
  /** Of Routee Auth, VS Code and the like. */
  readonly versions: readonly string[];
  /** Such as `Shop (5756…17c7)`; `undefined` where there is none. */
  readonly application: string | undefined;
}

/** The result as plain Markdown: words and no signs, so that it can be listened to. */
export function diagnosisText(
  steps: readonly Step[],
  { atMs, versions, application }: DiagnosisHead,
): string {
  const about = [
    `${new Date(atMs).toISOString().slice(0, 16).replace('T', ' ')} UTC`,
    ...versions,
    ...(application === undefined ? [] : [l10n.t('Application: {0}', application)]),
  ];
  const parts = steps.map((step, index) =>
    [
      `## ${index + 1}. ${titleOf(step.id)}: ${outcomeWord(outcomeOf(step))}`,
      '',
      ...step.findings.flatMap((finding) => listItem(finding)),
    ].join('\n'),
  );
  return `${[`# ${l10n.t('Routee Diagnosis')}`, summaryOf(steps), about.map((line) => `- ${line}`).join('\n'), ...parts].join('\n\n')}\n`;
}

function listItem({ text, advice }: Finding): string[] {
  return [`- ${text}`, ...(advice === undefined ? [] : [`  ${l10n.t('What to do: {0}', advice)}`])];
}

/** The first thing that is wrong, or that nothing is: one or two sentences. */
export function summaryOf(steps: readonly Step[]): string {
  const failed = steps.find((step) => outcomeOf(step) === 'failed');
  if (failed !== undefined) {
    const { text, advice } = failed.findings.find(({ outcome }) => outcome === 'failed') ?? { text: '' };
    const sentence = l10n.t('The step "{0}" failed: {1}', titleOf(failed.id), text);
    return advice === undefined ? sentence : `${sentence} ${advice}`;
  }
  const remark = steps.find((step) => outcomeOf(step) === 'warning');
  if (remark !== undefined) {
    return l10n.t('Routee can be used. See the remark on the step "{0}".', titleOf(remark.id));
  }
  const isWhole = steps.some(({ id, findings }) => id === 'api' && findings[0]?.outcome === 'passed');
  return isWhole
    ? l10n.t('Everything works: every step that could be checked passed.')
    : l10n.t("Routee can be reached. Credentials weren't checked because there's no application yet.");
}

import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import type { Disposable } from '../../core/kit/ports.ts';
import type { Drawn } from './applicationsTree.ts';

/** A number on the activity bar, only while something waits for the user: nothing else gets better by itself. */
export function attentionBadge(
  view: Pick<vscode.TreeView<unknown>, 'badge'>,
  { applications, tokens }: Pick<Drawn, 'applications' | 'tokens'>,
): Disposable {
  const waiting = new Set<string>();
  let broken = 0;
  const draw = (): void => {
    const value = broken + waiting.size;
    view.badge =
      value === 0
        ? undefined
        : {
            value,
            tooltip:
              value === 1
                ? l10n.t('1 application needs your attention')
                : l10n.t('{0} applications need your attention', value),
          };
  };
  const take = (key: string): void => {
    const needsUser = ['rejected', 'misconfigured'].includes(tokens.state(key).kind);
    if (needsUser && applications.get(key) !== undefined) waiting.add(key);
    else waiting.delete(key);
  };
  const count = (): void => {
    waiting.clear();
    broken = applications.all.length - applications.applications.length;
    for (const { key } of applications.applications) take(key);
    draw();
  };
  count();
  return vscode.Disposable.from(
    applications.onDidChange(count),
    tokens.onDidChange((key) => {
      const before = waiting.size;
      take(key);
      // Most changes are renewals.
      if (waiting.size !== before) draw();
    }),
  );
}

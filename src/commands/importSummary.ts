import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import type { Importing } from './importing.ts';

/** Names in a row, as the user's language writes them. */
export const listOf = (names: readonly string[]): string =>
  new Intl.ListFormat(vscode.env.language).format([...new Set(names)]);

export const countOf = (count: number, one: string, several: string): string => (count === 1 ? one : several);

/** What has become of the applications of an import, in sentences; empty: nothing has. */
export function importSummary({ added, unchecked, doubles, refused }: Importing, file: string): string {
  const names = (list: readonly { readonly name: string }[]): string => listOf(list.map(({ name }) => name));
  const sentences = [
    ...(added.length === 0
      ? []
      : [
          countOf(
            added.length,
            l10n.t('{0} is imported from {1}.', names(added), file),
            l10n.t('{0} applications are imported from {1}: {2}.', added.length, file, names(added)),
          ),
        ]),
    ...(unchecked.length === 0
      ? []
      : [l10n.t('Unchecked, for Routee could not be asked: {0}.', names(unchecked))]),
    ...(doubles.length === 0 ? [] : [l10n.t('Stored already: {0}.', names(doubles))]),
    ...refused.map(({ name, problem }) => l10n.t('{0} is not imported. {1}', name, problem)),
  ];
  return sentences.join(' ');
}

import * as l10n from '@vscode/l10n';

/**
 * A text of the table of resources in the user's language. What is written into a file stays in the words of Routee's
 * documentation, which there is in English only: files are shared.
 */
export function resourceText(text: string): string {
  return l10n.t(text);
}

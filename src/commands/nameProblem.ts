import * as l10n from '@vscode/l10n';

/** Why an application cannot have this name. Two of one name could not be told apart, neither here nor as variables. */
export function nameProblem(name: string, taken: readonly string[]): string | undefined {
  const trimmed = name.trim();
  if (trimmed === '') {
    return l10n.t('Enter a name.');
  }
  return taken.includes(trimmed)
    ? l10n.t('Another application has this name already. Choose a different one.')
    : undefined;
}

import * as l10n from '@vscode/l10n';

/** Where in an environment file a value stands. */
export type EnvTarget =
  | { readonly kind: 'dotenv'; readonly name: string }
  /** `{ "<environment>": { "<name>": "value" } }`, as JetBrains, httpYac and Visual Studio read it. */
  | { readonly kind: 'json'; readonly environment: string; readonly name: string };

/** The part of a target that was not there before: the value itself, or also its container. */
export type Added = 'nothing' | 'value' | 'environment' | 'document';

/** The kind of environment file that clients take a file of this name for; `undefined`: none. */
export function envFileKind(fileName: string): EnvTarget['kind'] | undefined {
  if (/^\.env(?:\.[\w-]+)*$|^[\w-]+\.env$/.test(fileName)) return 'dotenv';
  return /^(?:http-client(?:\.private)?)\.env\.json(?:\.user)?$/.test(fileName) ? 'json' : undefined;
}

/**
 * The problem of a variable's name, as a sentence; `undefined`: none. A shell that reads an `.env` file allows less than
 * the clients that read JSON.
 */
export function nameProblem(kind: EnvTarget['kind'], name: string): string | undefined {
  const [fit, problem] =
    kind === 'dotenv'
      ? [/^[A-Za-z_]\w*$/, l10n.t("Use letters, digits, and underscores. Don't start with a digit.")]
      : [
          /^[A-Za-z_][\w-]*$/,
          l10n.t("Use letters, digits, hyphens, and underscores. Don't start with a digit."),
        ];
  return fit.test(name) ? undefined : problem;
}

/** The problem of an environment's name, as a sentence; `undefined`: none. */
export function environmentProblem(name: string): string | undefined {
  return /^[$\w][\w. -]*$/.test(name) && name === name.trim()
    ? undefined
    : l10n.t('Use letters, digits, hyphens, dots, and underscores.');
}

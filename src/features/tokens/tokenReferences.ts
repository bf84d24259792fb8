import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import type { ExposedTokens } from '../../core/tokens/exposedTokens.ts';
import { orCancel } from '../../editor/prompts.ts';
import type { FindReferences, Services, TokenReference } from '../../services.ts';

interface Choice extends vscode.QuickPickItem {
  readonly reference?: TokenReference;
}

/**
 * Offers references to the token first, where there are any, and the token itself last.
 *
 * @returns `undefined` for the token itself; without a question where there is no reference
 * @throws {RouteeError} `cancelled`
 */
export async function chooseReference(
  services: Services,
  key: string,
  document: vscode.TextDocument,
): Promise<TokenReference | undefined> {
  const references = await referencesTo(services, key, document);
  if (references.length === 0) return undefined;
  const { redaction } = services.applications;
  const choices: Choice[] = [
    ...references.map((reference) => ({
      label: l10n.t('Reference: Bearer {0}', redaction?.text(reference.token) ?? reference.token),
      detail: l10n.t('No token in the file: {0}', reference.detail),
      reference,
    })),
    { label: l10n.t('Token itself'), detail: l10n.t('Works in every client until it expires.') },
  ];
  const picked = await vscode.window.showQuickPick(choices, {
    title: l10n.t('Insert Token'),
    placeHolder: l10n.t('Insert a reference to the token, or the token itself?'),
  });
  return orCancel(picked).reference;
}

/** The references that can stand for a token in a file of requests, with nothing left to be set up. */
export async function referencesTo(
  { references }: Services,
  key: string,
  document: vscode.TextDocument,
): Promise<readonly TokenReference[]> {
  return (await Promise.all(references.map((find) => find(key, document)))).flat();
}

/** Finds references to the variables of the process, which all extensions of this host share. */
export function processReferences(exposed: Pick<ExposedTokens, 'variableOf'>): FindReferences {
  return (key) => {
    const variable = exposed.variableOf(key);
    const references =
      variable === undefined
        ? []
        : [
            {
              token: `{{$processEnv ${variable}}}`,
              inScript: `process.env.${variable}`,
              detail: l10n.t('REST Client and httpYac get it from VS Code.'),
            },
          ];
    return Promise.resolve(references);
  };
}

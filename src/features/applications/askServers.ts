import * as l10n from '@vscode/l10n';

import type { OwnServers, ServerAddresses } from '../../core/applications/servers.ts';
import { endpointProblem } from '../../core/protocol/endpoint.ts';
import { askText, BACK } from '../../editor/prompts.ts';

interface ServersQuestion {
  readonly shown: { readonly name: string };
  readonly problem: string | undefined;
  readonly settings: ServerAddresses;
}

/**
 * Asks for the addresses of one application; an empty one follows the setting. They come from the user's hand only:
 * whoever chooses them gets the credentials.
 *
 * @returns `undefined` when the user leaves
 */
export async function askServers(
  before: OwnServers,
  { shown, problem, settings }: ServersQuestion,
): Promise<OwnServers | undefined> {
  let { authUrl = '', apiUrl = '' } = before;
  const title = l10n.t('Server Addresses of {0}', shown.name);
  const validate = (value: string): string | undefined => {
    const reason = value.trim() === '' ? undefined : endpointProblem(value);
    return reason && l10n.t("This address can't be used: {0}", reason);
  };
  for (let step = 1; ;) {
    const answer = await askText({
      title,
      step,
      totalSteps: 2,
      problem: step === 1 ? problem : undefined,
      prompt:
        step === 1
          ? l10n.t(
              "Token endpoint that this application's credentials are sent to. Leave empty to use the address in the settings.",
            )
          : l10n.t(
              "API address that this application's tokens are sent to. Leave empty to use the address in the settings.",
            ),
      placeholder: step === 1 ? settings.authUrl : settings.apiUrl,
      value: step === 1 ? authUrl : apiUrl,
      validate,
    });
    if (answer === undefined) return undefined;
    if (answer === BACK) {
      step = 1;
      continue;
    }
    if (step === 1) {
      authUrl = answer.trim();
      step = 2;
      continue;
    }
    apiUrl = answer.trim();
    return { authUrl: authUrl || undefined, apiUrl: apiUrl || undefined };
  }
}

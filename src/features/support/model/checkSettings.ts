import * as l10n from '@vscode/l10n';

import { SETTINGS } from '../../../contributions.ts';
import { MASK } from '../../../core/kit/maskSecrets.ts';
import { parseEndpoint } from '../../../core/protocol/endpoint.ts';
import type { Finding, Step } from './diagnosis.ts';

export interface Endpoints {
  readonly auth: URL | undefined;
  readonly api: URL | undefined;
}

const DEFAULT_ADDRESSES = {
  [SETTINGS.authUrl]: 'https://auth.routee.net/oauth/token',
  [SETTINGS.apiUrl]: 'https://connect.routee.net',
} as const;

/** Whether the two addresses can be used at all, and whether they are Routee's own. */
export function checkSettings(settings: { readonly authUrl: string; readonly apiUrl: string }): {
  readonly step: Step;
  readonly endpoints: Endpoints;
} {
  const auth = check(settings.authUrl, SETTINGS.authUrl);
  const api = check(settings.apiUrl, SETTINGS.apiUrl);
  return {
    step: { id: 'settings', findings: [auth.finding, api.finding] },
    endpoints: { auth: auth.url, api: api.url },
  };
}

function check(
  value: string,
  setting: keyof typeof DEFAULT_ADDRESSES,
): { readonly finding: Finding; readonly url: URL | undefined } {
  let url: URL;
  try {
    url = parseEndpoint(value, setting);
  } catch (error) {
    const finding: Finding = {
      outcome: 'failed',
      text: error instanceof Error ? error.message : '',
      advice: l10n.t('Correct the setting {0}, or reset it to {1}.', setting, DEFAULT_ADDRESSES[setting]),
    };
    return { finding, url: undefined };
  }
  const isDefault = value.trim() === DEFAULT_ADDRESSES[setting];
  const text = isDefault
    ? l10n.t('{0} is Routee’s own address ({1}).', setting, url.host)
    : // A query, or a long part of the path, could be a key of somebody’s proxy.
      l10n.t(
        '{0} was changed: it is {1}.',
        setting,
        url.origin + url.pathname.replaceAll(/[^/]{16,}/g, MASK),
      );
  return { finding: { outcome: 'passed', text }, url };
}

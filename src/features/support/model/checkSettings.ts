import * as l10n from '@vscode/l10n';

import { SETTINGS } from '../../../contributions.ts';
import type { OwnServers, ServerAddresses } from '../../../core/applications/servers.ts';
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

/** Whether the two addresses can be used at all, and whether they are Routee's own, or the application's. */
export function checkSettings(
  settings: ServerAddresses,
  application: OwnServers = {},
): {
  readonly step: Step;
  readonly endpoints: Endpoints;
} {
  const auth = checkOwn(application.authUrl) ?? check(settings.authUrl, SETTINGS.authUrl);
  const api = checkOwn(application.apiUrl) ?? check(settings.apiUrl, SETTINGS.apiUrl);
  return {
    step: { id: 'settings', findings: [auth.finding, api.finding] },
    endpoints: { auth: auth.url, api: api.url },
  };
}

interface Checked {
  readonly finding: Finding;
  readonly url: URL | undefined;
}

/** An own address was checked when it was entered. */
function checkOwn(value: string | undefined): Checked | undefined {
  if (value === undefined) return undefined;
  const url = new URL(value);
  const text = l10n.t('This application has its own address: {0}.', shownAddress(url));
  return { finding: { outcome: 'passed', text }, url };
}

/** A query, or a long part of the path, could be a key of somebody’s proxy. */
const shownAddress = ({ origin, pathname }: URL): string => origin + pathname.replaceAll(/[^/]{16,}/g, MASK);

function check(value: string, setting: keyof typeof DEFAULT_ADDRESSES): Checked {
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
    ? l10n.t("{0} is Routee's own address ({1}).", setting, url.host)
    : l10n.t('{0} was changed to {1}.', setting, shownAddress(url));
  return { finding: { outcome: 'passed', text }, url };
}

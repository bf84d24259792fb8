import * as l10n from '@vscode/l10n';

import { RouteeError } from '../../../core/protocol/routeeError.ts';
import type { Finding } from './diagnosis.ts';
import type { Probes } from '../../../core/kit/probes.ts';
import { withinDeadline, type Limits } from './withinDeadline.ts';

/** Whether the name of each host is known. */
export function checkNames(
  urls: readonly URL[],
  probes: Probes,
  limits: Limits,
): Promise<readonly Finding[]> {
  const hosts = [...new Set(urls.map(({ hostname }) => hostname))];
  return Promise.all(hosts.map((host) => checkName(host, probes, limits)));
}

async function checkName(host: string, probes: Probes, limits: Limits): Promise<Finding> {
  if (/^\[|^\d+(?:\.\d+){3}$/.test(host)) {
    return { outcome: 'passed', text: l10n.t('{0} is already an address.', host), host };
  }
  const addresses = await withinDeadline(limits, host, (signal) => probes.lookup(host, signal));
  if (!(addresses instanceof RouteeError)) {
    return { outcome: 'passed', text: l10n.t('{0} resolves to {1}.', host, addresses.join(', ')), host };
  }
  const { cause } = addresses;
  const code = typeof cause === 'string' && cause !== '' ? cause : l10n.t('no response');
  return {
    outcome: 'failed',
    text: l10n.t("Can't look up the name {0} ({1}).", host, code),
    advice: l10n.t(
      'Check your network connection, and your VPN if you need one. Then check the address in the settings.',
    ),
    host,
  };
}

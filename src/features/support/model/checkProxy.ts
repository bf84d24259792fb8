import * as l10n from '@vscode/l10n';

import { RouteeError } from '../../../core/protocol/routeeError.ts';
import { bareHost, portOf } from './checkConnections.ts';
import type { Finding } from './diagnosis.ts';
import type { Probes } from '../../../core/kit/probes.ts';
import { proxyFor, shownProxy, type Proxy, type ProxySettings } from './proxy.ts';
import { withinDeadline, type Limits } from './withinDeadline.ts';

/** Which proxy is in the way, and whether it can be reached. Its user name and password are never told. */
export async function checkProxy(
  urls: readonly URL[],
  settings: ProxySettings,
  probes: Probes,
  limits: Limits,
): Promise<readonly Finding[]> {
  const proxies = new Map<string, Proxy & { readonly hosts: string[] }>();
  for (const url of urls) {
    const proxy = proxyFor(url, settings);
    if (proxy !== undefined) {
      const id = `${proxy.source} ${proxy.url?.host ?? ''}`;
      proxies.set(id, { ...proxy, hosts: [...(proxies.get(id)?.hosts ?? []), url.host] });
    }
  }
  if (proxies.size === 0) {
    const text = l10n.t(
      "No proxy is set for these addresses in http.proxy or the environment. A proxy set in the system isn't detected.",
    );
    return [{ outcome: 'passed', text }];
  }
  return Promise.all(
    [...proxies.values()].map(({ source, url, hosts }) =>
      check(source, url, hosts.join(', '), probes, limits),
    ),
  );
}

async function check(
  source: string,
  url: URL | undefined,
  hosts: string,
  probes: Probes,
  limits: Limits,
): Promise<Finding> {
  if (url === undefined) {
    return {
      outcome: 'failed',
      text: l10n.t("The value of {0} isn't a proxy address.", source),
      advice: l10n.t('Enter an address such as http://proxy.example:8080, or leave it empty.'),
    };
  }
  const proxy = shownProxy(url);
  const port = url.protocol.startsWith('socks') && url.port === '' ? 1080 : portOf(url);
  const report = await withinDeadline(limits, url.host, (signal) =>
    probes.connect(bareHost(url), port, url.protocol === 'https:', signal),
  );
  return report instanceof RouteeError
    ? {
        outcome: 'failed',
        text: l10n.t(
          "{0} sends requests to {1} through {2}, which can't be reached. {3}",
          source,
          hosts,
          proxy,
          report.message,
        ),
        advice: l10n.t('Correct {0}, or ask whoever runs the proxy.', source),
      }
    : {
        outcome: 'passed',
        text: l10n.t(
          '{0} sends requests to {1} through {2}, which accepts connections.',
          source,
          hosts,
          proxy,
        ),
      };
}

import * as l10n from '@vscode/l10n';

import { isCertificateRefused } from '../../../core/protocol/networkFailure.ts';
import { RouteeError } from '../../../core/protocol/routeeError.ts';
import type { Finding } from './diagnosis.ts';
import type { ConnectionReport, Probes } from '../../../core/kit/probes.ts';
import { withinDeadline, type Limits } from './withinDeadline.ts';

/** Whether each host takes connections, and with a certificate that can be trusted. */
export function checkConnections(
  urls: readonly URL[],
  probes: Probes,
  limits: Limits,
): Promise<readonly Finding[]> {
  const byOrigin = new Map(urls.map((url) => [url.origin, url]));
  return Promise.all([...byOrigin.values()].map((url) => checkConnection(url, probes, limits)));
}

/** The port of an address; URLs leave the usual one out. */
export function portOf({ port, protocol }: URL): number {
  return port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port);
}

/** The name of an address as the network layer wants it. */
export const bareHost = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, '');

async function checkConnection(url: URL, probes: Probes, limits: Limits): Promise<Finding> {
  const { host, hostname } = url;
  const isSecure = url.protocol === 'https:';
  const report = await withinDeadline(limits, host, (signal) =>
    probes.connect(bareHost(url), portOf(url), isSecure, signal),
  );
  if (!(report instanceof RouteeError)) {
    return { outcome: 'passed', text: describe(host, report), host: hostname };
  }
  const code = typeof report.cause === 'string' ? report.cause : '';
  const why = explainCertificate(code, host) ?? { text: report.message };
  return { outcome: 'failed', host: hostname, isFinal: isCertificateRefused(code), ...why };
}

function describe(host: string, { protocol, validToMs, issuer }: ConnectionReport): string {
  if (protocol === undefined) {
    return l10n.t("{0} accepts connections without TLS, because it's on this computer.", host);
  }
  return l10n.t(
    '{0} accepts connections ({1}). Its certificate is trusted, was issued by {2}, and is valid until {3}.',
    host,
    protocol,
    issuer ?? l10n.t('an unnamed authority'),
    validToMs === undefined ? '?' : new Date(validToMs).toISOString().slice(0, 10),
  );
}

/** `undefined`: it is not about a certificate. */
function explainCertificate(code: string, host: string): Pick<Finding, 'text' | 'advice'> | undefined {
  switch (code) {
    case 'CERT_HAS_EXPIRED':
      return {
        text: l10n.t('The certificate of {0} has expired ({1}).', host, code),
        advice: l10n.t(
          "Check this computer's date. If it's right, whoever runs the server, or the proxy in front of it, must renew the certificate.",
        ),
      };
    case 'CERT_NOT_YET_VALID':
      return {
        text: l10n.t("The certificate of {0} isn't valid yet ({1}).", host, code),
        advice: l10n.t("Check this computer's date and time."),
      };
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
      return {
        text: l10n.t('The certificate of {0} is self-signed ({1}).', host, code),
        advice: l10n.t(
          "Routee's certificate isn't self-signed: check the address in the setting. For your own server, install its certificate in the system. Certificate checks are never turned off.",
        ),
      };
    case 'SELF_SIGNED_CERT_IN_CHAIN':
    case 'UNABLE_TO_GET_ISSUER_CERT':
    case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
      return {
        text: l10n.t("This computer doesn't trust the issuer of the certificate of {0} ({1}).", host, code),
        advice: l10n.t(
          'A company proxy probably inspects traffic. Install its certificate in the system, and restart VS Code. Certificate checks are never turned off.',
        ),
      };
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return {
        text: l10n.t('The certificate of {0} is for another name ({1}).', host, code),
        advice: l10n.t(
          'Something else responds in place of this server: a network sign-in page, a proxy, or a wrong address in the setting.',
        ),
      };
    default:
      return undefined;
  }
}

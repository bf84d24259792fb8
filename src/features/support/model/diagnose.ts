import * as l10n from '@vscode/l10n';

import type { ApiPorts } from '../../../core/protocol/apiAttempt.ts';
import type { OwnServers, ServerAddresses } from '../../../core/applications/servers.ts';
import type { Probes } from '../../../core/kit/probes.ts';
import { checkAnswer } from './checkAnswer.ts';
import { checkApi } from './checkApi.ts';
import { checkConnections } from './checkConnections.ts';
import { checkCredentials, checkScopes } from './checkCredentials.ts';
import { checkNames } from './checkNames.ts';
import { checkProxy } from './checkProxy.ts';
import { checkSettings } from './checkSettings.ts';
import type { Finding, Step, StepId, Subject } from './diagnosis.ts';
import type { ProxySettings } from './proxy.ts';

export interface DiagnosisPorts extends ApiPorts {
  /** `undefined` in a browser, which tells nothing about the parts of a request. */
  readonly probes: Probes | undefined;
  readonly proxy: ProxySettings;
  readonly settings: ServerAddresses;
  /** The addresses that the application has of its own. */
  readonly own?: OwnServers | undefined;
  /** `undefined`: there is no application. */
  readonly subject: Subject | undefined;
  readonly signal: AbortSignal;
  /** A step begins. */
  readonly onStep: (id: StepId) => void;
}

/**
 * Checks, step by step, what can keep an application from using Routee. Every part of a step has a deadline.
 *
 * @throws {RouteeError} `cancelled` when the signal is aborted
 */
export async function diagnose(ports: DiagnosisPorts): Promise<readonly Step[]> {
  const { probes, subject, onStep } = ports;
  onStep('settings');
  const { step: settings, endpoints } = checkSettings(ports.settings, ports.own);
  const { auth, api } = endpoints;
  const urls = [auth, api].filter((url) => url !== undefined);
  const probe = async (id: StepId, check: (probes: Probes) => Promise<readonly Finding[]>): Promise<Step> => {
    onStep(id);
    return {
      id,
      findings: urls.length === 0 ? [skipped()] : probes === undefined ? [hidden()] : await check(probes),
    };
  };
  const names = await probe('names', (used) => checkNames(urls, used, ports));
  const connections = await probe('connections', (used) => checkConnections(urls, used, ports));
  const proxy = await probe('proxy', (used) => checkProxy(urls, ports.proxy, used, ports));

  onStep('clock');
  const byOrigin = new Map(urls.map((url) => [url.origin, url]));
  const answers = await Promise.all(
    [...byOrigin].map(async ([origin, url]) => ({ origin, ...(await checkAnswer(url, ports, ports)) })),
  );
  const found = answers.map(({ finding }) => finding);
  const clock: Step = { id: 'clock', findings: found.length === 0 ? [skipped()] : found };
  const heard = answers.filter(({ isAnswered }) => isAnswered);
  const hosts = new Set(heard.map(({ finding }) => finding.host));

  onStep('credentials');
  const isReachable = (url: URL | undefined): url is URL =>
    url !== undefined && heard.some(({ origin }) => origin === url.origin);
  const checked =
    subject === undefined
      ? { finding: noApplication(), token: undefined }
      : isReachable(auth)
        ? await checkCredentials(subject, ports.clock, ports.signal)
        : { finding: skipped(), token: undefined };
  const { finding, token } = checked;

  onStep('scopes');
  const scopes = subject === undefined || token === undefined ? skipped() : checkScopes(subject, token);

  onStep('api');
  const canCall = subject !== undefined && token !== undefined && isReachable(api);
  const call = canCall ? await checkApi(api, token, subject, ports, ports) : skipped();

  return [
    settings,
    excused(names, hosts),
    excused(connections, hosts),
    proxy,
    clock,
    { id: 'credentials', findings: [finding] },
    { id: 'scopes', findings: [scopes] },
    { id: 'api', findings: [call] },
  ];
}

/** A failure on the direct way does not matter where requests get through on theirs, such as a proxy of the system. */
function excused({ id, findings }: Step, answered: ReadonlySet<string | undefined>): Step {
  return {
    id,
    findings: findings.map((finding) =>
      finding.outcome === 'failed' && finding.isFinal !== true && answered.has(finding.host)
        ? {
            ...finding,
            outcome: 'warning',
            advice: l10n.t(
              'Requests from VS Code still succeed, most likely through a proxy. No action is needed.',
            ),
          }
        : finding,
    ),
  };
}

const skipped = (): Finding => ({
  outcome: 'skipped',
  text: l10n.t('Skipped because an earlier step failed.'),
});

const hidden = (): Finding => ({
  outcome: 'unknown',
  text: l10n.t('Not available in a browser.'),
});

const noApplication = (): Finding => ({
  outcome: 'skipped',
  text: l10n.t('There\'s no Routee application yet. Run "Routee: Add Application".'),
});

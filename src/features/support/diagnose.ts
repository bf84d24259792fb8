import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import { type Application, shortId } from '../../core/applications/application.ts';
import { maskSecrets } from '../../core/kit/maskSecrets.ts';
import { diagnose as runDiagnosis } from './model/diagnose.ts';
import { outcomeOf, type Subject, titleOf } from './model/diagnosis.ts';
import { diagnosisText, summaryOf } from './model/diagnosisText.ts';
import type { ProxySettings } from './model/proxy.ts';
import { secretsOf } from '../../core/protocol/basicCredentials.ts';
import { clickedOrActive } from '../applications/chooseApplication.ts';
import type { Services } from '../../services.ts';
import { showInformation, showWarning } from '../../editor/messages.ts';
import { withProgressIfSlow } from '../../editor/progress.ts';
import { withoutPerson } from './model/redactForReport.ts';
import { versions } from './reportIssue.ts';
import { showReport } from './showReport.ts';

/** Where nothing is slow, all steps together take less. */
const QUIET_MS = 500;

/** Checks what can keep an application from using Routee, and shows what was found. */
export async function diagnose(services: Services, argument: unknown): Promise<void> {
  const application = clickedOrActive(services, argument);
  const { environment = {}, probes } = services.host;
  const secrets: string[] = [];
  const steps = await withProgressIfSlow(
    l10n.t('Diagnosing the connection to Routee'),
    QUIET_MS,
    (signal, report) =>
      runDiagnosis({
        ...services.ports,
        settings: services.settings,
        own: application && services.unredacted.get(application.key),
        probes,
        proxy: proxySettings(environment),
        subject: application && subjectOf(services, application, secrets),
        signal,
        onStep: (id) => report(titleOf(id)),
      }),
  );
  const report = maskSecrets(
    diagnosisText(steps, {
      atMs: services.now(),
      versions: versions(services.host),
      application: application && `${application.name} (${shortId(application.id)})`,
    }),
    secrets,
  );
  const text = withoutPerson(report, services.host.files?.home.fsPath);
  services.log.info(`Diagnosis: ${steps.map((step) => `${step.id} ${outcomeOf(step)}`).join(', ')}.`);
  const isFine = steps.every((step) => outcomeOf(step) !== 'failed');
  await showReport(
    services,
    { name: l10n.t('Routee Diagnosis'), text },
    {
      show: isFine ? showInformation : showWarning,
      sentence: maskSecrets(summaryOf(steps), secrets),
      copied: l10n.t('Diagnosis copied, without secrets'),
    },
  );
}

function subjectOf(services: Services, shown: Application, secrets: string[]): Subject {
  const { redaction } = services.applications;
  const { key, name, id } = shown;
  const stored = services.unredacted.get(key);
  if (stored !== undefined) {
    secrets.push(...secretsOf(stored));
  }
  return {
    name,
    id,
    scopes: stored?.scopes ?? [],
    state: services.tokens.state(key),
    exchange: async (signal) => {
      const { token } = await services.tokens.getToken(key, { renew: true, signal });
      secrets.push(token.accessToken);
      return token;
    },
    showScopes: (scopes) => redaction?.scopes(scopes) ?? scopes,
    showText: (text) => redaction?.text(text) ?? text,
  };
}

function proxySettings(environment: ProxySettings['environment']): ProxySettings {
  const http = vscode.workspace.getConfiguration('http');
  const noProxy: unknown = http.get('noProxy');
  return {
    proxy: http.get<string>('proxy') ?? '',
    support: http.get<string>('proxySupport') ?? '',
    noProxy: Array.isArray(noProxy) ? noProxy.filter((rule) => typeof rule === 'string') : [],
    environment,
  };
}

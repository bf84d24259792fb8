import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import { COMMAND_IDS } from './contributions.ts';
import { reportListenerErrors } from './core/kit/emitter.ts';
import { recentLog } from './core/kit/recentLog.ts';
import { followSettings } from './editor/settings.ts';
import { startAgents } from './features/agents/feature.ts';
import { startApplications } from './features/applications/feature.ts';
import { startLeakWarnings } from './features/leakWarnings/feature.ts';
import { startLinkedFiles } from './features/linkedFiles/feature.ts';
import { startRequests } from './features/requests/feature.ts';
import { startSharing } from './features/sharing/feature.ts';
import { startSidebar } from './features/sidebar/feature.ts';
import { startUpdatingTokens } from './features/updateTokens/feature.ts';
import { type Host, systemClock, systemTimers } from './host/host.ts';
import type { Later, LoadSandbox } from './loadLater.ts';
import { createServices } from './services.ts';

/** Starts the extension. No request is made before the views exist. */
export function start(
  context: vscode.ExtensionContext,
  host: Host,
  later: Later,
  loadSandbox?: LoadSandbox,
): void {
  if (vscode.l10n.bundle !== undefined) l10n.config({ contents: vscode.l10n.bundle });
  const channel = vscode.window.createOutputChannel('Routee Auth', { log: true });
  const log = recentLog(channel, systemClock);
  reportListenerErrors((error) =>
    log.error(`A part of Routee Auth failed when something changed. ${String(error)}`),
  );
  log.info(`Started in VS Code ${vscode.version}.`);
  const settings = followSettings();
  const services = createServices({
    host,
    later,
    loadSandbox,
    log,
    settings,
    clock: systemClock,
    timers: systemTimers,
    secrets: context.secrets,
    workspace: (vscode.workspace.workspaceFile ?? vscode.workspace.workspaceFolders?.[0]?.uri)?.toString(),
    memory: context.globalState,
    workspaceMemory: context.workspaceState,
  });
  context.subscriptions.push(channel, settings, services);
  startSidebar(services, later);
  startApplications(services, later);
  startLinkedFiles(services, later);
  startLeakWarnings(services, later);
  // Lenses that are registered later stand first on a line: whose token it is, then what can be done with it.
  startRequests(services, later);
  startUpdatingTokens(services, later);
  startSharing(services, later, context.environmentVariableCollection);
  startAgents(services, later, context.environmentVariableCollection);
  for (const id of COMMAND_IDS) {
    services.own(
      vscode.commands.registerCommand(id, async (argument: unknown) =>
        (await later()).runCommand(id, services, argument),
      ),
    );
  }
}

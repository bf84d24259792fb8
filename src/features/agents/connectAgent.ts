import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import { SETTINGS } from '../../contributions.ts';
import { agrees, manageTrust, offer, showInformation, showWarning } from '../../editor/messages.ts';
import type { Services } from '../../services.ts';
import { AGENTS } from './model/agentConfiguration.ts';

/** Copies what connects an agent with the tools of this window. Switches the gateway on, if the user wants it. */
export async function connectAgent(services: Services): Promise<void> {
  const { gateway, settings, trust, host } = services;
  if (host.answerMcp === undefined) {
    void showWarning(
      l10n.t("This isn't available in a browser. Use VS Code on the desktop or in a codespace."),
    );
    return;
  }
  if (!trust.isTrusted()) {
    void offer(showWarning, l10n.t('Trust this workspace to connect an agent.'), manageTrust());
    return;
  }
  if (!settings.gateway && !(await switchOn())) return;
  const url = await gateway.url();
  if (url === undefined) return;
  const other = {
    label: l10n.t('Other Agent'),
    description: l10n.t('Address of the MCP server (Streamable HTTP)'),
    configuration: (address: string) => address,
    holdsSecret: true,
  };
  const known = AGENTS.map((agent) => ({ ...agent, label: agent.name, description: agent.file }));
  const agent = await vscode.window.showQuickPick([...known, other], {
    title: l10n.t('Connect an Agent'),
    placeHolder: l10n.t('Copy the configuration for your agent'),
  });
  if (agent === undefined) return;
  await services.clipboard.copy(agent.configuration(`${url}/mcp`));
  void showInformation(
    agent.holdsSecret
      ? l10n.t(
          "Copied. The configuration contains a secret: anyone who has it can use Routee through this window until you close it. Don't add it to a file that Git tracks. In the next session, copy it again.",
        )
      : l10n.t(
          'Copied. The configuration contains no secret: in each session, the agent reads it from new VS Code terminals.',
        ),
  );
}

/** Resolves to whether programs may call Routee from now on. */
async function switchOn(): Promise<boolean> {
  const isWanted = await agrees(
    l10n.t('Let programs on this computer call Routee through VS Code?'),
    l10n.t(
      'Programs can read without asking. You confirm everything else. To turn this off, use the setting {0}.',
      SETTINGS.gateway,
    ),
    l10n.t('Turn On'),
  );
  if (isWanted) {
    const { Global } = vscode.ConfigurationTarget;
    await vscode.workspace.getConfiguration().update(SETTINGS.gateway, true, Global);
  }
  return isWanted;
}

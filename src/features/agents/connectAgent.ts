import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import { SETTINGS } from '../../contributions.ts';
import { agrees, manageTrust, offer, showInformation, showWarning } from '../../editor/messages.ts';
import type { Services } from '../../services.ts';
import { type Agent, agentConfiguration, AGENTS, CURSOR_FILE } from './model/agentConfiguration.ts';

/** Copies what connects an agent with the tools of this window. Switches the gateway on, if the user wants it. */
export async function connectAgent(services: Services): Promise<void> {
  const { gateway, settings, trust, host } = services;
  if (host.answerMcp === undefined) {
    void showWarning(l10n.t("A browser can't connect agents. Use VS Code on the desktop or in a codespace."));
    return;
  }
  if (!trust.isTrusted()) {
    const sentence = l10n.t('Trust this workspace to connect an agent.');
    void offer(showWarning, sentence, manageTrust());
    return;
  }
  if (!settings.gateway && !(await switchOn())) return;
  const url = await gateway.url();
  if (url === undefined) return;
  const picked = await vscode.window.showQuickPick(agentItems(), {
    title: l10n.t('Connect an Agent'),
    placeHolder: l10n.t('Copy the configuration for your agent'),
  });
  if (picked === undefined) return;
  await services.clipboard.copy(agentConfiguration(picked.agent, `${url}/mcp`));
  void showInformation(
    l10n.t(
      'Copied. It contains a secret: anyone who has it can use Routee through this window until you close it. {0}',
      picked.advice,
    ),
  );
}

async function switchOn(): Promise<boolean> {
  const isWanted = await agrees(
    l10n.t('Let programs on this computer call Routee through VS Code?'),
    l10n.t(
      "Programs can read without asking. You're asked before anything else. The setting {0} turns this off again.",
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

interface Item {
  readonly agent: Agent;
  readonly label: string;
  readonly description: string;
  /** Sentences about what to do with the copied text. */
  readonly advice: string;
}

function agentItems(): Item[] {
  const run = {
    description: l10n.t('Command that starts the agent for one session'),
    advice: l10n.t('Run it in a terminal. Nothing is stored.'),
  };
  return [
    { agent: 'claude', label: AGENTS.claude, ...run },
    { agent: 'codex', label: AGENTS.codex, ...run },
    {
      agent: 'cursor',
      label: AGENTS.cursor,
      description: CURSOR_FILE,
      advice: l10n.t(
        'Add it to {0}, not to a file that Git tracks. Copy it again in the next session.',
        CURSOR_FILE,
      ),
    },
    {
      agent: 'other',
      label: l10n.t('Other Agent'),
      description: l10n.t('Address of the MCP server (Streamable HTTP)'),
      advice: l10n.t("Don't add it to a file that Git tracks. Copy it again in the next session."),
    },
  ];
}

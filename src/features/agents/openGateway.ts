import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import type { Disposable } from '../../core/kit/ports.ts';
import { OwnVariables } from '../../core/tokens/ownVariables.ts';
import { ownExtension } from '../../editor/ownExtension.ts';
import type { Services } from '../../services.ts';
import type { TerminalVariables } from '../sharing/model/terminalToken.ts';
import type { AgentTools } from './agentTools.ts';
import { Gateway } from './gateway.ts';
import { newSecret } from './model/gatewayPath.ts';

const VARIABLE = 'ROUTEE_URL';

export interface OpenGateway extends Disposable {
  /** `undefined` where it cannot be open. */
  readonly url: string | undefined;
}

/** Starts the gateway, and tells its address to clients in this process and to new terminals until it is closed. */
export async function openGateway(
  services: Services,
  tools: AgentTools,
  terminals: TerminalVariables,
): Promise<OpenGateway> {
  const { host, log } = services;
  const gateway = new Gateway(services, tools, newSecret());
  const address = await gateway.start();
  if (address === undefined) {
    log.warn('A browser cannot run the gateway: routee.gateway.enabled does nothing here.');
    return { url: undefined, dispose: () => gateway.dispose() };
  }
  const variables = new OwnVariables(host.environment ?? {}, log);
  variables.set(VARIABLE, address);
  if (areTerminalsHere()) {
    // The secret in the address ends with this session.
    terminals.persistent = false;
    terminals.description = l10n.t('Address of Routee for programs, as {0}', VARIABLE);
    terminals.replace(VARIABLE, address);
  }
  return {
    url: address,
    dispose: () => {
      variables.keep(new Set());
      terminals.delete(VARIABLE);
      gateway.dispose();
    },
  };
}

/** In a remote window, an extension on this side has a loopback of its own, which terminals there do not reach. */
function areTerminalsHere(): boolean {
  return (
    vscode.env.remoteName === undefined || ownExtension()?.extensionKind === vscode.ExtensionKind.Workspace
  );
}

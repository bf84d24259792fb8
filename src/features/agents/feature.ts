import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import { TOOL_NAMES } from '../../contributions.ts';
import { once } from '../../core/kit/once.ts';
import { queue } from '../../core/kit/queue.ts';
import type { Later } from '../../loadLater.ts';
import type { Services } from '../../services.ts';
import type { TerminalVariables } from '../sharing/model/terminalToken.ts';
import type { OpenGateway } from './openGateway.ts';

/** Lets language models and programs use Routee, within what the person allows. Loads their code at the first call. */
export function startAgents(services: Services, later: Later, terminals: TerminalVariables): void {
  const tools = once(async () => new (await later()).AgentTools(services));
  for (const name of TOOL_NAMES) {
    services.own(
      vscode.lm.registerTool<object>(name, {
        prepareInvocation: async ({ input }) => (await tools()).prepare(name, input),
        invoke: async ({ input }, cancellation) => {
          const abort = new AbortController();
          const subscription = cancellation.onCancellationRequested(() => abort.abort());
          try {
            const asker = { sentence: l10n.t('Requested by a chat tool in VS Code.') };
            const text = await (await tools()).run(name, input, asker, abort.signal);
            return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(text)]);
          } finally {
            subscription.dispose();
          }
        },
      }),
    );
  }

  const { own, inBackground, settings, trust, whenLoaded } = services;
  const oneByOne = queue();
  let gateway: OpenGateway | undefined;
  const close = (): void => {
    gateway?.dispose();
    gateway = undefined;
  };
  let isEnded = false;
  services.gateway.url = () =>
    oneByOne(async () => {
      const isOn = settings.gateway && trust.isTrusted() && !isEnded;
      if (!isOn) close();
      else gateway ??= await (await later()).openGateway(services, await tools(), terminals);
      if (isEnded) close();
      return gateway?.url;
    });
  const follow = (): void => inBackground(services.gateway.url());
  own({
    dispose: () => {
      isEnded = true;
      close();
    },
  });
  whenLoaded(follow);
  own(settings.onDidChange(follow));
  own(trust.onDidGrant(follow));
}

import * as l10n from '@vscode/l10n';

import { ownExtension } from '../../editor/ownExtension.ts';
import { TOOL_NAMES } from '../../contributions.ts';
import type { LoopbackAnswer, LoopbackRequest } from '../../host/loopbackServer.ts';
import type { Services } from '../../services.ts';
import type { AgentTools } from './agentTools.ts';
import { passingHeaders } from './model/gatewayHeaders.ts';
import { mcpTools } from './model/mcpTools.ts';

/**
 * Answers an agent that speaks the Model Context Protocol: it has the tools of VS Code's chat, and is asked about the
 * same.
 *
 * @param patienceMs time in which a person has to answer
 */
export async function answerAgent(
  { host: { answerMcp } }: Services,
  tools: AgentTools,
  { method, headers, body }: Pick<LoopbackRequest, 'method' | 'headers' | 'body'>,
  patienceMs: number,
  signal: AbortSignal,
): Promise<LoopbackAnswer> {
  if (answerMcp === undefined) return { status: 404, body: undefined };
  // No stream for what the server says by itself, and no session to end.
  if (method !== 'POST') return { status: 405, body: undefined, headers: { allow: 'POST' } };
  const request = new Request('http://127.0.0.1/mcp', {
    ...{ method, body, signal },
    headers: passingHeaders(headers),
  });
  const sentence = l10n.t('Requested by an agent on this computer, through the gateway.');
  const answer = await answerMcp(request, {
    ...mcpTools(ownExtension()?.packageJSON),
    run: (wanted, input, stop) => {
      const name = TOOL_NAMES.find((tool) => tool === wanted);
      if (name === undefined) throw new Error('There is no tool of this name.');
      return tools.run(name, input, { sentence, patienceMs }, stop);
    },
  });
  return { status: answer.status, headers: Object.fromEntries(answer.headers), body: await answer.text() };
}

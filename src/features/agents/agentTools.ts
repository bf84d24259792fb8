import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import type { ToolName } from '../../contributions.ts';
import { RouteeError } from '../../core/protocol/routeeError.ts';
import { track } from '../../core/resources/track.ts';
import { describeState } from '../../core/tokens/describeTime.ts';
import { sentenceOf } from '../../editor/guard.ts';
import type { Services } from '../../services.ts';
import { type AgentCall, AgentCalls, type Asker } from './agentCalls.ts';
import { hideSecrets } from './hideSecrets.ts';
import { InvalidCall, readInput, readRequest, trackingRequest } from './model/agentInput.ts';
import { findOperations } from './model/findOperations.ts';
import { writeForPerson } from './writeForPerson.ts';

/** The tools as VS Code runs them for a model in its chat. */
export class AgentTools {
  readonly #services: Services;
  /** Shared with the gateway: a person is asked one question at a time. */
  readonly calls: AgentCalls;

  constructor(services: Services) {
    this.#services = services;
    this.calls = new AgentCalls(services);
  }

  /** VS Code's own question, for what ours is not asked about. A call that cannot be made is refused later, by name. */
  async prepare(name: ToolName, input: unknown): Promise<vscode.PreparedToolInvocation> {
    await this.#services.ready;
    try {
      const call = this.#callOf(name, input);
      if (call === undefined) return {};
      const { application, request, url, isReading } = call;
      const { method } = request;
      const { name: as } = application;
      const invocationMessage = plain(l10n.t('{0} {1} to {2} as {3}…', method, url.pathname, url.host, as));
      const message = plain(`${method} ${url.href} (${as})`);
      const title = l10n.t('Read from Routee?');
      return { invocationMessage, ...(isReading && { confirmationMessages: { title, message } }) };
    } catch {
      return {};
    }
  }

  /**
   * @throws {Error} whose message tells the model why there is no answer, and holds no secret
   */
  run(name: ToolName, input: unknown, asker: Asker, signal: AbortSignal): Promise<string> {
    const done = async (): Promise<string> => {
      await this.#services.ready;
      this.calls.mustBeAllowed();
      return this.#run(name, input, asker, signal);
    };
    return done().catch(async (error: unknown) => {
      throw new Error(await hideSecrets(this.#services, this.#explain(error, signal)));
    });
  }

  #explain(error: unknown, signal: AbortSignal): string {
    if (error instanceof InvalidCall) return error.message;
    const isOver = signal.aborted || (error instanceof RouteeError && error.code === 'cancelled');
    return isOver ? 'The call was cancelled.' : sentenceOf(error, this.#services);
  }

  async #run(name: ToolName, input: unknown, asker: Asker, signal: AbortSignal): Promise<string> {
    switch (name) {
      case 'routee_find_operation':
        return findOperations(readInput('find', input).query ?? '');
      case 'routee_applications':
        readInput('none', input);
        return hideSecrets(this.#services, this.#listApplications());
      case 'routee_write_request':
        return writeForPerson(this.#services, readRequest(readInput('write', input)));
      case 'routee_call':
      case 'routee_track': {
        const call = this.#callOf(name, input);
        if (call === undefined) throw new InvalidCall('This is no call.');
        const send = (): ReturnType<AgentCalls['send']> => this.calls.send(call, asker, signal);
        if (name === 'routee_call') return (await send()).text;
        const { last, isOver } = await track(this.#services.timers, send, signal);
        return isOver ? last.text : `Still on its way after two minutes; track it again later.\n${last.text}`;
      }
    }
  }

  #callOf(name: ToolName, input: unknown): AgentCall | undefined {
    if (name === 'routee_call') {
      const { application, ...request } = readInput('call', input);
      return this.calls.prepare(readRequest(request), application);
    }
    if (name === 'routee_track') {
      const { application, trackingId, operation } = readInput('track', input);
      return this.calls.prepare(trackingRequest(trackingId, operation), application);
    }
    return undefined;
  }

  #listApplications(): string {
    const { applications, shownTokens, now } = this.#services;
    const rows = applications.applications.map(({ key, name, scopes, sandbox }) => {
      const state = shownTokens.state(key);
      return {
        name,
        active: key === applications.active?.key,
        scopes: state.token?.scopes ?? scopes,
        token: describeState(state, now(), shownTokens.isKeptFresh(key)),
        ...(sandbox === true && { sandbox: 'on this computer; nothing is sent and nothing costs money' }),
      };
    });
    return JSON.stringify({ applications: rows }, undefined, 1);
  }
}

/** A text with what a model wrote in it, without links and formatting. */
function plain(text: string): vscode.MarkdownString {
  return new vscode.MarkdownString().appendText(text);
}

import * as l10n from '@vscode/l10n';

import type { Application } from '../../core/applications/application.ts';
import { queue } from '../../core/kit/queue.ts';
import type { ApiRequest } from '../../core/protocol/apiRequest.ts';
import type { RouteeResource } from '../../core/resources/resources.ts';
import { pause } from '../../core/tokens/pause.ts';
import { agrees, showWarning } from '../../editor/messages.ts';
import type { Services } from '../../services.ts';
import { sendingQuestion } from '../requests/confirmSending.ts';
import { InvalidCall } from './model/agentInput.ts';

/** Questions that a person may agree to before being asked whether that is to go on. */
const CALLS_AT_ONCE = 20;

/** The program or model that wants a call. */
export interface Asker {
  /** A sentence for the person who is asked. */
  readonly sentence: string;
  /** Time in which a person has to answer; without it, all the time in the world. */
  readonly patienceMs?: number;
}

/** A call that is asked about. */
export interface QuestionedCall {
  readonly application: Application;
  readonly request: ApiRequest;
  readonly url: URL;
  readonly resource: RouteeResource | undefined;
}

/** Asks a person about the calls of programs and models of this window. */
export class AgentQuestions {
  readonly #services: Services;
  /** A person reads one question at a time. */
  readonly #oneByOne = queue();
  #agreed = 0;

  constructor(services: Services) {
    this.#services = services;
  }

  /**
   * Asks the person. Nothing of it is remembered, and an answer that comes too late does not count.
   *
   * @throws {InvalidCall} when the person says no, or nothing in time
   */
  async confirm(call: QuestionedCall, { sentence, patienceMs }: Asker, signal: AbortSignal): Promise<void> {
    const over = new AbortController();
    const ended = AbortSignal.any([signal, over.signal]);
    const answered = this.#oneByOne(() => this.#ask(call, sentence, ended));
    if (patienceMs === undefined) return answered;
    const silence = pause(patienceMs, this.#services.timers, ended).then(() => {
      throw new InvalidCall(
        `Nobody has answered the question in VS Code within ${patienceMs / 1000} seconds. Nothing was sent.`,
      );
    });
    try {
      await Promise.race([answered, silence]);
    } finally {
      over.abort();
    }
  }

  async #ask(
    { application, request, url, resource }: QuestionedCall,
    note: string,
    ended: AbortSignal,
  ): Promise<void> {
    ended.throwIfAborted();
    const { message, detail } = await sendingQuestion(this.#services, {
      request,
      url,
      application,
      note,
      resource,
    });
    if (!(await this.#mayGoOn()) || !(await agrees(message, detail, l10n.t('Send')))) {
      throw new InvalidCall(
        'The person has said no. Nothing was sent. Do not repeat this call unless asked to.',
      );
    }
    if (ended.aborted) {
      void showWarning(l10n.t('Nothing was sent: the program stopped waiting.'));
    }
    ended.throwIfAborted();
    this.#agreed++;
  }

  /** Whether tools may make as many calls again. */
  async #mayGoOn(): Promise<boolean> {
    if (this.#agreed < CALLS_AT_ONCE) return true;
    const mayGoOn = await agrees(
      l10n.t('Tools have made {0} calls. Continue?', CALLS_AT_ONCE),
      l10n.t("You'll also confirm each of the next {0} calls.", CALLS_AT_ONCE),
      l10n.t('Continue'),
    );
    if (mayGoOn) this.#agreed = 0;
    return mayGoOn;
  }
}

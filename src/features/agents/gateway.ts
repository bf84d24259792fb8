import * as l10n from '@vscode/l10n';

import { masking, maskSecrets } from '../../core/kit/maskSecrets.ts';
import { inSlices } from '../../core/kit/slices.ts';
import type { Disposable } from '../../core/kit/ports.ts';
import { prepareRequest, type ApiRequest } from '../../core/protocol/apiRequest.ts';
import { type ApiAnswer, sendAuthorized } from '../../core/protocol/sendAuthorized.ts';
import { pause } from '../../core/tokens/pause.ts';
import { resourceAt } from '../requests/model/resourceAt.ts';
import { sentenceOf } from '../../editor/guard.ts';
import type { LoopbackAnswer, LoopbackRequest, LoopbackServer } from '../../host/loopbackServer.ts';
import type { Services } from '../../services.ts';
import { authorityOf } from '../requests/callRoutee.ts';
import { isSafeRequest } from '../requests/model/sending.ts';
import { answerAgent } from './answerAgent.ts';
import type { AgentTools } from './agentTools.ts';
import { hideSecrets } from './hideSecrets.ts';
import { InvalidCall } from './model/agentInput.ts';
import { apiTarget } from './model/apiTarget.ts';
import { passingHeaders } from './model/gatewayHeaders.ts';
import { behindSecret } from './model/gatewayPath.ts';

const LONGEST_QUESTION_MS = 60_000;
/** Before an address without the secret is answered. */
const WRONG_SECRET_MS = 1000;
const MOST_AT_ONCE = 64;

/** Passes requests of programs on this computer to Routee's API with the token of the active application. */
export class Gateway implements Disposable {
  readonly #services: Services;
  readonly #tools: AgentTools;
  readonly #secret: string;
  readonly #ended = new AbortController();
  #server: LoopbackServer | undefined;
  #atOnce = 0;
  #guesses = 0;

  constructor(services: Services, tools: AgentTools, secret: string) {
    this.#services = services;
    this.#tools = tools;
    this.#secret = secret;
  }

  /** @returns the address of the API for programs: whoever knows it may read, and ask */
  async start(): Promise<string | undefined> {
    this.#server = await this.#services.host.serveLoopback?.(0, (request) => this.#answer(request));
    if (this.#ended.signal.aborted) void this.#server?.close();
    return this.#server && `http://127.0.0.1:${this.#server.port}/${this.#secret}`;
  }

  dispose(): void {
    this.#ended.abort();
    void this.#server?.close();
  }

  async #answer(request: LoopbackRequest): Promise<LoopbackAnswer> {
    const { origin, host = '', 'sec-fetch-site': browser } = request.headers;
    // No page comes from here: only a program says so, as clients of the Model Context Protocol do.
    const isOfPage = origin !== undefined && origin !== `http://${host}`;
    if (isOfPage || browser !== undefined) return refusal(403, 'No web page may ask.');
    const target = behindSecret(request.url, this.#secret);
    return target === undefined ? this.#ignore(request) : this.#serve(request, target);
  }

  /** Guesses take none of the places of those who know the secret. */
  async #ignore({ signal }: LoopbackRequest): Promise<LoopbackAnswer> {
    if (this.#guesses >= MOST_AT_ONCE) return { status: 503, body: undefined };
    this.#guesses++;
    try {
      await pause(WRONG_SECRET_MS, this.#services.timers, AbortSignal.any([signal, this.#ended.signal]));
      return { status: 404, body: undefined };
    } finally {
      this.#guesses--;
    }
  }

  async #serve(request: LoopbackRequest, target: string): Promise<LoopbackAnswer> {
    if (this.#atOnce >= MOST_AT_ONCE) return refusal(503, 'Too many requests at once.');
    this.#atOnce++;
    try {
      return await this.#pass(request, target);
    } catch (error) {
      const status = error instanceof InvalidCall ? 403 : 502;
      const sentence = error instanceof InvalidCall ? error.message : sentenceOf(error, this.#services);
      return refusal(status, await hideSecrets(this.#services, sentence));
    } finally {
      this.#atOnce--;
    }
  }

  async #pass(request: LoopbackRequest, target: string): Promise<LoopbackAnswer> {
    const { applications, unredacted, ports, log } = this.#services;
    const { method, headers, bytes } = request;
    const stop = AbortSignal.any([request.signal, this.#ended.signal]);
    if (target === '/mcp')
      return answerAgent(this.#services, this.#tools, request, LONGEST_QUESTION_MS, stop);
    const application = applications.active;
    if (application === undefined) return refusal(503, 'There is no Routee application.');
    const { key, name } = application;
    const { id = '' } = unredacted.get(key) ?? {};
    const { source, secrets, apiUrl } = authorityOf(this.#services, key);
    const url = apiTarget(apiUrl, target);
    if (url === undefined) return refusal(400, 'A server could read this path in more than one way.');
    const passing = passingHeaders(headers);
    const body = bytes.length === 0 ? undefined : bytes;
    const sent: ApiRequest = { method, url: url.href, headers: passing, body };
    prepareRequest(sent, apiUrl);
    const resource = resourceAt(method, url, apiUrl);
    if (!isSafeRequest(method, passing)) {
      const sentence = l10n.t('Requested by a program on this computer, through the gateway.');
      const asker = { sentence, patienceMs: LONGEST_QUESTION_MS };
      await this.#tools.calls.questions.confirm({ application, request: sent, url, resource }, asker, stop);
    }
    const options = { apiUrl, signal: stop, redirects: 'none' } as const;
    const answer = await sendAuthorized(sent, source, ports, options);
    log.info(maskSecrets(`${name}: ${method} ${url.pathname} of a program: ${answer.status}.`, secrets));
    return passed(answer, [...secrets, id]);
  }
}

/** An answer of the API as a program gets it: a server may echo the token, and whatever else it was told. */
async function passed(
  { status, headers, body, text, isComplete }: ApiAnswer,
  secrets: readonly string[],
): Promise<LoopbackAnswer> {
  if (!isComplete) return refusal(502, 'The answer has more than 10 MB.');
  const clean = await inSlices(masking(text, secrets));
  const own = passingHeaders(Object.fromEntries(headers)).filter(
    ([, value]) => maskSecrets(value, secrets) === value,
  );
  return { status, headers: Object.fromEntries(own), body: clean === text ? body : clean };
}

function refusal(status: number, reason: string): LoopbackAnswer {
  return { status, body: { error: 'gateway', reason }, headers: { 'cache-control': 'no-store' } };
}

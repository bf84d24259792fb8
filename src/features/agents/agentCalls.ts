import { SETTINGS } from '../../contributions.ts';
import type { Application } from '../../core/applications/application.ts';
import { apiUrlOf } from '../../core/applications/servers.ts';
import { prepareRequest, type RepeatableRequest } from '../../core/protocol/apiRequest.ts';
import type { ApiAnswer } from '../../core/protocol/sendAuthorized.ts';
import { parseEndpoint } from '../../core/protocol/endpoint.ts';
import { shownAnswer } from '../../core/redaction/shownApplications.ts';
import { resourceAt } from '../requests/model/resourceAt.ts';
import type { RouteeResource } from '../../core/resources/resources.ts';
import type { Services } from '../../services.ts';
import { callRoutee } from '../requests/callRoutee.ts';
import { sendingAgain } from '../requests/sendAndShow.ts';
import { AgentQuestions, type Asker, type QuestionedCall } from './agentQuestions.ts';
import { hideSecrets } from './hideSecrets.ts';
import { agentAnswer } from './model/agentAnswer.ts';
import { InvalidCall, mustFit, type AgentRequest } from './model/agentInput.ts';
import { apiTarget } from './model/apiTarget.ts';

/** A call of Routee that is ready to be asked about and to be sent. */
export interface AgentCall extends QuestionedCall {
  readonly request: RepeatableRequest;
  /** Reads only, by the catalogue: nobody has to be asked by us. */
  readonly isReading: boolean;
}

interface AgentAnswer {
  readonly answer: ApiAnswer;
  /** For a model. */
  readonly text: string;
}

/** The calls of Routee by programs and models of this window: what may go, and who is asked before. */
export class AgentCalls {
  readonly #services: Services;
  readonly questions: AgentQuestions;

  constructor(services: Services) {
    this.#services = services;
    this.questions = new AgentQuestions(services);
  }

  /** @throws {InvalidCall} where agents may do nothing at all */
  mustBeAllowed(): void {
    const { trust, settings } = this.#services;
    if (settings.allowAgents === 'off') {
      throw new InvalidCall(`The person has switched this off with the setting ${SETTINGS.allowAgents}.`);
    }
    if (!trust.isTrusted()) {
      throw new InvalidCall('The person does not trust this workspace, so tools of Routee do nothing in it.');
    }
  }

  /**
   * Checks a request as far as that goes without asking or sending anything.
   *
   * @param name of the application; `undefined` for the active one
   * @throws {InvalidCall} @throws {RouteeError} `invalidEndpoint`, `invalidRequest`
   */
  prepare({ method, target, resource, json }: AgentRequest, name: string | undefined): AgentCall {
    this.mustBeAllowed();
    const { settings, unredacted } = this.#services;
    const application = this.#application(name);
    const apiUrl = apiUrlOf(unredacted.get(application.key), settings);
    parseEndpoint(apiUrl, SETTINGS.apiUrl);
    const url = apiTarget(apiUrl, target);
    if (url === undefined) {
      throw new InvalidCall(
        'The path must begin with one slash and hold no dots alone, empty segments, encoded slashes, spaces or backslashes.',
      );
    }
    const request = { method, url: url.href, ...contentOf(json, resource) };
    prepareRequest(request, apiUrl);
    // HEAD of what may be read with GET.
    const known = resourceAt(method === 'HEAD' ? 'GET' : method, url, apiUrl);
    const isReading = /^(?:GET|HEAD)$/.test(method) && known?.effect === 'free';
    if (!isReading && settings.allowAgents !== 'ask') {
      throw new InvalidCall(
        `The person allows reading only. This call may send something, cost money or change data: the setting ${SETTINGS.allowAgents} must be "ask" for it. Or write it into a file with routee_write_request, for the person to send.`,
      );
    }
    if (known !== undefined) mustFit(json, known);
    return { application, request, url, resource: known, isReading };
  }

  /**
   * Asks where that is needed, and sends. The answer is quoted data, of a bounded size, with no secret in it.
   *
   * @throws {InvalidCall} when the person says no
   */
  async send(call: AgentCall, asker: Asker, signal: AbortSignal): Promise<AgentAnswer> {
    if (!call.isReading) await this.questions.confirm(call, asker, signal);
    const { application, request, url, resource } = call;
    const { answer, text } = await callRoutee(this.#services, application, request, {
      scope: resource?.scope,
      note: asker.sentence,
      signal,
      again: sendingAgain(this.#services, { application, request }),
    });
    const shown = await hideSecrets(this.#services, shownAnswer(text, this.#services.applications));
    const source = `${url.host} has answered ${request.method} ${url.pathname} with ${answer.status}`;
    const mark = `routee-${crypto.randomUUID()}`;
    return { answer, text: agentAnswer(shown, { source, resource, mark }) };
  }

  #application(name: string | undefined): Application {
    const { active, applications } = this.#services.applications;
    const [found, ...others] =
      name === undefined ? [active] : applications.filter((application) => application.name === name);
    if (found === undefined || others.length > 0) {
      throw new InvalidCall(
        applications.length === 0
          ? 'There is no Routee application yet. The person can add one with “Routee: Add Application”.'
          : 'No application, or more than one, has this name. routee_applications lists them.',
      );
    }
    return found;
  }
}

function contentOf(
  json: object | undefined,
  resource: RouteeResource | undefined,
): Pick<RepeatableRequest, 'headers' | 'body'> {
  const accept = ['Accept', 'application/json'] as const;
  if (json === undefined) return { headers: [accept] };
  if (resource?.form === undefined) {
    return { headers: [accept, ['Content-Type', 'application/json']], body: JSON.stringify(json) };
  }
  const fields = Object.entries(json).map(([name, value]): [string, string] => [name, String(value)]);
  return {
    headers: [accept, ['Content-Type', 'application/x-www-form-urlencoded']],
    body: String(new URLSearchParams(fields)),
  };
}

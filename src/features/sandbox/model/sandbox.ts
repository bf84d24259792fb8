import { hasScope } from '../../../core/applications/knownScopes.ts';
import type { Disposable, Fetch, Timers } from '../../../core/kit/ports.ts';
import { findResource, type RouteeResource } from '../../../core/resources/resources.ts';
import { Account } from './account.ts';
import { accountOperations } from './accountOperations.ts';
import { type Answer, errorPage, ok, refusal, type SandboxRequest, wrongMethod } from './answer.ts';
import type { AuthorizationServer } from './authorizationServer.ts';
import { Callbacks } from './callbacks.ts';
import { catalogueAnswer, refuseCall } from './catalogueAnswers.ts';
import { flowOperations } from './flows.ts';
import { numberOperations } from './numberOperations.ts';
import { RecentMap } from './recentMap.ts';
import { smsOperations } from './smsOperations.ts';
import { verificationOperations } from './verificationOperations.ts';
import { viberOperations } from './viberOperations.ts';
import { voiceOperations } from './voiceOperations.ts';
import type { Operations, World } from './world.ts';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** Operations that are played and check what they are given, by the ids of the catalogue's resources. */
const OPERATIONS: Operations = {
  ...accountOperations,
  ...smsOperations,
  ...verificationOperations,
  ...numberOperations,
  ...viberOperations,
  ...voiceOperations,
};

export interface SandboxOptions {
  readonly authorization: AuthorizationServer;
  readonly tokenPath: string;
  readonly now: () => number;
  readonly timers: Timers;
  readonly fetch: Fetch;
}

/** Routee on this machine: what `auth.routee.net` and `connect.routee.net` answer, as far as it is known. */
export class Sandbox implements Disposable {
  readonly #options: SandboxOptions;
  readonly #world: World;

  constructor(options: SandboxOptions) {
    this.#options = options;
    this.#world = {
      now: options.now,
      account: new Account(),
      callbacks: new Callbacks(options.timers, options.fetch),
      messages: new RecentMap(),
      campaigns: new RecentMap(),
      verifications: new RecentMap(),
      started: new RecentMap(),
    };
  }

  answer(request: SandboxRequest): Answer {
    const { authorization, tokenPath, now } = this.#options;
    const { method, path, origin } = request;
    // A page of the web has no business here, and its browser says where it comes from.
    if (origin !== undefined) return errorPage([403, 'Forbidden'], 'No web page may ask', path, now());
    if (path === '/sandbox') return this.#introduce(request);
    if (path !== tokenPath) return this.#answerResource(request);
    return method === 'POST' ? authorization.exchange(request) : wrongMethod(method, ['POST'], path, now());
  }

  /** Plans no more callbacks. */
  dispose(): void {
    this.#world.callbacks.dispose();
  }

  /** Tells without a token that this is a sandbox, and with `?id=` whether it is that of an application. */
  #introduce({ path, query }: SandboxRequest): Answer {
    const id = new URLSearchParams(query).get('id');
    return id === null || this.#options.authorization.knows(id)
      ? ok({ sandbox: 'Routee Auth' })
      : this.#notFound(path);
  }

  #answerResource(request: SandboxRequest): Answer {
    const { method, path, query, body, authorization } = request;
    const resource = findResource(method, path);
    if (!resource) {
      const allowed = METHODS.filter((other) => findResource(other, path));
      return allowed.length > 0
        ? wrongMethod(method, allowed, path, this.#world.now())
        : this.#notFound(path);
    }
    const refused = this.#refuse(resource, authorization);
    if (refused) return refused;
    const call = { variables: variablesOf(resource, path), query: new URLSearchParams(query), body };
    const operation = OPERATIONS[resource.id];
    if (operation) return operation(call, this.#world);
    const invalid = refuseCall(resource, call);
    if (invalid) return invalid;
    return flowOperations[resource.id]?.(call, this.#world) ?? catalogueAnswer(resource, call, this.#world);
  }

  #refuse(resource: RouteeResource, authorization: string | undefined): Answer | undefined {
    if (resource.isPublic) return undefined;
    const token = this.#options.authorization.check(authorization);
    if ('status' in token) return token;
    const { scope } = resource;
    if (scope === undefined || hasScope(token.scopes, scope)) return undefined;
    const answer = refusal('403000000', 'You are not allowed to access this resource');
    return { ...answer, note: `lacks scope ${scope}` };
  }

  #notFound(path: string): Answer {
    return errorPage([404, 'Not Found'], 'No message available', path, this.#world.now());
  }
}

function variablesOf({ path: template }: RouteeResource, path: string): string[] {
  const segments = path.split('/').filter(Boolean);
  return template
    .split('/')
    .filter(Boolean)
    .flatMap((part, index) => (part.startsWith('{') ? (segments[index] ?? []) : []));
}

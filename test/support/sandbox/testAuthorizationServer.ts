import type { Answer, SandboxRequest } from '../../../src/features/sandbox/model/answer.ts';
import {
  AuthorizationServer,
  bearerOf,
  type IssuedToken,
  readBasic,
  refuseToken,
  type SandboxApplication,
} from '../../../src/features/sandbox/model/authorizationServer.ts';
import type { SandboxBehaviour } from './options.ts';

/** The product's authorization server, with all that a test may know of it and do to it. */
export class TestAuthorizationServer extends AuthorizationServer {
  readonly #behaviour: Readonly<SandboxBehaviour>;

  constructor(
    applications: ReadonlyMap<string, SandboxApplication>,
    now: () => number,
    behaviour: Readonly<SandboxBehaviour>,
  ) {
    super(applications, now);
    this.#behaviour = behaviour;
  }

  override exchange(request: SandboxRequest): Answer {
    const answer = super.exchange(request);
    const body = answer.body as Record<string, unknown>;
    const { credentialsErrorForm, oauthErrorStatus, formatExpiresIn, transformTokenBody } = this.#behaviour;
    switch (answer.status) {
      case 200: {
        const secondsLeft = body['expires_in'] as number | undefined;
        return { ...answer, body: transformTokenBody({ ...body, expires_in: formatExpiresIn(secondsLeft) }) };
      }
      case 401:
        return credentialsErrorForm === 'spring'
          ? answer
          : { ...answer, body: { error: 'invalid_client', error_description: body['message'] } };
      default:
        return { ...answer, status: oauthErrorStatus };
    }
  }

  override check(authorization: string | undefined): IssuedToken | Answer {
    const { refuseEveryToken, invalidTokenStatus } = this.#behaviour;
    const bearer = bearerOf(authorization);
    if (refuseEveryToken !== undefined && bearer !== undefined) {
      return { ...refuseToken(bearer), status: refuseEveryToken };
    }
    const checked = super.check(authorization);
    return 'status' in checked && bearer !== undefined ? { ...checked, status: invalidTokenStatus } : checked;
  }

  /** The id that Basic credentials name (right or wrong), or the owner of a bearer token, be it expired. */
  applicationOf(authorization: string | undefined): string | undefined {
    const bearer = bearerOf(authorization);
    return bearer === undefined ? readBasic(authorization)?.id : this.find(bearer)?.applicationId;
  }

  revoke(token: string): boolean {
    return this.tokens.delete(token);
  }

  revokeAll(applicationId?: string): void {
    for (const { value } of this.#of(applicationId)) this.tokens.delete(value);
  }

  liveTokens(applicationId?: string): readonly IssuedToken[] {
    return this.#of(applicationId).filter((token) => this.isLive(token));
  }

  protected override reusable(key: string): IssuedToken | undefined {
    return this.#behaviour.policy === 'sameUntilExpiry' ? super.reusable(key) : undefined;
  }

  #of(applicationId: string | undefined): readonly IssuedToken[] {
    return this.tokens.values.filter(
      (token) => applicationId === undefined || token.applicationId === applicationId,
    );
  }
}

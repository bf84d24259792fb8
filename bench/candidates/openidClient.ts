import * as openid from 'openid-client';
import {
  at,
  CallersCache,
  MINIMUM_LIFE_S,
  newCredentials,
  SCOPE,
  type Applications,
  type Candidate,
} from '../candidate.ts';

type Tokens = Awaited<ReturnType<typeof openid.clientCredentialsGrant>>;

export const openidClient: Candidate = {
  name: 'openid-client',
  note: 'clientCredentialsGrant; no cache of its own: the caller keeps the answer and asks expiresIn(); Configuration in place of discovery, allowInsecureRequests for http',
  open: (tokenUrl, count) => {
    const server: openid.ServerMetadata = { issuer: tokenUrl.origin, token_endpoint: tokenUrl.href };
    const clients = newCredentials(count).map(({ id, secret }) => {
      const configuration = new openid.Configuration(server, id, secret);
      // The documented way to a server without TLS; marked as deprecated only to make it stand out.
      // eslint-disable-next-line @typescript-eslint/no-deprecated
      openid.allowInsecureRequests(configuration);
      return new CallersCache<Tokens>(
        () => openid.clientCredentialsGrant(configuration, { scope: SCOPE }),
        (tokens) => (tokens.expiresIn() ?? Infinity) < MINIMUM_LIFE_S,
      );
    });
    const applications: Applications = {
      getToken: (index) => at(clients, index).getToken(),
      dispose: () => undefined,
    };
    return Promise.resolve(applications);
  },
};

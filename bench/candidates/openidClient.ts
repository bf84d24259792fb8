import * as openid from 'openid-client';
import { at, newCredentials, SCOPE, type Applications, type Candidate } from '../candidate.ts';

export const openidClient: Candidate = {
  name: 'openid-client',
  note: 'clientCredentialsGrant, which leaves keeping the answer to its caller; Configuration in place of discovery, allowInsecureRequests for http',
  open: (tokenUrl, count) => {
    const server: openid.ServerMetadata = { issuer: tokenUrl.origin, token_endpoint: tokenUrl.href };
    const configurations = newCredentials(count).map(({ id, secret }) => {
      const configuration = new openid.Configuration(server, id, secret);
      // The documented way to a server without TLS; marked as deprecated only to make it stand out.
      // eslint-disable-next-line @typescript-eslint/no-deprecated
      openid.allowInsecureRequests(configuration);
      return configuration;
    });
    const applications: Applications = {
      getToken: (index) => openid.clientCredentialsGrant(at(configurations, index), { scope: SCOPE }),
      dispose: () => undefined,
    };
    return Promise.resolve(applications);
  },
};

import { OAuth2Client, OAuth2Fetch } from '@badgateway/oauth2-client';
import { at, newCredentials, SCOPE, type Applications, type Candidate } from '../candidate.ts';

export const badgateway: Candidate = {
  name: '@badgateway/oauth2-client',
  note: 'OAuth2Fetch.getToken with clientCredentials as getNewToken',
  open: (tokenUrl, count) => {
    const clients = newCredentials(count).map(({ id, secret }) => {
      const client = new OAuth2Client({
        server: tokenUrl.origin,
        clientId: id,
        clientSecret: secret,
        tokenEndpoint: tokenUrl.pathname,
      });
      return new OAuth2Fetch({
        client,
        getNewToken: () => client.clientCredentials({ scope: [SCOPE] }),
      });
    });
    const applications: Applications = {
      getToken: (index) => at(clients, index).getToken(),
      dispose: () => undefined,
    };
    return Promise.resolve(applications);
  },
};

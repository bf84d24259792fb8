import { ClientCredentials, type AccessToken } from 'simple-oauth2';
import {
  at,
  CallersCache,
  MINIMUM_LIFE_S,
  newCredentials,
  SCOPE,
  type Applications,
  type Candidate,
} from '../candidate.ts';

export const simpleOauth2: Candidate = {
  name: 'simple-oauth2',
  note: 'ClientCredentials.getToken; no cache of its own: the caller keeps the AccessToken and asks expired()',
  open: (tokenUrl, count) => {
    const clients = newCredentials(count).map(({ id, secret }) => {
      const client = new ClientCredentials({
        client: { id, secret },
        auth: { tokenHost: tokenUrl.origin, tokenPath: tokenUrl.pathname },
      });
      return new CallersCache<AccessToken>(
        () => client.getToken({ scope: SCOPE }),
        (token) => token.expired(MINIMUM_LIFE_S),
      );
    });
    const applications: Applications = {
      getToken: (index) => at(clients, index).getToken(),
      dispose: () => undefined,
    };
    return Promise.resolve(applications);
  },
};

import { ClientCredentials } from 'simple-oauth2';
import { at, newCredentials, SCOPE, type Applications, type Candidate } from '../candidate.ts';

export const simpleOauth2: Candidate = {
  name: 'simple-oauth2',
  note: 'ClientCredentials.getToken, which leaves keeping the answer to its caller',
  open: (tokenUrl, count) => {
    const clients = newCredentials(count).map(
      ({ id, secret }) =>
        new ClientCredentials({
          client: { id, secret },
          auth: { tokenHost: tokenUrl.origin, tokenPath: tokenUrl.pathname },
        }),
    );
    const applications: Applications = {
      getToken: (index) => at(clients, index).getToken({ scope: SCOPE }),
      dispose: () => undefined,
    };
    return Promise.resolve(applications);
  },
};

import { UserRefreshClient } from 'google-auth-library';
import { at, newCredentials, type Applications, type Candidate } from '../candidate.ts';

/**
 * It has no client credentials grant. Its refresh token grant is the same single POST of an id and a secret; its
 * service accounts sign a JWT with RSA at every exchange, which would compare RSA.
 */
export const googleAuthLibrary: Candidate = {
  name: 'google-auth-library',
  note: 'UserRefreshClient.getAccessToken: it has no client credentials grant, and this is the same POST',
  open: (tokenUrl, count) => {
    const clients = newCredentials(count).map(
      ({ id, secret }) =>
        new UserRefreshClient({
          clientId: id,
          clientSecret: secret,
          refreshToken: 'refresh-token',
          endpoints: { oauth2TokenUrl: tokenUrl },
        }),
    );
    const applications: Applications = {
      getToken: (index) => at(clients, index).getAccessToken(),
      dispose: () => undefined,
    };
    return Promise.resolve(applications);
  },
};

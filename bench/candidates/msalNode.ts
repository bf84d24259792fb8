import { ConfidentialClientApplication, ProtocolMode } from '@azure/msal-node';
import { at, newCredentials, SCOPE, type Applications, type Candidate } from '../candidate.ts';

/**
 * The documented way for a server that is not Microsoft's: protocol mode OIDC, the host as a known authority, and the
 * server's metadata given instead of discovered. The authority must be https, the token endpoint need not be.
 */
export const msalNode: Candidate = {
  name: '@azure/msal-node',
  note: 'acquireTokenByClientCredential; OIDC protocol mode, authorityMetadata in place of discovery',
  open: (tokenUrl, count) => {
    const authority = `https://${tokenUrl.hostname}/routee`;
    const authorityMetadata = JSON.stringify({
      issuer: authority,
      authorization_endpoint: new URL('/authorize', tokenUrl).href,
      token_endpoint: tokenUrl.href,
      jwks_uri: new URL('/jwks', tokenUrl).href,
    });
    const clients = newCredentials(count).map(
      ({ id, secret }) =>
        new ConfidentialClientApplication({
          auth: {
            clientId: id,
            clientSecret: secret,
            authority,
            knownAuthorities: [tokenUrl.hostname],
            authorityMetadata,
          },
          system: { protocolMode: ProtocolMode.OIDC },
        }),
    );
    const applications: Applications = {
      getToken: (index) => at(clients, index).acquireTokenByClientCredential({ scopes: [SCOPE] }),
      dispose: () => undefined,
    };
    return Promise.resolve(applications);
  },
};

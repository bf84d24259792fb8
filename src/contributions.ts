/** The ids that package.json also holds; a unit test compares the two both ways. */

export const COMMAND_IDS = [
  'routee.addApplication',
  'routee.checkBalance',
  'routee.copyAuthorizationHeader',
  'routee.copyCodeSample',
  'routee.copyToken',
  'routee.editApplication',
  'routee.enterSecretAgain',
  'routee.forgetEverything',
  'routee.getAccessToken',
  'routee.getToken',
  'routee.insertToken',
  'routee.insertTokenVariable',
  'routee.keepFresh',
  'routee.linkEnvironment',
  'routee.newRequest',
  'routee.openLinkedFile',
  'routee.openRouteePortal',
  'routee.refreshToken',
  'routee.removeApplication',
  'routee.renewOnDemand',
  'routee.replaceSampleToken',
  'routee.retryNow',
  'routee.sendRequest',
  'routee.showActions',
  'routee.showLog',
  'routee.showResponses',
  'routee.unlinkEnvironment',
  'routee.updateTokensInFile',
  'routee.useApplication',
  'routee.useEnvironmentVariable',
] as const;

export type CommandId = (typeof COMMAND_IDS)[number];

export const AUTHENTICATION_PROVIDER_ID = 'routee';

export const VIEW_CONTAINER_ID = 'routee';
export const APPLICATIONS_VIEW_ID = 'routee.applications';

export const SETTINGS = {
  authUrl: 'routee.authUrl',
  apiUrl: 'routee.apiUrl',
  backgroundRefresh: 'routee.backgroundRefresh',
  leakedTokens: 'routee.diagnostics.leakedTokens',
  exposeToClients: 'routee.http.exposeToClients',
  updateTokens: 'routee.http.updateTokens',
  commandVariable: 'routee.commandVariable.enabled',
  injectToken: 'routee.terminal.injectToken',
} as const;

export const CONTEXT_KEYS = {
  /** The stored applications have been read: an empty tree is really empty. */
  loaded: 'routee.loaded',
  hasApplications: 'routee.hasApplications',
} as const;

/** The words of a row's context value; `when` clauses look for them. */
export const ROW = {
  application: 'application',
  active: 'active',
  /** Renewed in the background unless it is idle; the active one always is. */
  keepFresh: 'keepFresh',
  onDemand: 'onDemand',
  offline: 'offline',
  broken: 'broken',
  newerVersion: 'newerVersion',
  linkedFile: 'linkedFile',
} as const;

/** The ids that package.json also holds; a unit test compares the two both ways. */

export const COMMAND_IDS = [
  'routee.addApplication',
  'routee.askBeforeSending',
  'routee.checkBalance',
  'routee.connectAgent',
  'routee.copyAuthorizationHeader',
  'routee.copyBody',
  'routee.copyCodeSample',
  'routee.copyToken',
  'routee.diagnose',
  'routee.editApplication',
  'routee.enterSecretAgain',
  'routee.exportApiDescription',
  'routee.forgetEverything',
  'routee.getAccessToken',
  'routee.getToken',
  'routee.importApplications',
  'routee.insertToken',
  'routee.insertTokenVariable',
  'routee.linkEnvironment',
  'routee.newRequest',
  'routee.openLinkedFile',
  'routee.openRouteePortal',
  'routee.openSetting',
  'routee.refreshToken',
  'routee.removeApplication',
  'routee.removeToken',
  'routee.renameApplication',
  'routee.reportIssue',
  'routee.retryNow',
  'routee.saveResponse',
  'routee.sendAgain',
  'routee.sendRequest',
  'routee.showActions',
  'routee.showLog',
  'routee.showResponses',
  'routee.toggleRedact',
  'routee.trackDelivery',
  'routee.trySandbox',
  'routee.unlinkEnvironment',
  'routee.updateTokensInFile',
  'routee.useApplication',
  'routee.useEnvironmentVariable',
] as const;

export type CommandId = (typeof COMMAND_IDS)[number];

/** Tools for language models. */
export const TOOL_NAMES = [
  'routee_find_operation',
  'routee_call',
  'routee_track',
  'routee_applications',
  'routee_write_request',
] as const;

export type ToolName = (typeof TOOL_NAMES)[number];

export const AUTHENTICATION_PROVIDER_ID = 'routee';

export const VIEW_CONTAINER_ID = 'routee';
export const APPLICATIONS_VIEW_ID = 'routee.applications';

export const SETTINGS = {
  authUrl: 'routee.authUrl',
  apiUrl: 'routee.apiUrl',
  application: 'routee.application',
  backgroundRefresh: 'routee.backgroundRefresh',
  leakedTokens: 'routee.diagnostics.leakedTokens',
  exposeToClients: 'routee.http.exposeToClients',
  redact: 'routee.redact',
  updateTokens: 'routee.http.updateTokens',
  commandVariable: 'routee.commandVariable.enabled',
  injectToken: 'routee.terminal.injectToken',
  clearClipboard: 'routee.clipboard.clearAfterSeconds',
  allowAgents: 'routee.agents.allow',
  gateway: 'routee.gateway.enabled',
} as const;

export const CONTEXT_KEYS = {
  /** The stored applications have been read: an empty tree is really empty. */
  loaded: 'routee.loaded',
  hasApplications: 'routee.hasApplications',
  /** A folder of the workspace is on the disk of the machine that the extension runs on. */
  canLink: 'routee.canLink',
  /** A sandbox can run beside the extension. */
  canRunSandbox: 'routee.canRunSandbox',
  /** Responses of this session are kept. */
  hasResponses: 'routee.hasResponses',
  /** Some requests of this workspace are sent without a question. */
  sendsUnasked: 'routee.sendsUnasked',
  /** The stored credentials of an application cannot be read. */
  hasUnreadable: 'routee.hasUnreadable',
  /** The documents of responses whose message can be tracked. */
  trackable: 'routee.trackable',
} as const;

/** Context keys that check off the steps of the walkthrough. */
export const STEPS = {
  triedSandbox: 'routee.triedSandbox',
  gotToken: 'routee.gotToken',
  insertedToken: 'routee.insertedToken',
  calledApi: 'routee.calledApi',
} as const;

/** The words of a row's context value; `when` clauses look for them. */
export const ROW = {
  application: 'application',
  active: 'active',
  offline: 'offline',
  misconfigured: 'misconfigured',
  broken: 'broken',
  newerVersion: 'newerVersion',
  linkedFile: 'linkedFile',
} as const;

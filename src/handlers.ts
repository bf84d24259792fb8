import type { CommandId } from './contributions.ts';
import { guard } from './editor/guard.ts';
import { connectAgent } from './features/agents/connectAgent.ts';
import { addApplication, enterSecretAgain } from './features/applications/addApplication.ts';
import {
  openRouteePortal,
  openSetting,
  renameApplication,
  showLog,
  useApplication,
} from './features/applications/applicationCommands.ts';
import { clickedOrActive } from './features/applications/chooseApplication.ts';
import { editApplication } from './features/applications/editApplication.ts';
import { forgetEverything, removeApplication } from './features/applications/removeApplication.ts';
import { copyCodeSample } from './features/codeSamples/copyCodeSample.ts';
import { importApplications } from './features/importing/importApplications.ts';
import { insertToken, insertTokenVariable } from './features/insertToken/insertToken.ts';
import { removeToken } from './features/leakWarnings/fixCommands.ts';
import { useVariableAt } from './features/leakWarnings/useEnvironmentVariable.ts';
import { linkEnvironment } from './features/linkedFiles/linkCommand.ts';
import { openLinkedFile, unlinkEnvironment } from './features/linkedFiles/linkedFileCommands.ts';
import { checkBalance } from './features/requests/checkBalance.ts';
import { askBeforeSending } from './features/requests/confirmSending.ts';
import { exportApiDescription } from './features/requests/exportApiDescription.ts';
import { newRequest } from './features/requests/newRequest.ts';
import { placeOfRequest } from './features/requests/requestAtCursor.ts';
import { copyBody, saveResponse, sendAgain } from './features/requests/responseCommands.ts';
import { sendRequest } from './features/requests/sendRequest.ts';
import { showResponses } from './features/requests/showResponses.ts';
import { trackDelivery } from './features/requests/trackDelivery.ts';
import { trySandbox } from './features/sandbox/trySandbox.ts';
import { getAccessToken } from './features/sharing/getAccessToken.ts';
import { showActions } from './features/sidebar/showActions.ts';
import { diagnose } from './features/support/diagnose.ts';
import { reportIssue } from './features/support/reportIssue.ts';
import {
  copyAuthorizationHeader,
  copyToken,
  getToken,
  refreshToken,
  retryNow,
} from './features/tokens/tokenCommands.ts';
import { updateTokensInFile } from './features/updateTokens/updateTokensInFile.ts';
import { toggleRedact } from './editor/demoMode.ts';
import type { Handler, Services } from './services.ts';

/** A command without a handler does not compile. */
const HANDLERS: Record<Exclude<CommandId, 'routee.getAccessToken'>, Handler> = {
  // Applications
  'routee.addApplication': addApplication,
  'routee.editApplication': editApplication,
  'routee.enterSecretAgain': enterSecretAgain,
  'routee.forgetEverything': forgetEverything,
  'routee.importApplications': importApplications,
  'routee.openRouteePortal': openRouteePortal,
  'routee.openSetting': openSetting,
  'routee.removeApplication': removeApplication,
  'routee.renameApplication': renameApplication,
  'routee.showActions': showActions,
  'routee.showLog': showLog,
  'routee.toggleRedact': toggleRedact,
  'routee.trySandbox': trySandbox,
  'routee.useApplication': useApplication,
  // Tokens
  'routee.copyAuthorizationHeader': copyAuthorizationHeader,
  'routee.copyToken': copyToken,
  'routee.getToken': getToken,
  'routee.insertToken': insertToken,
  'routee.insertTokenVariable': insertTokenVariable,
  'routee.refreshToken': refreshToken,
  'routee.removeToken': removeToken,
  'routee.retryNow': retryNow,
  'routee.updateTokensInFile': updateTokensInFile,
  'routee.useEnvironmentVariable': useVariableAt,
  // Linked files
  'routee.linkEnvironment': linkEnvironment,
  'routee.openLinkedFile': openLinkedFile,
  'routee.unlinkEnvironment': unlinkEnvironment,
  // Agents
  'routee.connectAgent': connectAgent,
  // Requests
  'routee.askBeforeSending': askBeforeSending,
  'routee.checkBalance': checkBalance,
  'routee.copyBody': copyBody,
  'routee.copyCodeSample': copyCodeSample,
  'routee.exportApiDescription': exportApiDescription,
  'routee.newRequest': (services, argument) => newRequest(services, clickedOrActive(services, argument)),
  'routee.saveResponse': saveResponse,
  'routee.sendAgain': sendAgain,
  'routee.sendRequest': sendRequest,
  'routee.showResponses': showResponses,
  'routee.trackDelivery': trackDelivery,
  // Support
  'routee.diagnose': diagnose,
  'routee.reportIssue': reportIssue,
};

/** The subject of a command is settled when it is run: *Retry* repeats just that, wherever the cursor is by then. */
const ARGUMENTS: Partial<Record<CommandId, (argument: unknown) => unknown>> = {
  'routee.sendRequest': placeOfRequest,
};

/** Runs one command; resolves when it is over, however it ended. One alone gives something to its caller. */
export function runCommand(
  id: 'routee.getAccessToken',
  services: Services,
  argument?: unknown,
): Promise<string | undefined>;
export function runCommand(id: CommandId, services: Services, argument?: unknown): Promise<void>;
export function runCommand(
  id: CommandId,
  services: Services,
  argument?: unknown,
): Promise<string | undefined> | Promise<void> {
  return id === 'routee.getAccessToken'
    ? getAccessToken(services, argument)
    : guard(HANDLERS[id], services)(ARGUMENTS[id]?.(argument) ?? argument);
}

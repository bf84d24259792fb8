import type { CommandId } from '../contributions.ts';
import { addApplication, enterSecretAgain } from './addApplication.ts';
import { askBeforeSending } from './askBeforeSending.ts';
import { checkBalance } from './checkBalance.ts';
import { clickedOrActive } from './chooseApplication.ts';
import type { CommandContext, Handler } from './commandContext.ts';
import { copyAuthorizationHeader, copyToken } from './copyToken.ts';
import { editApplication } from './editApplication.ts';
import { getAccessToken } from './getAccessToken.ts';
import { getToken, refreshToken, retryNow } from './getToken.ts';
import { guard } from './guard.ts';
import { insertToken } from './insertToken.ts';
import { insertTokenVariable } from './insertTokenVariable.ts';
import { openLinkedFile, unlinkEnvironment } from './linkedFile.ts';
import { openRouteePortal, openSetting, showLog } from './openRouteePortal.ts';
import { forgetEverything, removeApplication } from './removeApplication.ts';
import { removeToken } from './removeToken.ts';
import { renameApplication } from './renameApplication.ts';
import { placeOfRequest } from './requestPlace.ts';
import { sendRequest } from './sendRequest.ts';
import { showActions } from './showActions.ts';
import { showResponses } from './showResponses.ts';
import { toggleRedact } from './toggleRedact.ts';
import { updateTokensInFile } from './updateTokensInFile.ts';
import { useApplication } from './useApplication.ts';
import { useVariableAt } from './useEnvironmentVariable.ts';

const HANDLERS: Record<Exclude<CommandId, 'routee.getAccessToken'>, Handler> = {
  'routee.addApplication': addApplication,
  'routee.askBeforeSending': askBeforeSending,
  'routee.checkBalance': checkBalance,
  'routee.copyAuthorizationHeader': copyAuthorizationHeader,
  // A chunk of its own: the library that writes code is as large as all other commands together.
  'routee.copyCodeSample': async (context) => {
    const { copyCodeSample } = await import('./copyCodeSample.ts');
    await copyCodeSample(context);
  },
  'routee.copyToken': copyToken,
  'routee.diagnose': async (context, argument) => (await import('./diagnose.ts')).diagnose(context, argument),
  'routee.editApplication': editApplication,
  'routee.enterSecretAgain': enterSecretAgain,
  'routee.forgetEverything': forgetEverything,
  'routee.getToken': getToken,
  'routee.importApplications': async (context) =>
    (await import('./importApplications.ts')).importApplications(context),
  'routee.insertToken': insertToken,
  'routee.insertTokenVariable': insertTokenVariable,
  'routee.linkEnvironment': async (context, argument) => {
    // With a JSON parser of its own, which no other command needs.
    const { linkEnvironment } = await import('./linkEnvironment.ts');
    await linkEnvironment(context, argument);
  },
  'routee.openLinkedFile': openLinkedFile,
  // The table of Routee's resources is larger than all other commands together.
  'routee.newRequest': async (context, argument) =>
    (await import('./newRequest.ts')).newRequest(context, clickedOrActive(context, argument)),
  'routee.openRouteePortal': openRouteePortal,
  'routee.openSetting': openSetting,
  'routee.refreshToken': refreshToken,
  'routee.removeApplication': removeApplication,
  'routee.removeToken': removeToken,
  'routee.renameApplication': renameApplication,
  'routee.reportIssue': async (context) => (await import('./reportIssue.ts')).reportIssue(context),
  'routee.retryNow': retryNow,
  'routee.sendRequest': sendRequest,
  'routee.showActions': showActions,
  'routee.showLog': showLog,
  'routee.showResponses': showResponses,
  'routee.toggleRedact': toggleRedact,
  'routee.unlinkEnvironment': unlinkEnvironment,
  'routee.updateTokensInFile': updateTokensInFile,
  'routee.useApplication': useApplication,
  'routee.useEnvironmentVariable': useVariableAt,
};

/** What a command is about is settled when it is run: *Retry* repeats just that, wherever the cursor is by then. */
const ARGUMENTS: Partial<Record<CommandId, (argument: unknown) => unknown>> = {
  'routee.sendRequest': placeOfRequest,
};

/** Runs one command; resolves when it is over, however it ended. One alone gives something to its caller. */
export function runCommand(
  id: 'routee.getAccessToken',
  context: CommandContext,
  argument: unknown,
): Promise<string | undefined>;
export function runCommand(id: CommandId, context: CommandContext, argument: unknown): Promise<void>;
export function runCommand(
  id: CommandId,
  context: CommandContext,
  argument: unknown,
): Promise<string | undefined> | Promise<void> {
  if (id === 'routee.getAccessToken') {
    return getAccessToken(context, argument);
  }
  return guard(HANDLERS[id], context)(ARGUMENTS[id]?.(argument) ?? argument);
}

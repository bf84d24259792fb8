import * as vscode from 'vscode';

import { COMMAND_IDS, type CommandId } from '../contributions.ts';
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
import { importApplications } from './importApplications.ts';
import { insertToken } from './insertToken.ts';
import { insertTokenVariable } from './insertTokenVariable.ts';
import { linkEnvironment } from './linkEnvironment.ts';
import { newRequest } from './newRequest.ts';
import { openLinkedFile, unlinkEnvironment } from './linkedFile.ts';
import { openRouteePortal, openSetting, showLog } from './openRouteePortal.ts';
import { forgetEverything, removeApplication } from './removeApplication.ts';
import { removeToken } from './removeToken.ts';
import { renameApplication } from './renameApplication.ts';
import { reportIssue } from './reportIssue.ts';
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
  'routee.copyCodeSample': async (context) => (await import('./copyCodeSample.ts')).copyCodeSample(context),
  'routee.copyToken': copyToken,
  'routee.diagnose': async (context, argument) => (await import('./diagnose.ts')).diagnose(context, argument),
  'routee.editApplication': editApplication,
  'routee.enterSecretAgain': enterSecretAgain,
  'routee.forgetEverything': forgetEverything,
  'routee.getToken': getToken,
  'routee.importApplications': importApplications,
  'routee.insertToken': insertToken,
  'routee.insertTokenVariable': insertTokenVariable,
  'routee.linkEnvironment': linkEnvironment,
  'routee.openLinkedFile': openLinkedFile,
  'routee.newRequest': (context, argument) => newRequest(context, clickedOrActive(context, argument)),
  'routee.openRouteePortal': openRouteePortal,
  'routee.openSetting': openSetting,
  'routee.refreshToken': refreshToken,
  'routee.removeApplication': removeApplication,
  'routee.removeToken': removeToken,
  'routee.renameApplication': renameApplication,
  'routee.reportIssue': reportIssue,
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

export function registerCommands(context: CommandContext): vscode.Disposable {
  return vscode.Disposable.from(
    ...COMMAND_IDS.map((id) =>
      vscode.commands.registerCommand(id, (argument: unknown) => runCommand(id, context, argument)),
    ),
  );
}

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

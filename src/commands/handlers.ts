import type { CommandId } from '../contributions.ts';
import { addApplication, enterSecretAgain } from './addApplication.ts';
import type { CommandContext, Handler } from './commandContext.ts';
import { copyAuthorizationHeader, copyToken } from './copyToken.ts';
import { editApplication } from './editApplication.ts';
import { getToken, refreshToken, retryNow } from './getToken.ts';
import { guard } from './guard.ts';
import { insertToken } from './insertToken.ts';
import { insertTokenVariable } from './insertTokenVariable.ts';
import { keepFresh, renewOnDemand } from './keepFresh.ts';
import { openLinkedFile, unlinkEnvironment } from './linkedFile.ts';
import { openRouteePortal, showLog } from './openRouteePortal.ts';
import { forgetEverything, removeApplication } from './removeApplication.ts';
import { replaceSampleToken } from './replaceSampleToken.ts';
import { showActions } from './showActions.ts';
import { updateTokensInFile } from './updateTokensInFile.ts';
import { useApplication } from './useApplication.ts';
import { useVariableAt } from './useEnvironmentVariable.ts';

const HANDLERS: Record<CommandId, Handler> = {
  'routee.addApplication': addApplication,
  'routee.copyAuthorizationHeader': copyAuthorizationHeader,
  'routee.copyToken': copyToken,
  'routee.editApplication': editApplication,
  'routee.enterSecretAgain': enterSecretAgain,
  'routee.forgetEverything': forgetEverything,
  'routee.getToken': getToken,
  'routee.insertToken': insertToken,
  'routee.insertTokenVariable': insertTokenVariable,
  'routee.keepFresh': keepFresh,
  'routee.linkEnvironment': async (context, argument) => {
    // With a JSON parser of its own, which no other command needs.
    const { linkEnvironment } = await import('./linkEnvironment.ts');
    await linkEnvironment(context, argument);
  },
  'routee.openLinkedFile': openLinkedFile,
  'routee.openRouteePortal': openRouteePortal,
  'routee.refreshToken': refreshToken,
  'routee.removeApplication': removeApplication,
  'routee.renewOnDemand': renewOnDemand,
  'routee.replaceSampleToken': replaceSampleToken,
  'routee.retryNow': retryNow,
  'routee.showActions': showActions,
  'routee.showLog': showLog,
  'routee.unlinkEnvironment': unlinkEnvironment,
  'routee.updateTokensInFile': updateTokensInFile,
  'routee.useApplication': useApplication,
  'routee.useEnvironmentVariable': useVariableAt,
};

/** Runs one command; resolves when it is over, however it ended. */
export function runCommand(id: CommandId, context: CommandContext, argument: unknown): Promise<void> {
  return guard(HANDLERS[id], context)(argument);
}

import type { CommandId } from '../contributions.ts';
import { addApplication, enterSecretAgain } from './addApplication.ts';
import { clickedOrActive } from './chooseApplication.ts';
import type { CommandContext, Handler } from './commandContext.ts';
import { copyAuthorizationHeader, copyToken } from './copyToken.ts';
import { editApplication } from './editApplication.ts';
import { getToken, refreshToken, retryNow } from './getToken.ts';
import { guard } from './guard.ts';
import { insertToken } from './insertToken.ts';
import { keepFresh, renewOnDemand } from './keepFresh.ts';
import { openRouteePortal, showLog } from './openRouteePortal.ts';
import { forgetEverything, removeApplication } from './removeApplication.ts';
import { showActions } from './showActions.ts';
import { useApplication } from './useApplication.ts';

const HANDLERS: Record<CommandId, Handler> = {
  'routee.addApplication': addApplication,
  'routee.copyAuthorizationHeader': copyAuthorizationHeader,
  'routee.copyToken': copyToken,
  'routee.editApplication': editApplication,
  'routee.enterSecretAgain': enterSecretAgain,
  'routee.forgetEverything': forgetEverything,
  'routee.getToken': getToken,
  'routee.insertToken': insertToken,
  'routee.keepFresh': keepFresh,
  // The table of Routee's resources is larger than all other commands together.
  'routee.newRequest': async (context, argument) =>
    (await import('./newRequest.ts')).newRequest(context, clickedOrActive(context, argument)),
  'routee.openRouteePortal': openRouteePortal,
  'routee.refreshToken': refreshToken,
  'routee.removeApplication': removeApplication,
  'routee.renewOnDemand': renewOnDemand,
  'routee.retryNow': retryNow,
  'routee.showActions': showActions,
  'routee.showLog': showLog,
  'routee.useApplication': useApplication,
};

/** Runs one command; resolves when it is over, however it ended. */
export function runCommand(id: CommandId, context: CommandContext, argument: unknown): Promise<void> {
  return guard(HANDLERS[id], context)(argument);
}

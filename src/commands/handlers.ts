import type { CommandId } from '../contributions.ts';
import { addApplication, enterSecretAgain } from './addApplication.ts';
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
  // A chunk of its own: the library that writes code is as large as all other commands together.
  'routee.copyCodeSample': async (context) => {
    const { copyCodeSample } = await import('./copyCodeSample.ts');
    await copyCodeSample(context);
  },
  'routee.copyToken': copyToken,
  'routee.editApplication': editApplication,
  'routee.enterSecretAgain': enterSecretAgain,
  'routee.forgetEverything': forgetEverything,
  'routee.getToken': getToken,
  'routee.insertToken': insertToken,
  'routee.keepFresh': keepFresh,
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

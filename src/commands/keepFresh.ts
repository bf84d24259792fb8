import * as l10n from '@vscode/l10n';

import { clickedOrPicked } from './chooseApplication.ts';
import type { CommandContext } from './commandContext.ts';
import { showInformation } from './messages.ts';

/** The token of this application is renewed in the background while the application is in use. */
export async function keepFresh(context: CommandContext, argument: unknown): Promise<void> {
  await setKeepFresh(context, argument, true);
}

/** The token of this application is renewed when it is asked for; the active application is kept fresh all the same. */
export async function renewOnDemand(context: CommandContext, argument: unknown): Promise<void> {
  await setKeepFresh(context, argument, false);
}

async function setKeepFresh(context: CommandContext, argument: unknown, value: boolean): Promise<void> {
  const application = await clickedOrPicked(
    context,
    argument,
    value ? l10n.t('Keep Token Fresh') : l10n.t('Renew Token on Demand'),
  );
  await context.applications.update(application.key, { keepFresh: value });
  if (!value && context.applications.active?.key === application.key) {
    void showInformation(
      l10n.t(
        '{0} is the active application, which is always kept fresh. It is renewed on demand as soon as another one is active.',
        application.name,
      ),
    );
  }
}

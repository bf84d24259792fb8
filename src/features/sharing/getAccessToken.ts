import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import { SETTINGS } from '../../contributions.ts';
import type { Application } from '../../core/applications/application.ts';
import { cancelled } from '../../core/protocol/routeeError.ts';
import { shownText } from '../../core/redaction/shownApplications.ts';
import { fieldsOf } from '../../core/kit/parseJson.ts';
import type { Services } from '../../services.ts';
import { confirmHandOut } from '../tokens/confirmHandOut.ts';
import { guard } from '../../editor/guard.ts';
import { execute, offer, showWarning } from '../../editor/messages.ts';
import { tokenFor } from '../tokens/handOut.ts';

/**
 * The one command that gives a token to its caller, for `${input:…}` in `launch.json` and `tasks.json`. Off until the
 * user switches it on, since any extension can call it.
 *
 * @param argument `{ "application": "NAME" }`, or nothing for the active application
 * @returns `undefined` when there is no token: the user has seen the reason, and VS Code does not start the task
 */
export async function getAccessToken(services: Services, argument: unknown): Promise<string | undefined> {
  let accessToken: string | undefined;
  await guard(async () => {
    const application = isSwitchedOn() ? named(services, argument) : undefined;
    if (application !== undefined) {
      const { token } = await tokenFor(services, application);
      await confirmHandOut(services, application, token, 'Copy');
      accessToken = token.accessToken;
    }
  }, services)();
  return accessToken;
}

function isSwitchedOn(): boolean {
  if (vscode.workspace.getConfiguration().get(SETTINGS.commandVariable) === true) return true;
  void offer(
    showWarning,
    l10n.t(
      'A task, launch configuration, or extension requested a Routee token by command variable, which is turned off.',
    ),
    {
      [l10n.t('Open Setting')]: () =>
        vscode.commands.executeCommand('workbench.action.openSettings', SETTINGS.commandVariable),
    },
  );
  return false;
}

/** @throws {RouteeError} `cancelled` after telling the user that there is no such application */
function named(services: Services, argument: unknown): Application {
  const { application: asked } = fieldsOf(argument);
  const given = typeof asked === 'string' ? asked : JSON.stringify(asked ?? '');
  const name = shownText(given, services.applications);
  const { applications, active } = services.unredacted;
  const [found, ...others] =
    asked === undefined ? [active] : applications.filter((application) => application.name === asked);
  if (found !== undefined && others.length === 0) {
    return services.applications.get(found.key) ?? found;
  }
  const add = { [l10n.t('Add Application')]: () => execute('routee.addApplication') };
  const edit = { [l10n.t('Edit Application…')]: () => execute('routee.editApplication') };
  const problem =
    found !== undefined
      ? l10n.t('More than one Routee application is named "{name}". Rename one of them.', {
          name,
        })
      : asked === undefined
        ? l10n.t("A command variable needs a Routee token, but there's no application yet.")
        : l10n.t('A command variable needs a token of "{name}", but no Routee application has that name.', {
            name,
          });
  void offer(showWarning, problem, found === undefined ? add : edit);
  throw cancelled();
}

import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import { activeText } from '../../core/applications/activeChoice.ts';
import { type Application, type BrokenApplication, brokenText } from '../../core/applications/application.ts';
import { cancelled, type RouteeError } from '../../core/protocol/routeeError.ts';
import { describeState } from '../../core/tokens/describeTime.ts';
import { type Services, keyOf } from '../../services.ts';
import { execute, offer, showInformation, showWarning } from '../../editor/messages.ts';
import { orCancel } from '../../editor/prompts.ts';

/** The application that was clicked on, or else the active one; `undefined` when there is none at all. */
export function clickedOrActive(services: Services, argument: unknown): Application | undefined {
  return keyOf(argument) === undefined ? services.applications.active : clicked(services, argument);
}

/**
 * The application that was clicked on, or the one that the user picks; the only one needs no question.
 *
 * @throws {RouteeError} `cancelled` when the user picks none, or there is none
 */
export async function clickedOrPicked(
  services: Services,
  argument: unknown,
  title: string,
): Promise<Application> {
  if (keyOf(argument) !== undefined) {
    return clicked(services, argument);
  }
  const [first, ...others] = services.applications.applications;
  if (first === undefined) {
    void showInformation(l10n.t('There\'s no Routee application yet. Run "Routee: Add Application".'));
  }
  return orCancel(others.length === 0 ? first : await pick(services, title));
}

/**
 * A row or a message speaks of one application. When that is gone, no other takes its place.
 *
 * @throws {RouteeError} `cancelled` when it is no longer stored
 */
function clicked(services: Services, argument: unknown): Application {
  const key = keyOf(argument) ?? '';
  const application = services.applications.get(key);
  if (application === undefined) {
    const stored = services.applications.stored(key);
    if (stored?.kind === 'broken') {
      throw cannotBeRead(stored.broken);
    }
    void showInformation(l10n.t('This application is no longer stored.'));
    throw cancelled();
  }
  return application;
}

/** Tells the user, without waiting for the answer, and gives the `cancelled` to throw. */
export function cannotBeRead(broken: BrokenApplication): RouteeError {
  const { key, reason } = broken;
  const enterAgain = { [l10n.t('Enter Secret Again')]: () => execute('routee.enterSecretAgain', { key }) };
  void offer(showWarning, brokenText(broken), reason === 'newerVersion' ? {} : enterAgain);
  return cancelled();
}

interface ApplicationItem extends vscode.QuickPickItem {
  readonly application: Application;
}

/** All applications to pick from, the active one first. */
export function applicationItems({ applications, tokens, now }: Services): ApplicationItem[] {
  const { active, activeBecause } = applications;
  return applications.applications.map((application) => ({
    label: application.name,
    description: application === active && activeBecause ? activeText(activeBecause) : '',
    detail: [
      application.id,
      application.scopes.length === 0 ? l10n.t('all scopes') : application.scopes.join(' '),
      describeState(tokens.state(application.key), now(), tokens.isKeptFresh(application.key)),
    ].join(' · '),
    application,
  }));
}

async function pick(services: Services, title: string): Promise<Application | undefined> {
  const picked = await vscode.window.showQuickPick(applicationItems(services), {
    title,
    placeHolder: l10n.t('Choose a Routee application'),
    matchOnDetail: true,
  });
  return picked?.application;
}

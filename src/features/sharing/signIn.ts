import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import type { Application } from '../../core/applications/application.ts';
import { RouteeError } from '../../core/protocol/routeeError.ts';
import type { AccountSessions } from './model/accountSessions.ts';
import type { AccountSession } from './model/accountSession.ts';
import { askAndAdd } from '../applications/addApplication.ts';
import { ApplicationError, guard } from '../../editor/guard.ts';
import { applicationItems } from '../applications/chooseApplication.ts';
import type { Services } from '../../services.ts';
import { confirmHandOut } from '../tokens/confirmHandOut.ts';
import { orCancel } from '../../editor/prompts.ts';
import { gettingToken } from '../tokens/handOut.ts';

/**
 * Signs in for an extension that the user has just allowed: picks or adds an application, and gets the token. Shows
 * errors, with a button that helps, as well as throwing them: the extension may stay silent.
 *
 * @param key the application that the extension asks for
 * @throws {vscode.CancellationError} when the user leaves; {Error} with a sentence, without a secret
 */
export async function signIn(
  services: Services,
  sessions: AccountSessions,
  scopes: readonly string[],
  key: string | undefined,
): Promise<AccountSession> {
  let session: AccountSession | undefined;
  let failure: unknown;
  await guard(async () => {
    try {
      session = await begin(services, sessions, scopes, key);
    } catch (error) {
      failure = error;
      throw error;
    }
  }, services)();
  if (session !== undefined) return session;
  if (failure instanceof RouteeError && failure.code === 'cancelled') {
    throw new vscode.CancellationError();
  }
  throw failure instanceof ApplicationError || failure instanceof RouteeError
    ? new Error(failure.message)
    : new Error(l10n.t('Something went wrong in Routee Auth. See the log for details.'));
}

async function begin(
  services: Services,
  sessions: AccountSessions,
  scopes: readonly string[],
  key: string | undefined,
): Promise<AccountSession> {
  const asked = key === undefined ? undefined : services.applications.get(key);
  const application = asked ?? (await choose(services, sessions, scopes));
  const unredacted = services.unredacted.get(application.key) ?? application;
  const token = await gettingToken(application, (signal) => sessions.tokenFor(unredacted, scopes, signal));
  await confirmHandOut(services, application, token, 'Copy');
  return sessions.grant(application.key, scopes, token);
}

/** Chooses the only application without a question, unless it has a session already: the user wants another one. */
async function choose(
  services: Services,
  sessions: AccountSessions,
  scopes: readonly string[],
): Promise<Application> {
  const [first, ...others] = services.applications.applications;
  if (first !== undefined && others.length === 0 && !sessions.isGranted(first, scopes)) {
    return first;
  }
  const chosen = first === undefined ? 'add' : await pick(services);
  return orCancel(chosen === 'add' ? (await askAndAdd(services))?.application : chosen);
}

async function pick(services: Services): Promise<Application | 'add' | undefined> {
  const addItem = { label: `$(add) ${l10n.t('Add Application…')}`, application: 'add' as const };
  const picked = await vscode.window.showQuickPick([...applicationItems(services), addItem], {
    title: l10n.t('Sign In with a Routee Application'),
    placeHolder: l10n.t('The extension gets tokens of the application that you choose'),
    matchOnDetail: true,
  });
  return picked?.application;
}

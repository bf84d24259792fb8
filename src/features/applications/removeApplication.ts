import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import type { EnvironmentLink } from '../../core/envFile/environmentLink.ts';
import { LINKS_KEY } from '../../editor/linkStore.ts';
import { setContext } from '../../editor/contextKeys.ts';
import { agrees, manageTrust, offer, showInformation, showWarning } from '../../editor/messages.ts';
import { orCancel } from '../../editor/prompts.ts';
import { fieldsOf } from '../../core/kit/parseJson.ts';
import { keyOf, type Services } from '../../services.ts';
import { forgetUnfinished } from './addApplication.ts';
import { clickedOrPicked } from './chooseApplication.ts';

const TITLE = (): string => l10n.t('Remove Routee Application');

export async function removeApplication(services: Services, argument: unknown): Promise<void> {
  // The Delete key on a row below an application: what it shows cannot be removed.
  const { kind = 'application' } = fieldsOf(argument);
  if (kind !== 'application') return;
  const { key, name } =
    brokenRow(services, argument) ??
    (keyOf(argument) === undefined && brokenOnes(services).length > 0
      ? await pickOfAll(services)
      : await clickedOrPicked(services, argument, TITLE()));
  const isAgreed = await agrees(
    l10n.t('Remove {0}?', name),
    l10n.t(
      "This deletes its ID, secret, and token from this computer's secret storage, in all windows. The application itself stays at Routee, and a token that you've already used elsewhere works until it expires.",
    ),
    l10n.t('Remove'),
  );
  if (isAgreed) {
    await services.applications.remove(key);
    services.log.info(`${name} is removed.`);
    await mustBeDeleted(services);
  }
}

/** Deletes all that the extension has stored: secrets outlive an uninstall. */
export async function forgetEverything(services: Services): Promise<void> {
  const count = services.applications.all.length;
  const what =
    count === 0
      ? l10n.t('No application is stored.')
      : count === 1
        ? l10n.t('One application with its ID, secret, and token will be deleted.')
        : l10n.t('{0} applications with their IDs, secrets, and tokens will be deleted.', count);
  const isAgreed = await agrees(
    l10n.t('Forget all Routee applications and tokens?'),
    l10n.t(
      "{0} This removes everything that Routee Auth stored in this computer's secret storage. Linked files of other workspaces lose their token when you next open these workspaces. Nothing changes at Routee.",
      what,
    ),
    l10n.t('Forget Everything'),
  );
  if (isAgreed) {
    const linked = services.links.all.length === 0 ? undefined : await services.environments();
    await services.applications.removeAll();
    await linked?.dropAll();
    forgetUnfinished();
    services.responses.clear();
    setContext('hasResponses', false);
    setContext('sendsUnasked', false);
    services.reports.clear();
    await forgetMemory(services.memory);
    // Links that wait for trust are taken up then, and the tokens are taken out of their files.
    const waiting = services.links.stored;
    await forgetMemory(services.workspaceMemory, waiting.length === 0 ? undefined : LINKS_KEY);
    services.log.info('All applications and tokens are forgotten.');
    if (await mustBeDeleted(services)) {
      tellForgotten(waiting);
    }
  }
}

function tellForgotten(waiting: readonly EnvironmentLink[]): void {
  if (waiting.length === 0) {
    void showInformation(l10n.t('Routee Auth has forgotten all applications and tokens.'));
    return;
  }
  const files = [...new Set(waiting.map(({ file }) => vscode.workspace.asRelativePath(file)))];
  void offer(
    showWarning,
    l10n.t(
      "Routee Auth has forgotten all applications and tokens, but it can't write to files of this workspace. {0} might still contain a token. Trust the workspace to remove it.",
      files.join(', '),
    ),
    manageTrust(),
  );
}

interface Removable {
  readonly key: string;
  readonly name: string;
}

function brokenRow(services: Services, argument: unknown): Removable | undefined {
  const key = keyOf(argument);
  return brokenOnes(services).find((candidate) => candidate.key === key);
}

function brokenOnes({ applications }: Services): (Removable & { detail: string })[] {
  return applications.all.flatMap((stored) =>
    stored.kind === 'broken'
      ? {
          key: stored.key,
          name: stored.broken.name ?? stored.broken.id ?? l10n.t('unreadable application'),
          detail:
            stored.broken.reason === 'newerVersion'
              ? l10n.t('stored by a newer version')
              : l10n.t("can't be read"),
        }
      : [],
  );
}

/** The tree has them all; so has the palette. */
async function pickOfAll(services: Services): Promise<Removable> {
  const readable = services.applications.applications.map(({ key, name, id }) => ({ key, name, detail: id }));
  const items = [...readable, ...brokenOnes(services)].map(({ key, name, detail }) => ({
    label: name,
    description: detail,
    key,
    name,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: TITLE(),
    placeHolder: l10n.t('Choose what to remove'),
    matchOnDescription: true,
  });
  return orCancel(picked);
}

/** Forgets answers and names of files: no secrets. */
async function forgetMemory(memory: vscode.Memento, kept?: string): Promise<void> {
  for (const key of memory.keys().filter((name) => name.startsWith('routee.') && name !== kept)) {
    await memory.update(key, undefined);
  }
}

/**
 * Tells of what this machine's storage still holds though it was deleted here, until it has let go of it, or the user
 * leaves it at that.
 *
 * @returns whether everything is deleted
 */
async function mustBeDeleted({ retryStorage }: Pick<Services, 'retryStorage'>): Promise<boolean> {
  const again = l10n.t('Retry');
  for (;;) {
    const left = await retryStorage();
    if (left.length === 0) return true;
    const answer = await showWarning(
      l10n.t(
        "This computer's secret storage refused to delete it. It's gone from this session but will be back in the next one. Unlock the keyring, and try again.",
      ),
      again,
    );
    if (answer !== again) return false;
  }
}

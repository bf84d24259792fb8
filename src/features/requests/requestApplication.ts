import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import type { Application } from '../../core/applications/application.ts';
import { applicationsAt } from '../../core/applications/servers.ts';
import type { FileAuthorization } from './model/fileAuthorization.ts';
import { TOKEN_VARIABLE, variableNames } from '../../core/tokens/variableNames.ts';
import { clickedActiveOrAdded } from '../applications/activeOrAdded.ts';
import { applicationItems } from '../applications/chooseApplication.ts';
import type { Services } from '../../services.ts';

export interface RequestApplication {
  readonly application: Application;
  /** Says whose token is sent, unless it is the active application's and the file agrees. */
  readonly note: string | undefined;
}

/**
 * The application that a request is sent as. Its tokens go to the origin of the request; of several, it is the one that
 * the `Authorization` of the request belongs to, or else the active one. `undefined` when the user leaves.
 *
 * @param origin of the request, as far as the file tells
 */
export async function requestApplication(
  services: Services,
  authorization: FileAuthorization,
  origin: string | undefined,
): Promise<RequestApplication | undefined> {
  const active = await clickedActiveOrAdded(services, undefined);
  if (active === undefined) {
    return undefined;
  }
  const { applications, settings, unredacted } = services;
  const there = applicationsAt(origin, unredacted.applications, settings);
  const key = await ownerOf(services, authorization, active.key);
  const owner = key === undefined ? undefined : applications.get(key);
  // To another origin no token may go: sending it says so.
  const isThere = (application: Application): boolean =>
    there.length === 0 || there.some((one) => one.key === application.key);
  if (owner !== undefined && isThere(owner)) {
    const isTold = owner.key !== active.key && authorization.kind !== 'none';
    return {
      application: owner,
      note: isTold ? l10n.t('Sent as {0}, whose authorization is in the file.', owner.name) : undefined,
    };
  }
  const sender = isThere(active) ? active : await onlyOrPicked(services, there);
  return (
    sender && {
      application: sender,
      note:
        owner?.key === active.key
          ? l10n.t('Sent as {0}, whose server the request goes to.', sender.name)
          : l10n.t(
              "The Authorization header in the file isn't sent, because it might not belong to {0}. The token of {0} is sent instead.",
              sender.name,
            ),
    }
  );
}

async function onlyOrPicked(
  services: Services,
  there: readonly Application[],
): Promise<Application | undefined> {
  const keys = there.map(({ key }) => key);
  const items = applicationItems(services).filter(({ application }) => keys.includes(application.key));
  const picked =
    items.length === 1
      ? items[0]
      : await vscode.window.showQuickPick(items, {
          title: l10n.t('Send with Routee'),
          placeHolder: l10n.t('Several applications use this server. Choose whose token to send.'),
          matchOnDetail: true,
        });
  return picked?.application;
}

/** The key of the owner; `undefined` when it is unknown or not stored. */
async function ownerOf(
  { unredacted, tokens, issued }: Services,
  authorization: FileAuthorization,
  activeKey: string,
): Promise<string | undefined> {
  // The active application comes first: it wins where several match.
  const all = [...unredacted.applications].sort(
    (a, b) => Number(b.key === activeKey) - Number(a.key === activeKey),
  );
  switch (authorization.kind) {
    case 'none':
      return activeKey;
    case 'bearer': {
      const { token } = authorization;
      const current = all.find(({ key }) => tokens.state(key).token?.accessToken === token);
      return current?.key ?? (await (await issued()).recognise(token))?.applicationKey;
    }
    case 'basic':
      return all.find(({ id }) => id === authorization.id)?.key;
    case 'environment': {
      const names = variableNames(unredacted.applications);
      return authorization.name === TOKEN_VARIABLE
        ? activeKey
        : all.find(({ key }) => names.get(key) === authorization.name)?.key;
    }
    case 'unknown':
      return undefined;
  }
}

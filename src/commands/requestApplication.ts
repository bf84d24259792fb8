import * as l10n from '@vscode/l10n';

import type { Application } from '../core/applications/application.ts';
import type { FileAuthorization } from '../core/httpFile/fileAuthorization.ts';
import { variableNames } from '../core/tokens/exposedTokens.ts';
import { addApplication } from './addApplication.ts';
import { clickedOrActive } from './chooseApplication.ts';
import type { CommandContext } from './commandContext.ts';

export interface RequestApplication {
  readonly application: Application;
  /** A sentence about whose token is sent, where it is not what the file says or not the active one's. */
  readonly note: string | undefined;
}

/**
 * The application that a request is sent as: the one that its `Authorization` belongs to, or else the active one.
 * `undefined` when the user adds none.
 */
export async function requestApplication(
  context: CommandContext,
  authorization: FileAuthorization,
): Promise<RequestApplication | undefined> {
  if (context.applications.active === undefined) {
    await addApplication(context);
  }
  const active = clickedOrActive(context, undefined);
  if (active === undefined) {
    return undefined;
  }
  const owner = await ownerOf(context, authorization, active);
  if (owner === undefined) {
    return {
      application: active,
      note: l10n.t(
        'The Authorization header in the file is not sent, for it is not known to belong to {0}: the token of {0} is.',
        active.name,
      ),
    };
  }
  const note =
    owner === active ? undefined : l10n.t('Sent as {0}: its Authorization is in the file.', owner.name);
  return { application: owner, note };
}

/** `undefined`: of none that is stored, or nobody knows whose it is. */
async function ownerOf(
  { applications, tokens, issued }: CommandContext,
  authorization: FileAuthorization,
  active: Application,
): Promise<Application | undefined> {
  // Where several would do, the active one.
  const all = [active, ...applications.applications];
  switch (authorization.kind) {
    case 'none':
      return active;
    case 'bearer': {
      const { token } = authorization;
      const current = all.find(({ key }) => tokens.state(key).token?.accessToken === token);
      if (current !== undefined) {
        return current;
      }
      const known = await (await issued()).recognise(token);
      return known === undefined ? undefined : applications.get(known.applicationKey);
    }
    case 'basic':
      return all.find(({ id }) => id === authorization.id);
    case 'routee': {
      const { name } = authorization;
      const same = (other: string): boolean => other.toLowerCase() === name.toLowerCase();
      return name === ''
        ? active
        : (all.find((application) => application.name === name) ??
            all.find((application) => same(application.name)));
    }
    case 'environment': {
      const names = variableNames(applications.applications);
      return authorization.name === 'ROUTEE_TOKEN'
        ? active
        : all.find(({ key }) => names.get(key) === authorization.name);
    }
    case 'unknown':
      return undefined;
  }
}

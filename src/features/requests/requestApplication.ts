import * as l10n from '@vscode/l10n';

import type { Application } from '../../core/applications/application.ts';
import type { FileAuthorization } from './model/fileAuthorization.ts';
import { TOKEN_VARIABLE, variableNames } from '../../core/tokens/variableNames.ts';
import { clickedActiveOrAdded } from '../applications/activeOrAdded.ts';
import type { Services } from '../../services.ts';

export interface RequestApplication {
  readonly application: Application;
  /** Says whose token is sent, unless it is the active application's and the file agrees. */
  readonly note: string | undefined;
}

/**
 * The application that a request is sent as: the one that its `Authorization` belongs to, or else the active one.
 * `undefined` when the user adds none.
 */
export async function requestApplication(
  services: Services,
  authorization: FileAuthorization,
): Promise<RequestApplication | undefined> {
  const active = await clickedActiveOrAdded(services, undefined);
  if (active === undefined) {
    return undefined;
  }
  const key = await ownerOf(services, authorization, active.key);
  const owner = key === undefined ? undefined : services.applications.get(key);
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
    owner.key === active.key
      ? undefined
      : l10n.t('Sent as {0}: its Authorization is in the file.', owner.name);
  return { application: owner, note };
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

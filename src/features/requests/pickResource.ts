import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import type { Application } from '../../core/applications/application.ts';
import { effectText } from '../../core/resources/resource.ts';
import { resourceText } from '../../core/resources/resourceText.ts';
import {
  isCoveredBy,
  replacementText,
  RESOURCES,
  type RouteeResource,
} from '../../core/resources/resources.ts';
import { CALLBACKS } from '../../core/resources/table/callbackResources.ts';
import type { Services } from '../../services.ts';

interface ResourceItem extends vscode.QuickPickItem {
  readonly resource?: RouteeResource;
}

const ICON = { costs: '$(credit-card)', changes: '$(edit)' };

/** Asks for one of Routee's resources. Marks those that the application probably may not use, and omits none. */
export async function pickResource(
  services: Services,
  application: Application | undefined,
): Promise<RouteeResource | undefined> {
  const picked = await vscode.window.showQuickPick(resourceItems(services, application), {
    title: l10n.t('New Request to Routee'),
    placeHolder: l10n.t('Search by purpose, path (/sms), or scope (voice)'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return picked?.resource;
}

/** All resources under the headings of their products, and what Routee posts to the user's own server. */
function resourceItems(services: Services, application: Application | undefined): ResourceItem[] {
  const scopes = application && knownScopes(services, application);
  return [...Map.groupBy([...RESOURCES, ...CALLBACKS], ({ group }) => group)].flatMap(
    ([group, resources]) => [
      { label: resourceText(group), kind: vscode.QuickPickItemKind.Separator },
      ...resources.map((resource): ResourceItem => ({
        label: resourceText(resource.title),
        description: `${resource.method} ${resource.path}`,
        detail: detailOf(resource, isCoveredBy(resource, scopes) ? undefined : application?.name),
        resource,
      })),
    ],
  );
}

/**
 * The detail of a resource, its most important part first: the end may be cut off. Scopes have no quotes, so that a
 * search for “scope voice” finds them.
 *
 * @param lacking the application that does not have the scope
 */
function detailOf(resource: RouteeResource, lacking: string | undefined): string {
  const { purpose, effect, scope } = resource;
  const replacement = replacementText(resource);
  const needs = scope === undefined ? undefined : l10n.t('scope {0}', scope);
  return [
    lacking && scope && l10n.t('$(warning) requires scope {0}, which {1} lacks', scope, lacking),
    replacement && `$(history) ${replacement}`,
    effect === 'free' ? undefined : `${ICON[effect]} ${effectText(effect)}`,
    resourceText(purpose),
    lacking === undefined ? needs : undefined,
  ]
    .filter((part) => part !== undefined)
    .join(' · ');
}

/** The scopes that Routee has granted, or else those that the application asks for; empty when neither names any. */
function knownScopes({ tokens, unredacted }: Services, application: Application): readonly string[] {
  const granted = tokens.state(application.key).token?.scopes ?? [];
  return granted.length > 0 ? granted : (unredacted.get(application.key)?.scopes ?? []);
}

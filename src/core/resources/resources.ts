import * as l10n from '@vscode/l10n';

import { hasScope } from '../applications/knownScopes.ts';
import type { RouteeResource } from './resource.ts';
import { accountResources } from './table/accountResources.ts';
import { contactResources } from './table/contactResources.ts';
import { emailResources } from './table/emailResources.ts';
import { failoverResources } from './table/failoverResources.ts';
import { groupResources } from './table/groupResources.ts';
import { messengerResources } from './table/messengerResources.ts';
import { numberResources } from './table/numberResources.ts';
import { reportResources } from './table/reportResources.ts';
import { smsResources } from './table/smsResources.ts';
import { verificationResources } from './table/verificationResources.ts';
import { viberResources } from './table/viberResources.ts';
import { voiceResources } from './table/voiceResources.ts';

export type { RouteeResource } from './resource.ts';

/** Routee's API as far as it is known, by product: a request that is not here is not wrong. */
export const RESOURCES: readonly RouteeResource[] = [
  ...smsResources,
  ...verificationResources,
  ...viberResources,
  ...failoverResources,
  ...emailResources,
  ...messengerResources,
  ...voiceResources,
  ...numberResources,
  ...contactResources,
  ...groupResources,
  ...reportResources,
  ...accountResources,
];

/** A sentence about what took the place of an old call; `undefined` where nothing did. */
export function replacementText({ replacedBy }: RouteeResource): string | undefined {
  const other = RESOURCES.find(({ id }) => id === replacedBy);
  return other && l10n.t('Replaced by {0}.', `${other.method} ${other.path}`);
}

/** The body to send, as it stands in a `.http` file. */
export function exampleBody(
  resource: RouteeResource,
): { readonly contentType: string; readonly text: string } | undefined {
  const { json, form } = resource;
  if (json !== undefined) {
    return { contentType: 'application/json', text: JSON.stringify(json, undefined, 2) };
  }
  return (
    form && { contentType: 'application/x-www-form-urlencoded', text: new URLSearchParams(form).toString() }
  );
}

/**
 * The resource that a request goes to, for naming the scope that it probably needs and knowing what it costs.
 *
 * @param method in any case
 * @param pathname below the API's base, without a query; any text may stand for a `{name}`
 * @returns the one with the most segments that are not variable, or `undefined`
 */
export function findResource(method: string, pathname: string): RouteeResource | undefined {
  const wanted = method.toUpperCase();
  const segments = segmentsOf(pathname);
  let best: RouteeResource | undefined;
  let bestFixed = -1;
  for (const resource of RESOURCES) {
    const template = segmentsOf(resource.path);
    const isMatch =
      resource.method === wanted &&
      template.length === segments.length &&
      template.every((part, index) => isVariable(part) || part === segments[index]);
    const fixed = isMatch ? template.filter((part) => !isVariable(part)).length : -1;
    if (fixed > bestFixed) {
      best = resource;
      bestFixed = fixed;
    }
  }
  return best;
}

/**
 * Whether these scopes are probably enough.
 *
 * @param scopes of a token, or those that an application asks for; none, or `undefined`: not known, so enough
 */
export function isCoveredBy(resource: RouteeResource, scopes: readonly string[] | undefined): boolean {
  return (
    resource.scope === undefined ||
    scopes === undefined ||
    scopes.length === 0 ||
    hasScope(scopes, resource.scope)
  );
}

function segmentsOf(path: string): string[] {
  return path.split('/').filter(Boolean);
}

function isVariable(segment: string): boolean {
  return segment.startsWith('{');
}

import * as l10n from '@vscode/l10n';

import { DEFAULT_AUTHORIZATION } from './fileConventions.ts';
import { requestTemplate, type RequestTemplate } from './requestTemplate.ts';
import { RESOURCES, type RouteeResource } from './resources.ts';
import { snippetText } from './snippetText.ts';

/** What to type, and the resource that comes. */
const PREFIXES: Readonly<Record<string, string>> = {
  'routee-balance': 'account.balance',
  'routee-health': 'failoverOtp.health',
  'routee-prices': 'account.prices',
  'routee-sms': 'sms.send',
  'routee-sms-analyze': 'sms.analyze',
  'routee-sms-campaign': 'sms.campaign',
  'routee-sms-track': 'sms.track',
  'routee-2step': '2step.start',
  'routee-2step-confirm': '2step.confirm',
  'routee-failover': 'failover.send',
  'routee-failover-otp': 'failoverOtp.send',
  'routee-viber': 'viber.send',
  'routee-voice': 'voice.conversation',
  'routee-email': 'email.send',
  'routee-email-validate': 'email.validate',
  'routee-lookup': 'lookup.start',
  'routee-number-validate': 'numberValidator.validate',
  'routee-contact': 'contacts.create',
};

/** The exchange of id and secret for a token: both from the environment, so that no file holds them. */
const TOKEN: RequestTemplate = [
  `### Get a token
# Exchanges an application's id and secret, taken from environment variables, for a bearer token.
# A scope narrows the token; without "&scope=..." it has all scopes of the application.
# https://docs.routee.net/reference/authentication
POST https://auth.routee.net/oauth/token
Authorization: Basic {{$processEnv ROUTEE_APPLICATION_ID}} {{$processEnv ROUTEE_APPLICATION_SECRET}}
Content-Type: application/x-www-form-urlencoded

grant_type=client_credentials&scope=`,
  { value: 'sms', mustReplace: false },
];

const CONVENTIONS = { base: 'https://connect.routee.net', authorization: DEFAULT_AUTHORIZATION };

/** One entry of a VS Code snippet file. */
export interface Snippet {
  /** The languages in which it is offered. */
  readonly scope: string;
  readonly prefix: string;
  readonly description: string;
  readonly body: readonly string[];
}

/** What `snippets/routee.code-snippets` holds, by name. */
export function snippets(): Readonly<Record<string, Snippet>> {
  const resources = new Map<string, RouteeResource>(RESOURCES.map((resource) => [resource.id, resource]));
  const entries = Object.entries(PREFIXES).map(([prefix, id]) => {
    const resource = resources.get(id);
    if (resource === undefined) throw new RangeError(`There is no resource ${id}`);
    const { title, purpose } = resource;
    return entry(prefix, title, purpose, requestTemplate(resource, CONVENTIONS));
  });
  return Object.fromEntries([
    entry('routee-token', l10n.t('Get a token'), 'exchange an id and a secret from the environment', TOKEN),
    ...entries,
  ]);
}

function entry(
  prefix: string,
  title: string,
  purpose: string,
  template: RequestTemplate,
): [name: string, snippet: Snippet] {
  const body = snippetText([...template, '\n']).split('\n');
  return [`Routee: ${title}`, { scope: 'http,rest', prefix, description: `Routee: ${purpose}`, body }];
}

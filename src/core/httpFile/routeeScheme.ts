import * as l10n from '@vscode/l10n';

import type { ApplicationStore } from '../applications/applicationStore.ts';
import { holdsPlainReferencesOnly } from './isPlainReference.ts';
import { parseEndpoint } from '../protocol/endpoint.ts';
import { mayWriteUnasked } from '../tokens/mayWriteUnasked.ts';
import type { TokenManager } from '../tokens/tokenManager.ts';

export interface RouteeSchemePorts {
  readonly applications: ApplicationStore;
  readonly tokens: TokenManager;
  readonly settings: { readonly exposeToClients: boolean; readonly apiUrl: string };
}

/** What this product uses of what httpYac tells about a request: it replaces the variables of the address first. */
export interface SendingContext {
  readonly request?:
    | {
        readonly url?: unknown;
        readonly headers?: unknown;
        readonly noRejectUnauthorized?: unknown;
      }
    | undefined;
  /** Directives of the request, by their names: they are followed after the headers are replaced. */
  readonly httpRegion?: { readonly metaData?: Readonly<Record<string, unknown>> } | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
}

/** A hook of httpYac that replaces variables: gets a text and what it is, for a header the header's name. */
export type VariableReplacer = (text: unknown, type: string, context?: SendingContext) => Promise<unknown>;

const SCHEME = /^routee(?:\s+(\S.*))?$/i;

/**
 * Resolves `Authorization: routee NAME` at the moment of sending: to `Bearer` and the token of the application of that
 * name, or of the active one where no name is given. Any other text is given back as it is. A request to anything but
 * Routee's API gets no token, and a long-lived one is given only where the user has agreed to that: the hook rejects.
 */
export function routeeScheme({ applications, tokens, settings }: RouteeSchemePorts): VariableReplacer {
  return async (text, type, context) => {
    const match = typeof text === 'string' && /^authorization$/i.test(type) ? SCHEME.exec(text.trim()) : null;
    if (match === null || !settings.exposeToClients) {
      return text;
    }
    const { 1: name = '' } = match;
    const application =
      name === ''
        ? applications.active
        : (applications.applications.find((candidate) => candidate.name === name) ??
          applications.applications.find(({ name: other }) => other.toLowerCase() === name.toLowerCase()));
    if (application === undefined) {
      throw new Error(
        name === ''
          ? l10n.t('There is no Routee application. Run “Routee: Add Application”.')
          : l10n.t('There is no Routee application “{0}”. See the Routee view for their names.', name),
      );
    }
    mustGoTo(settings.apiUrl, context ?? {});
    const { token } = await tokens.getToken(application.key);
    if (!mayWriteUnasked(applications.get(application.key), token)) {
      throw new Error(
        l10n.t(
          'The token of {0} is long-lived, so it is not offered to other extensions. Insert or copy it once with Routee Auth, and agree to that.',
          application.name,
        ),
      );
    }
    return `Bearer ${token.accessToken}`;
  };
}

/** @throws {Error} for any other origin, and where none is told */
function mustGoTo(apiUrl: string, { request, httpRegion, variables }: SendingContext): void {
  const { url, headers } = request ?? {};
  // What the file says; the proxy of the machine and of VS Code's settings is the user's.
  const ways = [
    request?.noRejectUnauthorized,
    ...['proxy', 'noRejectUnauthorized'].map((directive) => httpRegion?.metaData?.[directive]),
    ...['request_proxy', 'request_rejectUnauthorized'].map((variable) => variables?.[variable]),
  ];
  const { origin } = parseEndpoint(apiUrl, 'routee.apiUrl');
  // Headers are replaced one after the other: an expression in a later one could still change the address.
  const isPlain = holdsPlainReferencesOnly(JSON.stringify(headers ?? {}));
  if (ways.some(isSet) || !isPlain) {
    throw new Error(
      l10n.t(
        'The token is sent to {0} only, and this request may go another way: it has a proxy, takes any certificate, or has a header with an expression.',
        origin,
      ),
    );
  }
  const target = typeof url === 'string' && URL.canParse(url) ? new URL(url).origin : undefined;
  if (target !== origin) {
    throw new Error(
      target === undefined
        ? l10n.t('The token is sent to {0} only, and this request has no complete address.', origin)
        : l10n.t(
            'The token is sent to {0} only (setting routee.apiUrl), and this request goes to {1}.',
            origin,
            target,
          ),
    );
  }
}

const isSet = (value: unknown): boolean =>
  value !== undefined && value !== null && value !== false && value !== '';

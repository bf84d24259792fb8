import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import type { Application } from '../../core/applications/application.ts';
import { findTokenLike } from '../../core/httpFile/findTokenLike.ts';
import { maskSecrets } from '../../core/kit/maskSecrets.ts';
import type { ApiRequest } from '../../core/protocol/apiRequest.ts';
import { cancelled } from '../../core/protocol/routeeError.ts';
import { effectText, sentence } from '../../core/resources/resource.ts';
import { resourceText } from '../../core/resources/resourceText.ts';
import type { RouteeResource } from '../../core/resources/resources.ts';
import { showInformation, showWarning } from '../../editor/messages.ts';
import { setContext } from '../../editor/contextKeys.ts';
import type { Services } from '../../services.ts';
import { askCost } from './askCost.ts';
import { recipientsOf } from './model/recipients.ts';
import { contentDigest, isSafeRequest, requestPreview, SendingAgreements } from './model/sending.ts';

export interface Sending {
  readonly request: ApiRequest;
  /** The address of the request, as it is sent. */
  readonly url: URL;
  /** `undefined`: it goes without a token. */
  readonly application: Pick<Application, 'key' | 'name' | 'sandbox'> | undefined;
  /** Whose token is sent, where that is worth a sentence. */
  readonly note?: string | undefined;
  /** `undefined` when nothing is known of it. */
  readonly resource: RouteeResource | undefined;
  /** The price, as Routee was asked for it. Of what programs and models want nothing goes to Routee before a yes. */
  readonly cost?: string | undefined;
}

/** A question before something is sent. */
export interface SendingQuestion {
  readonly message: string;
  readonly detail: string;
}

/**
 * Shows what is sent, as far as a question has room for it: whose token goes where, the operation in words, who gets
 * something, the body, and what it costs. Tokens of ours are masked.
 *
 * @param more sentences at the end
 */
export async function sendingQuestion(
  services: Services,
  { request, url, application, note, resource, cost }: Sending,
  more: readonly string[] = [],
): Promise<SendingQuestion> {
  const { method } = request;
  const body = shownPart(request);
  const recipients = recipientsOf(body);
  const shown = [
    `${method} ${url.href}`,
    ...(resource === undefined ? [] : [resourceText(resource.title)]),
    ...(recipients.length === 0 ? [] : [recipientsText(recipients)]),
    cost,
    requestPreview(body),
  ].filter((part) => part !== undefined);
  const detail = [
    ...shown,
    ...(note === undefined ? [] : [note]),
    application?.sandbox === true
      ? l10n.t('The sandbox runs on this computer. Nothing is sent to Routee, and nothing costs money.')
      : // The effect of a method that a header puts in the place of GET is unknown.
        warning(isSafeRequest(method, []) ? undefined : resource?.effect),
    ...more,
  ];
  const secrets = await knownTokens(services, shown.join('\n'));
  const label = `${method} ${url.pathname}${url.search}`;
  const message =
    application === undefined
      ? l10n.t('Send {label} to {host} without a token?', { label, host: url.host })
      : l10n.t('Send {label} as {name}?', { label, name: application.name });
  return {
    message: maskSecrets(message, secrets),
    detail: maskSecrets(detail.join('\n\n'), secrets),
  };
}

const SHOWN_RECIPIENTS = 5;

function recipientsText(recipients: readonly string[]): string {
  const shown = recipients.slice(0, SHOWN_RECIPIENTS).join(', ');
  const left = recipients.length - SHOWN_RECIPIENTS;
  return left > 0 ? l10n.t('To: {0} and {1} more', shown, left) : l10n.t('To: {0}', shown);
}

/**
 * Asks before anything but GET and HEAD: it may send a message, cost money, or change data.
 *
 * @throws {RouteeError} `cancelled` when the user decides against it
 */
export async function confirmSending(
  services: Services,
  document: Pick<vscode.TextDocument, 'uri' | 'isUntitled'> | undefined,
  sending: Sending,
): Promise<void> {
  const { request, url, application, resource } = sending;
  const { method, headers } = request;
  if (isSafeRequest(method, headers)) {
    return;
  }
  const agreements = new SendingAgreements(services.workspaceMemory);
  const body = shownPart(request);
  const { host, pathname: path, search } = url;
  const content = await contentDigest(search, headers, body);
  const key = application?.key ?? '';
  // An untitled file has no lasting name, and an untrusted folder deserves no lasting consent.
  const agreed =
    document !== undefined && !document.isUntitled && vscode.workspace.isTrusted
      ? { file: document.uri.toString(), application: key, host, path, method, content }
      : undefined;
  if (agreed !== undefined && agreements.has(agreed)) {
    return;
  }
  const send = l10n.t('Send');
  const always = l10n.t("Send, and Don't Ask Again");
  const cost = await askCost(services, application, resource, body);
  const { message, detail } = await sendingQuestion(
    services,
    { ...sending, cost },
    agreed
      ? [
          l10n.t(
            '"Don\'t Ask Again" applies to {method} requests in this file to {host} with this query and body, as {name}. To undo it, run "Routee: Ask Again Before Sending".',
            { method, host: `${host}${path}`, name: application?.name ?? l10n.t('no application') },
          ),
        ]
      : [],
  );
  const answer = await showWarning(message, { modal: true, detail }, send, ...(agreed ? [always] : []));
  if (agreed !== undefined && answer === always) {
    await agreements.add(agreed);
    setContext('sendsUnasked', true);
  } else if (answer !== send) {
    throw cancelled();
  }
}

/** A stream cannot be read twice. */
const shownPart = ({ body }: ApiRequest): string | Uint8Array | undefined =>
  body instanceof ReadableStream ? undefined : body;

function warning(effect: RouteeResource['effect'] | undefined): string {
  return effect === undefined
    ? l10n.t('It might send a message, cost money, or change data.')
    : sentence(effectText(effect));
}

/** Takes back every *Do Not Ask Again* of this workspace. */
export async function askBeforeSending({ workspaceMemory }: Services): Promise<void> {
  const agreements = new SendingAgreements(workspaceMemory);
  const had = agreements.count > 0;
  await agreements.clear();
  setContext('sendsUnasked', false);
  void showInformation(
    had
      ? l10n.t('From now on, you confirm every request that might change something.')
      : l10n.t('You already confirm every request that might change something.'),
  );
}

/** The tokens of ours that a text holds, or may hold in another form, and that must not be shown. */
export async function knownTokens(
  { applications, tokens, issued }: Services,
  text: string,
): Promise<string[]> {
  const current = applications.applications.flatMap(({ key }) => tokens.state(key).token?.accessToken ?? []);
  const words = findTokenLike(text).map(({ token }) => token);
  const recognised = await (await issued()).recogniseAll(words);
  return [...current, ...words.filter((_word, index) => recognised[index] !== undefined)];
}

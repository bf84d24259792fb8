import * as vscode from 'vscode';

import type { CommandId } from '../contributions.ts';
import type { Application } from '../core/applications/application.ts';
import type { RouteeResource } from '../core/api/resources.ts';
import { FileVariables, UnsupportedConstruct } from '../core/httpFile/fileVariables.ts';
import type { HttpFile, HttpRequest } from '../core/httpFile/httpFile.ts';
import { isHttpFile } from '../core/httpFile/isHttpFile.ts';
import { locateCursor } from '../core/httpFile/locateCursor.ts';
import { parseHttpFile } from '../core/httpFile/parseHttpFile.ts';
import { readPlainRequest, type PlainRequest } from '../core/httpFile/plainRequest.ts';
import { requestOrigin } from '../core/httpFile/requestOrigin.ts';
import { prepareRequest, type ApiRequest } from '../core/protocol/apiRequest.ts';
import { parseEndpoint } from '../core/protocol/endpoint.ts';
import { RouteeError } from '../core/protocol/routeeError.ts';
import { addApplication } from './addApplication.ts';
import { callRoutee, showResponse } from './callRoutee.ts';
import { clickedOrActive } from './chooseApplication.ts';
import type { CommandContext } from './commandContext.ts';
import { confirmSending, isSafe } from './confirmSending.ts';
import { offerOtherClient } from './otherClients.ts';
import { requestBody } from './requestBody.ts';

/** The place of a request: what a lens above it passes. */
export interface RequestPlace {
  readonly uri: string;
  readonly offset: number;
  /** The request line that stood there: a lens that was not drawn again yet means no other. */
  readonly line: string;
}

interface Chosen {
  readonly document: vscode.TextDocument;
  readonly text: string;
  readonly file: HttpFile;
  readonly request: HttpRequest;
}

/** Sends the request under the cursor with a fresh token, if it goes to Routee's API, and shows the answer beside. */
export async function sendRequest(context: CommandContext, argument: unknown): Promise<void> {
  const chosen = await choose(argument);
  if (chosen === undefined) {
    offerNewRequest();
    return;
  }
  const application = await applicationFor(context);
  if (application === undefined) {
    return;
  }
  const { document, text, file, request } = chosen;
  let plain: PlainRequest;
  let body: string | Uint8Array | undefined;
  try {
    plain = readPlainRequest(text, file, request);
    const variables = new FileVariables(text, file);
    body = await requestBody(plain.body, document, (part) => variables.resolve(part, request.line.start));
  } catch (error) {
    if (error instanceof UnsupportedConstruct) {
      const { line, method } = request;
      const origin = requestOrigin(request.url, line.start, new FileVariables(text, file));
      offerOtherClient(context, application, {
        document,
        offset: line.start,
        construct: error.message,
        method: method.toUpperCase(),
        // A token goes to Routee only, whoever sends it.
        isRoutee: origin === parseEndpoint(context.settings.apiUrl, 'routee.apiUrl').origin,
      });
      return;
    }
    throw error;
  }
  const apiRequest: ApiRequest = { ...plain, body };
  // Refuses what must not be sent before anything is asked.
  const { url } = prepareRequest(apiRequest, context.settings.apiUrl);
  const resource = await resourceAt(plain.method, url, context.settings.apiUrl);
  await confirmSending(context, document, {
    method: plain.method,
    label: `${plain.method} ${url.pathname}${url.search}`,
    host: url.host,
    application,
    effect: resource?.effect,
  });
  const {
    answer,
    document: response,
    remarks,
  } = await callRoutee(context, application, apiRequest, resource?.scope).catch((error: unknown) => {
    throw isUncertain(error) && !isSafe(plain.method)
      ? new RouteeError(
          'refused',
          `${error.message} The request may have been carried out all the same: check before you send it again.`,
        )
      : error;
  });
  await showResponse(response);
  if (answer.denial !== undefined) {
    const { kind } = answer.denial;
    const isOpen = kind === 'sameToken' || kind === 'newTokenToo';
    void vscode.window.showWarningMessage(
      isOpen ? `${remarks[0] ?? ''} The response names the possible causes.` : remarks.join(' '),
    );
  }
}

/** The request was sent, and nobody knows what became of it. */
function isUncertain(error: unknown): error is RouteeError {
  return error instanceof RouteeError && (error.code === 'network' || error.code === 'timeout');
}

/** Does not wait for the answer. */
function offerNewRequest(): void {
  const label = 'New Request…';
  void vscode.window
    .showInformationMessage(
      'There is no request here. Put the cursor into a request of an .http file, and send it again.',
      label,
    )
    .then(async (answer) => {
      if (answer === label) {
        await vscode.commands.executeCommand('routee.newRequest' satisfies CommandId);
      }
    });
}

/** What is known of the resource that a request goes to. */
async function resourceAt(method: string, url: URL, apiUrl: string): Promise<RouteeResource | undefined> {
  // The table is larger than all commands that can do without it.
  const { findResource } = await import('../core/api/resources.ts');
  const base = new URL(apiUrl).pathname.replace(/\/+$/, '');
  return url.pathname.startsWith(`${base}/`)
    ? findResource(method, url.pathname.slice(base.length))
    : undefined;
}

async function applicationFor(context: CommandContext): Promise<Application | undefined> {
  if (context.applications.active === undefined) {
    await addApplication(context);
  }
  return clickedOrActive(context, undefined);
}

async function choose(argument: unknown): Promise<Chosen | undefined> {
  const place = isPlace(argument) ? argument : undefined;
  const editor = vscode.window.activeTextEditor;
  const document = place
    ? await vscode.workspace.openTextDocument(vscode.Uri.parse(place.uri, true))
    : editor?.document;
  if (document === undefined || !isHttpFile(document)) {
    return undefined;
  }
  const text = document.getText();
  const file = parseHttpFile(text);
  const offset = place?.offset ?? document.offsetAt(editor?.selection.active ?? new vscode.Position(0, 0));
  const found = locateCursor(file, text, offset);
  const request = 'request' in found ? found.request : undefined;
  const isMeant =
    place === undefined ||
    (request !== undefined && text.slice(request.line.start, request.line.end) === place.line);
  return request === undefined || !isMeant ? undefined : { document, text, file, request };
}

function isPlace(argument: unknown): argument is RequestPlace {
  return (
    typeof argument === 'object' &&
    argument !== null &&
    'uri' in argument &&
    typeof argument.uri === 'string' &&
    'offset' in argument &&
    typeof argument.offset === 'number' &&
    'line' in argument &&
    typeof argument.line === 'string'
  );
}

import * as vscode from 'vscode';

import type { RouteeResource } from '../core/api/resources.ts';
import { RouteeError } from '../core/protocol/routeeError.ts';
import type { CommandContext } from './commandContext.ts';

const SEND = 'Send';
const ALWAYS = 'Send, and Do Not Ask Again for This File';
const AGREED = 'routee.sendWithoutAsking';

export interface Sending {
  readonly method: string;
  readonly url: URL;
  /** The application's name. */
  readonly name: string;
  /** `undefined` when nothing is known of the resource. */
  readonly effect: RouteeResource['effect'] | undefined;
}

const WARNINGS: Record<RouteeResource['effect'], string> = {
  free: 'it changes nothing and costs nothing',
  costs: 'it sends something or costs money',
  changes: 'it changes data',
};

/**
 * Asks before anything but GET and HEAD: it may send a message, cost money, or change data.
 *
 * @throws {RouteeError} `cancelled` when the user decides against it
 */
export async function confirmSending(
  { workspaceMemory }: CommandContext,
  document: vscode.TextDocument,
  { method, url, name, effect }: Sending,
): Promise<void> {
  const file = document.uri.toString();
  const agreed = workspaceMemory.get<readonly string[]>(AGREED, []);
  if (method === 'GET' || method === 'HEAD' || (agreed.includes(file) && vscode.workspace.isTrusted)) {
    return;
  }
  // An untitled file is another one next time, and a folder that is not trusted cannot be agreed to.
  const canRemember = !document.isUntitled && vscode.workspace.isTrusted;
  const answer = await vscode.window.showWarningMessage(
    `Send ${method} ${url.pathname} as ${name}?`,
    {
      modal: true,
      detail: `It goes to ${url.host}; ${effect === undefined ? 'it may send a message, cost money or change data' : WARNINGS[effect]}.`,
    },
    SEND,
    ...(canRemember ? [ALWAYS] : []),
  );
  if (answer === ALWAYS) {
    await workspaceMemory.update(AGREED, [...agreed, file]);
  } else if (answer !== SEND) {
    throw new RouteeError('cancelled', 'The request was not sent.');
  }
}

import { commands } from 'vscode';

import { defaultApplication } from '../../support/routeeSandbox.ts';
import type { Messages } from './messages.ts';
import { QuickInputs } from './quickInputs.ts';

/** Adds an application to the activated extension, as a person does. */
export async function addRealApplication(
  name: string,
  { id, secret }: { readonly id: string; readonly secret: string } = defaultApplication,
): Promise<void> {
  const inputs = new QuickInputs();
  try {
    const done = commands.executeCommand('routee.addApplication');
    await inputs.accept(1, id);
    await inputs.accept(2, secret);
    await inputs.accept(3, name);
    await inputs.accept(4);
    await done;
  } finally {
    inputs.dispose();
  }
}

export async function forgetRealApplications(messages: Messages): Promise<void> {
  messages.willPress('Forget Everything');
  await commands.executeCommand('routee.forgetEverything');
  messages.clear();
}

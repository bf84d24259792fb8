import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import { type Application, freeName } from '../../core/applications/application.ts';
import { cancelled } from '../../core/protocol/routeeError.ts';
import { execute, offer, showInformation } from '../../editor/messages.ts';
import type { Services } from '../../services.ts';
import { newHttpDocument } from '../requests/newRequest.ts';
import { tokenFor } from '../tokens/handOut.ts';
import { completeStep } from '../../editor/contextKeys.ts';
import { sampleRequests } from './model/sampleRequests.ts';

/** A first call without an account: makes the sandbox the active application, and opens requests to try with it. */
export async function trySandbox(services: Services): Promise<void> {
  const application = storedSandbox(services) ?? (await addSandbox(services));
  await services.applications.setActive(application.key);
  await tokenFor(services, application);
  completeStep('triedSandbox');
  await openSamples(services, application.key);
  const { key } = application;
  void offer(
    showInformation,
    l10n.t('The sandbox runs on this computer. Nothing is sent to Routee, and nothing costs money.'),
    { [l10n.t('Check Balance')]: () => execute('routee.checkBalance', { key }) },
  );
}

function storedSandbox({ unredacted }: Services): Application | undefined {
  return unredacted.applications.find(({ sandbox }) => sandbox === true);
}

async function addSandbox({ sandbox, unredacted }: Services): Promise<Application> {
  if (sandbox === undefined) {
    void showInformation(
      l10n.t("This isn't available in a browser. Use VS Code on the desktop or in a codespace."),
    );
    throw cancelled();
  }
  const random = (): string => crypto.randomUUID().replaceAll('-', '');
  const key = crypto.randomUUID();
  const credentials = { id: random().slice(0, 24), secret: random() };
  const addresses = await (await sandbox()).start(key, credentials);
  const names = unredacted.applications.map(({ name }) => name);
  const name = freeName('Sandbox', names);
  return unredacted.add({ ...credentials, ...addresses, name, scopes: [], sandbox: true }, key);
}

/** Shows the requests, once, with the cursor in the first one. */
async function openSamples({ host, unredacted }: Services, key: string): Promise<void> {
  const text = sampleRequests(unredacted.get(key)?.apiUrl ?? '');
  const open = vscode.workspace.textDocuments.find((document) => document.getText() === text);
  const document = open ?? (await newHttpDocument(host.files?.home));
  const editor = await vscode.window.showTextDocument(document, { preview: false });
  if (open === undefined) {
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), text));
  }
  const first = document.positionAt(document.getText().indexOf('GET '));
  editor.selection = new vscode.Selection(first, first);
}

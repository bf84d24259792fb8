import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import type { SampleLanguage } from './model/sampleLanguage.ts';
import { writeSample } from './model/writeSample.ts';
import type { Services } from '../../services.ts';
import { tokenToHandOut } from '../tokens/handOut.ts';
import { noteInStatusBar, showWarning } from '../../editor/messages.ts';
import { askForSample } from './sampleQuestions.ts';

/** Writes a request as code: the token exchange, a call of the API, or the `.http` request under the cursor. */
export async function copyCodeSample(services: Services): Promise<void> {
  const choice = await askForSample(services);
  if (choice === undefined) {
    return;
  }
  const { subject, language, target } = choice;
  const token = target.withToken
    ? (await tokenToHandOut(services, undefined, target.verb === 'Copy' ? 'Copy' : 'Insert')).token
        .accessToken
    : undefined;
  let code: string;
  try {
    code = writeSample(subject.request, language, token);
  } catch (error) {
    if (error instanceof RangeError) {
      void showWarning(error.message);
      return;
    }
    throw error;
  }
  if (target.verb === 'Open') {
    await open(code, language, subject.open);
    return;
  }
  await (token === undefined ? vscode.env.clipboard.writeText(code) : services.clipboard.copy(code));
  tellCopied(code, language, subject.open);
}

function tellCopied(code: string, language: SampleLanguage, left: readonly string[]): void {
  if (left.length === 0) {
    noteInStatusBar(l10n.t('{0} code copied', language.name));
    return;
  }
  const openIt = l10n.t('Open in a New Editor');
  void showWarning(l10n.t('Code copied. {0}', toFillIn(left)), openIt).then(async (answer) => {
    if (answer === openIt) {
      await show(code, language);
    }
  });
}

async function open(code: string, language: SampleLanguage, left: readonly string[]): Promise<void> {
  await show(code, language);
  if (left.length > 0) {
    void showWarning(toFillIn(left));
  }
}

async function show(code: string, { editorLanguage }: SampleLanguage): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ language: editorLanguage, content: code });
  await vscode.window.showTextDocument(document, { preview: false });
}

function toFillIn(left: readonly string[]): string {
  return l10n.t('Fill in the values that only your HTTP client has: {0}.', left.join(', '));
}

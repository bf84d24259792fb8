import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import { noteInStatusBar, offer } from '../../editor/messages.ts';
import type { Services } from '../../services.ts';

/** Opens a report, rendered, and offers to copy its Markdown. Does not wait for an answer. */
export async function showReport(
  { reports }: Services,
  { name, text }: { readonly name: string; readonly text: string },
  message: { readonly show: Parameters<typeof offer>[0]; readonly sentence: string; readonly copied: string },
): Promise<void> {
  const uri = reports.add({ name, extension: 'md', text });
  await open(uri);
  void offer(message.show, message.sentence, {
    [l10n.t('Copy')]: async () => {
      await vscode.env.clipboard.writeText(text);
      noteInStatusBar(message.copied);
    },
    [l10n.t('Show')]: () => open(uri),
  });
}

async function open(uri: vscode.Uri): Promise<void> {
  try {
    await vscode.commands.executeCommand('markdown.showPreview', uri);
  } catch {
    // VS Code's Markdown extension can be switched off.
    await vscode.window.showTextDocument(uri);
  }
}

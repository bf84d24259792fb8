import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import { effectText, sentence } from '../core/api/effectText.ts';
import { requestCompletions, type RequestCompletion } from '../core/api/requestCompletions.ts';
import type { RouteeResource } from '../core/api/resources.ts';
import { resourceText } from '../core/api/resourceText.ts';

const KINDS = {
  resource: vscode.CompletionItemKind.Value,
  header: vscode.CompletionItemKind.Property,
  scope: vscode.CompletionItemKind.EnumMember,
} as const;

/** The completions at a position, as VS Code wants them. */
export function completionItems(
  document: vscode.TextDocument,
  position: vscode.Position,
  apiUrl: string,
): vscode.CompletionItem[] | undefined {
  const found = requestCompletions(document.getText(), document.offsetAt(position), apiUrl);
  if (found === undefined) {
    return undefined;
  }
  const { start, end } = found.range;
  const inserting = new vscode.Range(document.positionAt(start), position);
  const replacing = new vscode.Range(document.positionAt(start), document.positionAt(end));
  return found.items.map((item, index) => toItem(item, index, inserting, replacing));
}

function toItem(
  { kind, label, filter, detail, snippet, resource }: RequestCompletion,
  index: number,
  inserting: vscode.Range,
  replacing: vscode.Range,
): vscode.CompletionItem {
  const item = new vscode.CompletionItem(
    { label, ...(resource && { description: resourceText(resource.title) }) },
    KINDS[kind],
  );
  item.filterText = filter;
  item.detail = detail;
  // The table's order, not that of the alphabet.
  item.sortText = String(index).padStart(3, '0');
  item.insertText = new vscode.SnippetString(snippet);
  item.keepWhitespace = true;
  // What stands there is Routee's address or nothing: it is always replaced as a whole.
  item.range = kind === 'scope' ? { inserting, replacing } : replacing;
  if (resource) {
    item.documentation = documentationOf(resource);
  }
  return item;
}

function documentationOf({ effect, notes = [], docs }: RouteeResource): vscode.MarkdownString {
  const warning = sentence(effectText(effect));
  const lines = [
    effect === 'free' ? undefined : effect === 'costs' ? `**${warning}**` : warning,
    ...notes.map(resourceText),
    docs === undefined ? undefined : `[${l10n.t('Routee’s documentation')}](${docs})`,
  ];
  return new vscode.MarkdownString(lines.filter((line) => line !== undefined).join('\n\n'));
}

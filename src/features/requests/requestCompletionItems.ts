import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import { parsing } from '../../core/httpFile/parser/parseHttpFile.ts';
import { inSlices } from '../../core/kit/slices.ts';
import { textToRead } from '../../editor/documents.ts';
import { FileVariables } from '../../core/httpFile/fileVariables.ts';
import { lastStarted } from '../../core/httpFile/locateCursor.ts';
import { effectText, sentence } from '../../core/resources/resource.ts';
import { resourceText } from '../../core/resources/resourceText.ts';
import type { RequestCompletion } from './model/parameterCompletions.ts';
import { apisOf } from './model/fileConventions.ts';
import { requestCompletions } from './model/requestCompletions.ts';
import { replacementText, type RouteeResource } from '../../core/resources/resources.ts';

const KINDS = {
  request: vscode.CompletionItemKind.Snippet,
  resource: vscode.CompletionItemKind.Value,
  header: vscode.CompletionItemKind.Property,
  scope: vscode.CompletionItemKind.EnumMember,
  property: vscode.CompletionItemKind.Property,
  value: vscode.CompletionItemKind.Value,
} as const;

/** The completions at a position; `undefined` where there are none. */
export async function completionItems(
  document: vscode.TextDocument,
  position: vscode.Position,
  apiUrls: readonly string[],
): Promise<vscode.CompletionItem[] | undefined> {
  const text = textToRead(document);
  const offset = document.offsetAt(position);
  const file = await inSlices(parsing(text));
  const request = lastStarted(file.requests, offset);
  // A request to the server of another application is completed for that one.
  const own = request && apisOf(apiUrls, request, text, new FileVariables(text, file));
  const [apiUrl = ''] = [...(own ?? []), ...apiUrls];
  const found = requestCompletions(text, file, offset, apiUrl);
  if (found === undefined) {
    return undefined;
  }
  const { start, end } = found.range;
  const inserting = new vscode.Range(document.positionAt(start), position);
  const replacing = new vscode.Range(document.positionAt(start), document.positionAt(end));
  return found.items.map((item, index) => toItem(item, index, inserting, replacing));
}

function toItem(
  { kind, label, filter, detail, snippet, resource, documentation }: RequestCompletion,
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
  // Keeps the order of the table: VS Code would sort by label.
  item.sortText = String(index).padStart(3, '0');
  item.insertText = new vscode.SnippetString(snippet);
  item.keepWhitespace = true;
  // The rest of an address or header value behind the cursor never fits: replace it as well.
  item.range = kind === 'scope' || kind === 'request' ? { inserting, replacing } : replacing;
  if (documentation !== undefined) item.documentation = new vscode.MarkdownString(documentation);
  if (resource) {
    item.documentation = documentationOf(resource);
    if (resource.replacedBy !== undefined) item.tags = [vscode.CompletionItemTag.Deprecated];
  }
  return item;
}

function documentationOf(resource: RouteeResource): vscode.MarkdownString {
  const { effect, notes = [], docs } = resource;
  const warning = sentence(effectText(effect));
  const lines = [
    effect === 'free' ? undefined : effect === 'costs' ? `**${warning}**` : warning,
    replacementText(resource),
    ...notes.map(resourceText),
    docs === undefined ? undefined : `[${l10n.t("Routee's documentation")}](${docs})`,
  ];
  return new vscode.MarkdownString(lines.filter((line) => line !== undefined).join('\n\n'));
}

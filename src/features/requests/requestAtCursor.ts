import * as vscode from 'vscode';

import { type HttpFile, type HttpRequest, isHttpFile } from '../../core/httpFile/httpFile.ts';
import { locateCursor } from '../../core/httpFile/locateCursor.ts';
import { parseHttpFile } from '../../core/httpFile/parser/parseHttpFile.ts';

/** The place of a request, as a lens above it passes it. */
export interface RequestPlace {
  readonly uri: string;
  readonly offset: number;
  /** The request line at that time: a request that has moved or changed since does not match. */
  readonly line: string;
}

/** A request with the file that it stands in. */
export interface PlacedRequest {
  readonly document: vscode.TextDocument;
  readonly text: string;
  readonly file: HttpFile;
  readonly request: HttpRequest;
}

/** The place that a lens passes, or the place of the request under the cursor, if any. */
export function placeOfRequest(argument: unknown): RequestPlace | undefined {
  if (isPlace(argument)) {
    return argument;
  }
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined || !isHttpFile(editor.document)) {
    return undefined;
  }
  const { document, selection } = editor;
  const found = find(document, document.offsetAt(selection.active));
  return found === undefined
    ? undefined
    : { uri: document.uri.toString(), offset: found.request.line.start, line: lineOf(found) };
}

/** The request at a place; `undefined` when it is no longer there. */
export async function requestAt({ uri, offset, line }: RequestPlace): Promise<PlacedRequest | undefined> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri, true));
  const found = isHttpFile(document) ? find(document, offset) : undefined;
  return found !== undefined && lineOf(found) === line ? found : undefined;
}

function find(document: vscode.TextDocument, offset: number): PlacedRequest | undefined {
  const text = document.getText();
  const file = parseHttpFile(text);
  const place = locateCursor(file, text, offset);
  const request = 'request' in place ? place.request : undefined;
  return request === undefined ? undefined : { document, text, file, request };
}

function lineOf({ text, request }: PlacedRequest): string {
  return text.slice(request.line.start, request.line.end);
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

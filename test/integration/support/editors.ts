import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { commands, Selection, Uri, window, workspace, type TextDocument, type TextEditor } from 'vscode';

import { eventually } from './eventually.ts';
import { readMarkers } from '../../unit/httpFile/markers.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'routee-editors-'));
process.on('exit', () => {
  rmSync(folder, { recursive: true, force: true });
});
let files = 0;

/** A new file on disk with these bytes. */
export function writeFile(name: string, content: string): Uri {
  const file = path.join(folder, `${++files}-${name}`);
  writeFileSync(file, content);
  return Uri.file(file);
}

/** Opens a file with this text, in which `‸` is a cursor and `«…»` a selection, as the active editor. */
export async function openFile(name: string, marked: string): Promise<TextEditor> {
  const { text, cursors } = readMarkers(marked);
  return show(await workspace.openTextDocument(writeFile(name, text)), cursors);
}

/** The same for a document that has never been saved. */
export async function openUntitled(language: string, marked: string): Promise<TextEditor> {
  const { text, cursors } = readMarkers(marked);
  return show(await workspace.openTextDocument({ language, content: text }), cursors);
}

export async function show(
  document: TextDocument,
  cursors: readonly { readonly start: number; readonly end: number }[] = [{ start: 0, end: 0 }],
): Promise<TextEditor> {
  const editor = await window.showTextDocument(document, { preview: false });
  editor.selections = cursors.map(
    ({ start, end }) => new Selection(document.positionAt(start), document.positionAt(end)),
  );
  await eventually('the editor to be active', () => window.activeTextEditor === editor);
  return editor;
}

/** One *Undo* brings back the text from before, and with a file also its clean state. */
export async function assertOneUndoStep(document: TextDocument, before: string): Promise<void> {
  assert.notEqual(document.getText(), before, 'nothing was changed');
  await commands.executeCommand('undo');
  await eventually('the undone text', () => document.getText() === before);
  if (!document.isUntitled) await eventually('a clean document', () => !document.isDirty);
}

/** Throws away whatever is open. */
export async function closeEditors(): Promise<void> {
  // An output channel that is shown there counts as a text editor.
  await commands.executeCommand('workbench.action.closePanel');
  await eventually('no open editor', async () => {
    if (
      window.tabGroups.all.every(({ tabs }) => tabs.length === 0) &&
      window.activeTextEditor === undefined
    ) {
      return true;
    }
    // The active group may be an empty one, with which the command does nothing.
    await window.tabGroups.close(
      window.tabGroups.all.flatMap(({ tabs }) => tabs.filter(({ isDirty }) => !isDirty)),
    );
    await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    return false;
  });
}

import assert from 'node:assert/strict';
import { commands, languages, workspace, type SemanticTokens, type TextDocument } from 'vscode';

import type { Colour } from '../../src/features/requests/model/colours/colours.ts';
import { newHttpDocument } from '../../src/features/requests/newRequest.ts';
import { colouredParts } from '../support/colouredParts.ts';
import { closeEditors, openFile, openUntitled, show } from './support/editors.ts';

const TEXT = '### A\nGET https://a.b/c\nX: {{d}}\n';
const COLOURED: readonly [string, Colour][] = [
  ['### A', 'comment'],
  ['GET', 'keyword'],
  ['https://a.b/c', 'function'],
  ['X', 'property'],
  ['{{d}}', 'variable'],
];

/** Semantic tokens, as VS Code asks for them; `undefined` where no extension has any. */
async function coloured({ uri }: TextDocument): Promise<unknown> {
  const document = await workspace.openTextDocument(uri);
  const tokens = await commands.executeCommand<SemanticTokens | undefined>(
    'vscode.provideDocumentSemanticTokens',
    uri,
  );
  return tokens && colouredParts(document.getText(), tokens.data);
}

describe('Colours of a file of requests', () => {
  afterEach(closeEditors);

  for (const name of ['requests.http', 'requests.rest', 'REQUESTS.HTTP']) {
    it(`are there where no extension knows its language: ${name}`, async () => {
      const { document } = await openFile(name, TEXT);
      assert.equal(document.languageId, 'plaintext');
      assert.deepEqual(await coloured(document), COLOURED);
    });
  }

  it('are there in a new one, and follow what is typed', async () => {
    const editor = await show(await newHttpDocument(undefined));
    await editor.edit((edit) => edit.insert(editor.selection.active, TEXT));
    assert.deepEqual(await coloured(editor.document), COLOURED);
    await editor.edit((edit) => edit.insert(editor.selection.active, '# B'));
    assert.deepEqual(await coloured(editor.document), [...COLOURED, ['# B', 'comment']]);
  });

  it('are left to whoever knows the language', async () => {
    const { document } = await openFile('requests.http', TEXT);
    await languages.setTextDocumentLanguage(document, 'ini');
    assert.equal(await coloured(document), undefined);
  });

  it('are not for other files, nor for those that are too long to read', async () => {
    assert.equal(await coloured((await openFile('notes.txt', TEXT)).document), undefined);
    assert.equal(await coloured((await openUntitled('plaintext', TEXT)).document), undefined);
    assert.deepEqual(await coloured((await openFile('long.http', TEXT.repeat(50_000))).document), []);
  });
});

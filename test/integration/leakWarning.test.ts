import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { commands, Position, Uri, window, workspace, type TextEditor } from 'vscode';

import { insertToken } from '../../src/features/insertToken/insertToken.ts';
import { useEnvironmentVariable } from '../../src/features/leakWarnings/useEnvironmentVariable.ts';
import type { EnvironmentLink } from '../../src/core/envFile/environmentLink.ts';
import { readMarkers } from '../unit/httpFile/markers.ts';
import { GitRepository } from '../support/gitRepository.ts';
import { linkReferences } from '../../src/features/linkedFiles/linkReference.ts';
import { CommandBench } from './support/commandContext.ts';
import { closeEditors, openFile, show } from './support/editors.ts';
import { eventually } from './support/eventually.ts';
import { closeInGit, openInGit, removeAtExit } from './support/vscodeGit.ts';

const REFER = 'Use an Environment Variable Instead';
const UNDO = 'Undo';
const KEEP = 'Keep Token';

describe('the warning about a token in a file that Git tracks', () => {
  let repository: GitRepository;
  let bench: CommandBench;
  let files = 0;

  before(async () => {
    repository = GitRepository.init(mkdtempSync(path.join(tmpdir(), 'routee-leak-')));
    repository.commit({ '.gitignore': '*.private.http\n' });
    await openInGit(repository.folder);
  });

  beforeEach(async () => {
    bench = await CommandBench.start();
    await bench.add();
  });

  afterEach(async () => {
    await closeEditors();
    await bench.stop();
  });

  after(async () => {
    await closeInGit(repository.folder);
    removeAtExit(repository);
  });

  /** Opens a new file, tracked unless it is said otherwise, with cursors at `‸`. */
  async function open(name: string, marked: string, isTracked = true): Promise<TextEditor> {
    const { text, cursors } = readMarkers(marked);
    const own = `${++files}-${name}`;
    if (isTracked) repository.commit({ [own]: text });
    else repository.write(own, text);
    const document = await workspace.openTextDocument(Uri.file(path.join(repository.folder, own)));
    if (isTracked) await eventually('the tracked file', () => bench.git.isTracked(document.uri));
    return show(document, cursors);
  }

  const insert = (): Promise<void> => insertToken(bench.context, undefined);

  it('says what has happened and why it matters, and leaves the token in', async () => {
    const { document } = await open('requests.http', 'GET /a‸\n');
    await insert();
    assert.equal(document.getText(), `GET /a\nAuthorization: Bearer ${bench.token()}\n`);
    const { kind, modal, text, buttons } = bench.messages.only;
    assert.equal(kind, 'warning');
    assert.equal(modal, false);
    assert.match(
      text,
      /^Git tracks .*requests\.http\. Your next commit would publish the token of Shop \(expires in 59 min\) to anyone who can read the repository\.$/,
    );
    assert.deepEqual(buttons, [REFER, UNDO, KEEP]);
  });

  it('comes once for a file, however often it is dismissed', async () => {
    await open('notes.txt', '‸');
    await insert();
    await insert();
    assert.equal(bench.messages.shown.length, 1);
    await open('other.txt', '‸');
    await insert();
    assert.equal(bench.messages.shown.length, 2);
  });

  it('does not offer a reference where there is none', async () => {
    await open('notes.txt', 'token: ‸\n');
    await insert();
    assert.deepEqual(bench.messages.only.buttons, [UNDO, KEEP]);
  });

  for (const [what, name, isTracked] of [
    ['that is ignored', 'a.private.http', false],
    ['that nobody has added', 'new.http', false],
  ] as const) {
    it(`does not come for a file ${what}`, async () => {
      await open(name, 'GET /a‸\n', isTracked);
      await insert();
      assert.deepEqual(bench.messages.shown, []);
    });
  }

  it('does not come outside of a repository', async () => {
    await openFile('requests.http', 'GET /a‸\n');
    await insert();
    assert.deepEqual(bench.messages.shown, []);
  });

  it('is remembered for the workspace when the user wants the token there', async () => {
    const { document } = await open('requests.http', 'GET /a‸\n');
    bench.messages.willPress(KEEP);
    await insert();
    await eventually('the remembered file', () => bench.workspaceMemory.everything.includes('requests.http'));
    assert.match(document.getText(), /Bearer \S+\n$/);
    assert.deepEqual(bench.workspaceMemory.get('routee.filesWithTokens'), [document.uri.toString()]);
  });

  it('does not come for a file that was remembered in an earlier session', async () => {
    const { document } = await open('requests.http', 'GET /a‸\n');
    await bench.workspaceMemory.update('routee.filesWithTokens', [document.uri.toString()]);
    await insert();
    assert.deepEqual(bench.messages.shown, []);
  });

  describe('Undo', () => {
    it('takes back exactly the insertion, by one undo step, and warns again the next time', async () => {
      const { document } = await open('requests.http', 'GET /a‸\n\n###\nGET /b‸\nAuthorization: old\n');
      const before = document.getText();
      bench.messages.willPress(UNDO);
      await insert();
      await eventually('the text from before', () => document.getText() === before);
      await eventually('a clean document', () => !document.isDirty);
      await commands.executeCommand('redo');
      await eventually('the redone insertion', () => document.getText().includes(bench.token()));
      await commands.executeCommand('undo');
      await eventually('the text from before', () => document.getText() === before);
      await insert();
      assert.equal(bench.messages.shown.length, 2);
    });

    it('leaves what was typed since', async () => {
      const { document } = await open('requests.http', 'GET /a‸\nAuthorization: old\n');
      const typed = Promise.withResolvers<undefined>();
      bench.messages.willPress(UNDO, typed.promise);
      await insert();
      await window.activeTextEditor?.edit((builder) => {
        builder.insert(new Position(0, 0), '# typed\n');
        builder.insert(new Position(2, 0), 'typed too\n');
      });
      typed.resolve(undefined);
      const expected = '# typed\nGET /a\nAuthorization: old\ntyped too\n';
      await eventually('the text without the token', () => document.getText() === expected);
      await commands.executeCommand('undo');
      await eventually('the token again', () => document.getText().includes(bench.token()));
    });

    it('works on a file that is no longer in front', async () => {
      const { document } = await open('notes.txt', 'a «b» c\n');
      const answer = Promise.withResolvers<undefined>();
      bench.messages.willPress(UNDO, answer.promise);
      await insert();
      const other = await open('other.txt', '‸');
      answer.resolve(undefined);
      await eventually('the text from before', () => document.getText() === 'a b c\n');
      assert.equal(other.document.getText(), '');
    });

    it('works on a file that was saved and closed', async () => {
      const { document } = await open('notes.txt', 'a «b» c\n');
      const answer = Promise.withResolvers<undefined>();
      bench.messages.willPress(UNDO, answer.promise);
      await insert();
      assert.equal(await document.save(), true);
      await closeEditors();
      answer.resolve(undefined);
      await eventually('the text from before', async () => {
        const reopened = await workspace.openTextDocument(document.uri);
        return reopened.getText() === 'a b c\n';
      });
    });

    it('says so when there is nothing left to take back', async () => {
      const { document } = await open('notes.txt', '‸');
      const answer = Promise.withResolvers<undefined>();
      bench.messages.willPress(UNDO, answer.promise);
      await insert();
      await window.activeTextEditor?.edit((builder) => {
        builder.insert(new Position(0, 5), '-');
      });
      const now = document.getText();
      answer.resolve(undefined);
      await eventually('the message', () => bench.messages.shown.length === 2);
      assert.match(
        bench.messages.shown[1]?.text ?? '',
        /^You changed the inserted text in .*, so it wasn't undone\./,
      );
      assert.equal(document.getText(), now);
    });
  });

  describe(REFER, () => {
    it('puts the reference in place of the token, in one undo step, and says where the token goes', async () => {
      const { document } = await open('requests.http', 'GET /a‸\n\n###\nPOST /b\n\n{"t": "«x»"}\n');
      bench.messages.willPress(REFER);
      await insert();
      const expected = [
        'GET /a',
        'Authorization: Bearer {{$dotenv ROUTEE_TOKEN}}',
        '',
        '###',
        'POST /b',
        '',
        '{"t": "{{$dotenv ROUTEE_TOKEN}}"}',
        '',
      ].join('\n');
      await eventually('the reference', () => document.getText() === expected);
      await eventually('the second message', () => bench.messages.shown.length === 2);
      const { kind, text, buttons } = bench.messages.shown[1] ?? {};
      assert.equal(kind, 'information');
      assert.deepEqual(buttons, ['Link Environment File…']);
      assert.match(
        text ?? '',
        /requests\.http now reads the token from the variable ROUTEE_TOKEN\. Link a \.env file beside it that Git ignores/,
      );
      await commands.executeCommand('undo');
      await eventually('the token again', () => document.getText().includes(bench.token()));
    });

    it('refers to what a linked file beside it holds already', async () => {
      const { document } = await open('requests.http', 'GET /a\nAuthorization: Bearer x‸y\n');
      const key = bench.context.applications.active?.key ?? '';
      const link: EnvironmentLink = {
        key,
        file: path.join(path.dirname(document.uri.fsPath), '.env'),
        target: { kind: 'dotenv', name: 'SHOP_TOKEN' },
        added: 'value',
        createdFile: true,
      };
      const references = [linkReferences({ all: [link] }, path)];
      const context = { ...bench.context, references };
      const start = document.getText().indexOf('xy');
      await useEnvironmentVariable(context, document.uri, () => [{ start, end: start + 2 }], key);
      assert.equal(document.getText(), 'GET /a\nAuthorization: Bearer {{$dotenv SHOP_TOKEN}}\n');
      assert.match(bench.messages.only.text, /now refers to the token\. .* linked \.env/);
    });

    it('replaces the token where it has moved to', async () => {
      const { document } = await open('requests.http', 'GET /a‸\n');
      const typed = Promise.withResolvers<undefined>();
      bench.messages.willPress(REFER, typed.promise);
      await insert();
      await window.activeTextEditor?.edit((builder) => {
        builder.insert(new Position(0, 0), '# typed\n');
      });
      typed.resolve(undefined);
      await eventually('the reference', () => {
        return document.getText() === '# typed\nGET /a\nAuthorization: Bearer {{$dotenv ROUTEE_TOKEN}}\n';
      });
    });
  });
});

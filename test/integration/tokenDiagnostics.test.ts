import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import path from 'node:path';
import {
  commands,
  DiagnosticSeverity,
  languages,
  Position,
  Range,
  Uri,
  window,
  workspace,
  WorkspaceEdit,
  type CodeAction,
  type Diagnostic,
  type TextDocument,
  type TextEditor,
} from 'vscode';

import { SETTINGS } from '../../src/contributions.ts';
import { runCommand } from '../../src/handlers.ts';
import { Emitter } from '../../src/core/kit/emitter.ts';
import { SAMPLE_TOKENS, type RecognisedToken } from '../../src/features/leakWarnings/model/findMarks.ts';
import { systemClock, systemTimers } from '../../src/host/host.ts';
import { TokenDiagnostics } from '../../src/features/leakWarnings/tokenDiagnostics.ts';
import { readMarkers } from '../unit/httpFile/markers.ts';
import { GitRepository } from '../support/gitRepository.ts';
import { linkReferences } from '../../src/features/linkedFiles/linkReference.ts';
import { CommandBench } from './support/commandContext.ts';
import { closeEditors, openFile, openUntitled, show } from './support/editors.ts';
import { eventually } from './support/eventually.ts';
import { setUserSetting, unsetUserSettings } from './support/userSettings.ts';
import { closeInGit, openInGit, vscodeGit } from './support/vscodeGit.ts';

const TOKEN = 'b2014e88-86ff-44fc-ac98-ebaf24ff88cf';
const [SAMPLE_TOKEN = ''] = SAMPLE_TOKENS;
const OTHER = 'c3125f99-86ff-44fc-ac98-ebaf24ff88cf';

/** The class as it is, on the real Git extension; what is known of tokens is given. */
describe('the marks on tokens in open files', () => {
  let repository: GitRepository;
  let bench: CommandBench;
  let diagnostics: TokenDiagnostics;
  let known: Map<string, RecognisedToken>;
  let knownChanged: Emitter<undefined>;
  let read: string[];
  let files = 0;

  before(async () => {
    const folder = workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
    assert.notEqual(folder, '', 'no workspace is open');
    repository = GitRepository.init(mkdtempSync(path.join(folder, 'routee-test-')));
    repository.commit({ '.gitignore': '*.private.http\n' });
    await openInGit(repository.folder);
  });

  beforeEach(async () => {
    bench = await CommandBench.start();
    const { key } = await bench.add();
    const token = {
      issuedAtMs: Date.now(),
      expiresAtMs: Date.now() + 3_600_000,
      scopes: [],
      permissions: [],
    };
    for (const accessToken of [TOKEN, OTHER]) await bench.issued.remember(key, { ...token, accessToken });
    const issued = await bench.issued.recognise(TOKEN);
    assert.ok(issued);
    known = new Map([[TOKEN, issued]]);
    knownChanged = new Emitter();
    read = [];
    diagnostics = new TokenDiagnostics({
      clock: systemClock,
      timers: systemTimers,
      applications: bench.context.applications,
      git: bench.git,
      recogniser: {
        settled: () => Promise.resolve(),
        get lengths() {
          return new Set([...known.keys()].map(({ length }) => length));
        },
        recogniseAll: (texts) => {
          read.push(...texts);
          return Promise.resolve(texts.map((text) => known.get(text)));
        },
        onDidChange: knownChanged.event,
      },
    });
  });

  afterEach(async () => {
    diagnostics.dispose();
    await closeEditors();
    await unsetUserSettings();
    await bench.stop();
  });

  after(async () => {
    await closeInGit(repository.folder);
    repository.remove();
  });

  async function open(name: string, marked: string, isTracked = true): Promise<TextEditor> {
    const { text, cursors } = readMarkers(marked);
    const own = `${++files}-${name}`;
    if (isTracked) repository.commit({ [own]: text });
    else repository.write(own, text);
    const document = await workspace.openTextDocument(Uri.file(path.join(repository.folder, own)));
    if (isTracked) await eventually('the tracked file', () => bench.git.isTracked(document.uri));
    return show(document, cursors);
  }

  const isOurs = ({ source }: Diagnostic): boolean => source === 'Routee';
  const marksOf = (document: TextDocument): Diagnostic[] =>
    languages.getDiagnostics(document.uri).filter(isOurs);
  const leaksOf = (document: TextDocument): string[] =>
    marksOf(document).flatMap(({ code, range }) =>
      code === 'leaked-token' ? [document.getText(range)] : [],
    );

  /** Once this mark is there, whatever was open before has been read. */
  async function everythingRead(): Promise<void> {
    const { document } = await open('last.txt', TOKEN);
    await eventually('the mark of the last file', () => leaksOf(document).length === 1);
  }

  /** What the light bulb offers. The activated extension of this host offers the same once more. */
  const actionsAt = async (document: TextDocument, range: Range): Promise<CodeAction[]> => {
    const actions = await commands.executeCommand<CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      range,
    );
    const ours = actions.filter(({ title }) => /Token$|Variable Reference$/.test(title));
    return [...new Map(ours.map((action) => [action.title, action])).values()];
  };

  async function fix(document: TextDocument, title: string): Promise<void> {
    const [mark] = marksOf(document);
    assert.ok(mark);
    const action = (await actionsAt(document, mark.range)).find((candidate) => candidate.title === title);
    assert.ok(action, `there is no “${title}”`);
    if (action.edit) await workspace.applyEdit(action.edit);
    // Those of the bench, for the commands of the activated extension have other applications.
    const { command } = action;
    if (command)
      await runCommand(command.command as 'routee.insertToken', bench.context, command.arguments?.[0]);
  }

  it('say whose token it is, how long it is valid, and why it matters', async () => {
    const { document } = await open('requests.http', `GET /a\nAuthorization: Bearer ${TOKEN}\n`);
    const mark = await eventually('the mark', () => marksOf(document)[0]);
    assert.equal(mark.severity, DiagnosticSeverity.Information);
    assert.equal(mark.code, 'leaked-token');
    assert.equal(document.getText(mark.range), TOKEN);
    assert.match(
      mark.message,
      /^Live token of Shop in a file that Git tracks\. Anyone who can read the repository can use it until .*\d.*\.$/,
    );
    assert.ok(!mark.message.includes(TOKEN));
  });

  for (const name of ['call.js', 'data.json', 'notes.txt', 'README.md']) {
    it(`are made in ${name}`, async () => {
      const { document } = await open(name, `"${TOKEN}" "${OTHER}" "${TOKEN}"\n`);
      await eventually('the marks', () => leaksOf(document).length === 2);
    });
  }

  it('are not made where Git does not track, nor outside of the workspace', async () => {
    const documents = [
      await open('a.private.http', TOKEN, false),
      await open('new.http', TOKEN, false),
      await openFile('outside.http', TOKEN),
      await openUntitled('plaintext', TOKEN),
    ].map(({ document }) => document);
    await everythingRead();
    assert.deepEqual(documents.flatMap(leaksOf), []);
  });

  it('are not made for a token that has expired, nor for one that expires', async () => {
    known.set(OTHER, { digest: 'other', applicationKey: 'gone', expiresAtMs: Date.now() - 1 });
    const { document } = await open('notes.txt', `${TOKEN}\n${OTHER}\n`);
    await eventually('the mark', () => leaksOf(document).length === 1);
    assert.deepEqual(leaksOf(document), [TOKEN]);
    known.set(OTHER, { digest: 'other', applicationKey: 'gone', expiresAtMs: Date.now() + 1500 });
    knownChanged.fire(undefined);
    await eventually('both marks', () => leaksOf(document).length === 2);
    await eventually('the end of one token', () => leaksOf(document).length === 1);
    assert.deepEqual(leaksOf(document), [TOKEN]);
  });

  it('follow what is typed, and take a token that is known later', async () => {
    const { document } = await open('notes.txt', 'nothing\n');
    const edit = async (range: Range, text: string): Promise<void> => {
      await window.activeTextEditor?.edit((builder) => {
        builder.replace(range, text);
      });
    };
    await edit(new Range(0, 0, 0, 0), TOKEN.slice(0, -1));
    await edit(new Range(0, 35, 0, 35), TOKEN.slice(-1));
    await eventually('nothing: the word goes on', () => leaksOf(document).length === 0);
    await edit(new Range(0, 36, 0, 36), ' ');
    await eventually('the mark', () => leaksOf(document).length === 1);
    await edit(new Range(0, 0, 0, 1), '');
    await eventually('no mark', () => leaksOf(document).length === 0);
    await edit(new Range(0, 0, 0, 35), OTHER);
    await eventually('the reading', () => read.includes(OTHER));
    known.set(OTHER, { digest: 'other', applicationKey: 'gone' });
    knownChanged.fire(undefined);
    const mark = await eventually('the mark', () => marksOf(document)[0]);
    assert.match(mark.message, /^Live token in a file that Git tracks\. .* until it is revoked\.$/);
  });

  it('come and go with what Git tracks', async () => {
    const { document } = await open('new.txt', TOKEN, false);
    await everythingRead();
    assert.deepEqual(leaksOf(document), []);
    repository.git('add', '--', path.basename(document.uri.fsPath));
    await eventually('the mark', () => leaksOf(document).length === 1);
    await setUserSetting('git.enabled', false);
    await eventually('no mark without Git', () => leaksOf(document).length === 0);
    await setUserSetting('git.enabled', undefined);
    await eventually('Git', async () => (await vscodeGit()).enabled);
    await openInGit(repository.folder);
    await eventually('the mark again', () => leaksOf(document).length === 1);
  });

  it('can be switched off', async () => {
    const { document } = await open('notes.txt', `${TOKEN} ${SAMPLE_TOKEN}`);
    await eventually('the marks', () => marksOf(document).some(({ code }) => code === 'leaked-token'));
    await setUserSetting(SETTINGS.leakedTokens, false);
    await eventually('no mark', () => marksOf(document).length === 0);
    await setUserSetting(SETTINGS.leakedTokens, undefined);
    await eventually('the mark', () => leaksOf(document).length === 1);
  });

  it('leave files alone that are longer than 2 MB', async () => {
    const long = await open('long.txt', `${TOKEN}\n${'x '.repeat(1024 * 1024)}\n`);
    await everythingRead();
    assert.deepEqual(leaksOf(long.document), []);
  });

  it('end with the extension', async () => {
    const { document } = await open('notes.txt', TOKEN);
    await eventually('the mark', () => leaksOf(document).length === 1);
    diagnostics.dispose();
    assert.deepEqual(leaksOf(document), []);
    await window.activeTextEditor?.edit((builder) => {
      builder.insert(new Position(0, 0), '\n');
    });
    knownChanged.fire(undefined);
    assert.deepEqual(leaksOf(document), []);
  });

  describe('have quick fixes', () => {
    it('that put a reference in place, or take the token out', async () => {
      const { document } = await open('requests.http', `GET /a\nAuthorization: Bearer ${TOKEN}\n`);
      const mark = await eventually('the mark', () => marksOf(document)[0]);
      const titles = (await actionsAt(document, mark.range)).map(({ title }) => title);
      assert.deepEqual(titles, ['Replace with a Variable Reference', 'Remove the Token']);
      await fix(document, 'Replace with a Variable Reference');
      assert.equal(document.getText(), 'GET /a\nAuthorization: Bearer {{$dotenv ROUTEE_TOKEN}}\n');
      await eventually('no mark', () => marksOf(document).length === 0);
      await commands.executeCommand('undo');
      await eventually('the mark', () => leaksOf(document).length === 1);
      await fix(document, 'Remove the Token');
      assert.equal(document.getText(), 'GET /a\nAuthorization: Bearer \n');
      await eventually('no mark', () => marksOf(document).length === 0);
    });

    it('on what the text is now, and not on what it was when it was marked', async () => {
      const { document } = await open('requests.http', `GET /a\nAuthorization: Bearer ${TOKEN}\n`);
      const mark = await eventually('the mark', () => marksOf(document)[0]);
      const type = new WorkspaceEdit();
      type.insert(document.uri, new Position(0, 0), '# typed\n');
      await workspace.applyEdit(type);
      const range = new Range(mark.range.start.translate(1), mark.range.end.translate(1));
      const action = await eventually('the fix', async () =>
        (await actionsAt(document, range)).find(({ title }) => title === 'Remove the Token'),
      );
      await workspace.applyEdit(type);
      const argument: unknown = action.command?.arguments?.[0];
      await runCommand('routee.removeToken', bench.context, argument);
      assert.equal(document.getText(), '# typed\n# typed\nGET /a\nAuthorization: Bearer \n');
      for (const command of ['routee.removeToken', 'routee.useEnvironmentVariable'] as const) {
        bench.messages.clear();
        await runCommand(command, bench.context, argument);
        assert.match(bench.messages.only.text, /^The token is no longer where it was in .*requests\.http/);
      }
      assert.equal(document.getText(), '# typed\n# typed\nGET /a\nAuthorization: Bearer \n');
    });

    it('that speak of the token’s own application, though another one is active', async () => {
      const other = await bench.add({ name: 'Other', id: 'other-id' });
      await bench.context.applications.setActive(other.key);
      const { document } = await open('requests.http', `GET /a\nAuthorization: Bearer ${TOKEN}\n`);
      await eventually('the mark', () => marksOf(document)[0]);
      const link = { added: 'value' as const, createdFile: true, key: other.key } as const;
      const file = path.join(path.dirname(document.uri.fsPath), '.env');
      const links = [{ ...link, file, target: { kind: 'dotenv', name: 'OTHER_TOKEN' } as const }];
      const { context } = bench;
      Object.assign(context, { references: [linkReferences({ all: links }, path)] });
      await fix(document, 'Replace with a Variable Reference');
      assert.equal(document.getText(), 'GET /a\nAuthorization: Bearer {{$dotenv ROUTEE_TOKEN}}\n');
    });

    it('without a reference where there is none', async () => {
      for (const name of ['data.json', 'call.js']) {
        const { document } = await open(name, `{"token": "${TOKEN}"}\n`);
        const mark = await eventually('the mark', () => marksOf(document)[0]);
        const titles = (await actionsAt(document, mark.range)).map(({ title }) => title);
        assert.deepEqual(titles, ['Remove the Token'], name);
      }
    });
  });

  describe('of a sample token', () => {
    const samplesOf = (document: TextDocument): Diagnostic[] =>
      marksOf(document).filter(({ code }) => code === 'sample-token');

    it('are hints, wherever the file is', async () => {
      for (const { document } of [
        await openFile('outside.http', `GET /a\nAuthorization: Bearer ${SAMPLE_TOKEN}\n`),
        await openUntitled('plaintext', SAMPLE_TOKEN),
      ]) {
        const mark = await eventually('the hint', () => samplesOf(document)[0]);
        assert.equal(mark.severity, DiagnosticSeverity.Hint);
        assert.equal(mark.message, "This is a sample token from Routee's documentation. It doesn't work.");
        assert.equal(document.getText(mark.range), SAMPLE_TOKEN);
      }
    });

    it('have the same quick fixes, for the active application', async () => {
      const { document } = await open('sample.http', `GET /a\nAuthorization: Bearer ${SAMPLE_TOKEN}\n`);
      await eventually('the hint', () => samplesOf(document).length > 0);
      const link = {
        added: 'value' as const,
        createdFile: true,
        key: bench.context.applications.active?.key ?? '',
      };
      const file = path.join(path.dirname(document.uri.fsPath), '.env');
      const links = [{ ...link, file, target: { kind: 'dotenv', name: 'SHOP_TOKEN' } as const }];
      const { context } = bench;
      Object.assign(context, { references: [linkReferences({ all: links }, path)] });
      await fix(document, 'Replace with a Variable Reference');
      assert.equal(document.getText(), 'GET /a\nAuthorization: Bearer {{$dotenv SHOP_TOKEN}}\n');
      await commands.executeCommand('undo');
      await eventually('the hint again', () => samplesOf(document).length > 0);
      await fix(document, 'Remove the Token');
      assert.equal(document.getText(), 'GET /a\nAuthorization: Bearer \n');
    });

    it('can be followed without an application', async () => {
      await bench.context.applications.remove(bench.context.applications.active?.key ?? '');
      const { document } = await openFile('sample.http', `GET /a\nAuthorization: Bearer ${SAMPLE_TOKEN}\n`);
      await eventually('the hint', () => samplesOf(document).length > 0);
      await fix(document, 'Replace with a Variable Reference');
      assert.equal(document.getText(), 'GET /a\nAuthorization: Bearer {{$dotenv ROUTEE_TOKEN}}\n');
    });
  });
});

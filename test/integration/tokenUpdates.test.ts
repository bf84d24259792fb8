import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { commands, EventEmitter, Uri, workspace, WorkspaceEdit, type TextDocument } from 'vscode';

import { updateTokensInFile } from '../../src/features/updateTokens/updateTokensInFile.ts';
import { warnIfTracked } from '../../src/features/leakWarnings/trackedWarning.ts';
import { followSetting } from '../../src/features/updateTokens/feature.ts';
import { nodeHost } from '../../src/host/node.ts';
import { systemClock, systemTimers } from '../../src/host/host.ts';
import type { Disposable, Timers } from '../../src/core/kit/ports.ts';
import { TokenUpdates, type TokenUpdatesPorts } from '../../src/features/updateTokens/tokenUpdates.ts';
import { GitRepository } from '../support/gitRepository.ts';
import { CommandBench } from './support/commandContext.ts';
import { loadLater } from '../../src/loadLater.ts';
import { closeEditors, openFile, show, writeFile } from './support/editors.ts';
import { eventually } from './support/eventually.ts';
import { setUserSetting, unsetUserSettings } from './support/userSettings.ts';
import { closeInGit, openInGit, removeAtExit } from './support/vscodeGit.ts';

describe('tokens that are updated by themselves', () => {
  let bench: CommandBench;
  let key: string;
  let old: string;
  let updates: string[][];
  let warnings: Promise<void>[];
  let following: TokenUpdates[];
  const settings: { updateTokens: 'never' | 'onSave' | 'always' } = { updateTokens: 'never' };
  const trust = { isTrusted: true };
  const workspaceTrust = { isTrusted: () => trust.isTrusted, onDidGrant: new EventEmitter<void>().event };

  before(() => setUserSetting('files.autoSave', 'off'));
  after(unsetUserSettings);

  beforeEach(async () => {
    bench = await CommandBench.start({ policy: 'newEachTime' });
    ({ key } = await bench.add());
    settings.updateTokens = 'never';
    trust.isTrusted = true;
    old = await newToken(key);
    updates = [];
    warnings = [];
    following = [];
    followSetting(
      { ...bench.context, timers, settings, trust: workspaceTrust },
      async () => {
        const all = await loadLater();
        return { ...all, TokenUpdates: Followed };
      },
      (document, written) => {
        updates.push([document.uri.toString(), ...written.keys()]);
        warnings.push(warnIfTracked(bench.context, document, written));
      },
    );
  });

  class Followed extends TokenUpdates {
    constructor(ports: TokenUpdatesPorts) {
      super(ports);
      following.push(this);
    }
  }

  const pending = new Set<Disposable>();
  const timers: Timers = {
    set: (callback, delayMs) => {
      const timer = systemTimers.set(() => {
        pending.delete(timer);
        callback();
      }, delayMs);
      pending.add(timer);
      return {
        dispose: () => {
          pending.delete(timer);
          timer.dispose();
        },
      };
    },
  };

  afterEach(async () => {
    await closeEditors();
    await bench.stop();
  });

  async function newToken(applicationKey: string): Promise<string> {
    const { token } = await bench.context.tokens.getToken(applicationKey, { renew: true });
    await bench.issued.settled();
    return token.accessToken;
  }

  const onDisk = (document: TextDocument): string => readFileSync(document.uri.fsPath, 'utf8');

  async function type(document: TextDocument, text: string): Promise<void> {
    const edit = new WorkspaceEdit();
    edit.insert(document.uri, document.positionAt(document.getText().length), text);
    await workspace.applyEdit(edit);
  }

  /** Waits until no update that the extension makes by itself is left. */
  async function quiet(): Promise<void> {
    await eventually('the updates', () => following.length > 0);
    await setImmediate();
    await eventually('no timer', () => pending.size === 0);
    await Promise.all(following.map((one) => one.settled()));
    await Promise.all(warnings);
  }

  describe('on saving', () => {
    beforeEach(() => {
      settings.updateTokens = 'onSave';
    });

    it('are the current ones of their applications, on disk as well', async () => {
      const { document } = await openFile('requests.http', `@a = ${old}\r\nGET /a\r\n`);
      const current = await newToken(key);
      await type(document, '# x\r\n');
      assert.equal(await document.save(), true);
      assert.equal(onDisk(document), `@a = ${current}\r\nGET /a\r\n# x\r\n`);
      assert.equal(document.isDirty, false);
      await commands.executeCommand('undo');
      assert.equal(document.getText(), `@a = ${old}\r\nGET /a\r\n# x\r\n`, 'one step of its own');
    });

    it('are left alone in other files, in other settings, and where the workspace is not trusted', async () => {
      const cases = [
        { name: 'notes.txt', setting: 'onSave', isTrusted: true },
        { name: 'requests.http', setting: 'never', isTrusted: true },
        { name: 'requests.http', setting: 'onSave', isTrusted: false },
        { name: 'requests.http', setting: 'always', isTrusted: false },
      ] as const;
      for (const { name, setting, isTrusted } of cases) {
        settings.updateTokens = setting;
        trust.isTrusted = isTrusted;
        const { document } = await openFile(name, `@a = ${old}\n`);
        await newToken(key);
        await type(document, 'x');
        assert.equal(await document.save(), true);
        assert.equal(onDisk(document), `@a = ${old}\nx`, `${name} ${setting} ${isTrusted}`);
      }
    });

    it('do not hold up saving for longer than a second', async () => {
      const { document } = await openFile('requests.http', `@a = ${old}\n`);
      await bench.context.tokens.invalidate(key, old);
      const { promise: release, resolve } = Promise.withResolvers<undefined>();
      bench.sandbox.setFault({ kind: 'hold', until: release });
      await type(document, 'x');
      const start = performance.now();
      assert.equal(await document.save(), true);
      const ms = performance.now() - start;
      assert.ok(ms < 1700, `${ms} ms`);
      assert.equal(onDisk(document), `@a = ${old}\nx`);
      bench.sandbox.setFault(undefined);
      resolve(undefined);
      await eventually(
        'the token that saving did not wait for',
        () => bench.context.tokens.state(key).kind === 'ready',
      );
      await type(document, 'y');
      await document.save();
      assert.equal(onDisk(document), `@a = ${bench.context.tokens.state(key).token?.accessToken}\nxy`);
    });

    it('are not replaced by a long-lived one that nobody has agreed to', async () => {
      const { document } = await openFile('requests.http', `@a = ${old}\n`);
      bench.sandbox.configure({ lifetimeSeconds: 631139040 });
      const long = await newToken(key);
      await type(document, 'x');
      await document.save();
      assert.equal(onDisk(document), `@a = ${old}\nx`);
      await bench.context.applications.update(key, { longLivedAccepted: true });
      await type(document, 'y');
      await document.save();
      assert.equal(onDisk(document), `@a = ${long}\nxy`);
    });
  });

  describe('always', () => {
    beforeEach(() => {
      settings.updateTokens = 'always';
    });

    it('are new at once in a clean file, which is saved again; Undo brings the old one back', async () => {
      const text = `@a = ${old}\nGET /a\n`;
      const { document } = await openFile('requests.http', text);
      const current = await newToken(key);
      await eventually('the new token on disk', () => onDisk(document) === `@a = ${current}\nGET /a\n`);
      await eventually('a clean document', () => !document.isDirty);
      await commands.executeCommand('undo');
      await eventually('the old token', () => document.getText() === text);
      await quiet();
      assert.equal(document.getText(), text, 'only a new token is written');
    });

    it('stay undone when another application has a new token', async () => {
      bench.sandbox.addApplication({ id: 'other', secret: 'other-secret' });
      const other = await bench.add({ id: 'other', secret: 'other-secret' });
      const otherOld = await newToken(other.key);
      const { document } = await openFile('requests.http', `@a = ${old}\n@b = ${otherOld}\n`);
      const current = await newToken(key);
      await eventually('the new token', () => document.getText() === `@a = ${current}\n@b = ${otherOld}\n`);
      await eventually('a clean document', () => !document.isDirty);
      await commands.executeCommand('undo');
      const otherCurrent = await newToken(other.key);
      await eventually('the other token', () => document.getText().includes(otherCurrent));
      assert.equal(document.getText(), `@a = ${old}\n@b = ${otherCurrent}\n`);
    });

    it('leave unsaved changes unsaved', async () => {
      const { document } = await openFile('requests.http', `@a = ${old}\n`);
      await type(document, '# mine\n');
      const current = await newToken(key);
      await eventually('the new token', () => document.getText() === `@a = ${current}\n# mine\n`);
      await quiet();
      assert.equal(document.isDirty, true);
      assert.equal(onDisk(document), `@a = ${old}\n`);
      await commands.executeCommand('undo');
      await eventually('what was typed', () => document.getText() === `@a = ${old}\n# mine\n`);
    });

    it('are new in a document that was never saved, which stays so', async () => {
      const uri = Uri.file(`${writeFile('new', '').fsPath}.http`).with({ scheme: 'untitled' });
      const { document } = await show(await workspace.openTextDocument(uri));
      await type(document, `@a = ${old}\n`);
      const current = await newToken(key);
      await eventually('the new token', () => document.getText() === `@a = ${current}\n`);
      await quiet();
      assert.equal(document.isUntitled, true);
    });

    it('are left alone in files in no tab, in other files, and where the workspace is not trusted', async () => {
      const hidden = await workspace.openTextDocument(writeFile('hidden.http', `@a = ${old}\n`));
      const notes = (await openFile('notes.txt', `@a = ${old}\n`)).document;
      await newToken(key);
      await quiet();
      assert.deepEqual([hidden.getText(), notes.getText()], [`@a = ${old}\n`, `@a = ${old}\n`]);
      trust.isTrusted = false;
      const { document } = await openFile('requests.http', `@a = ${old}\n`);
      await newToken(key);
      await quiet();
      assert.equal(document.getText(), `@a = ${old}\n`);
      assert.equal(onDisk(document), `@a = ${old}\n`);
    });

    it('are left alone in a read-only file', async () => {
      const { document } = await openFile('requests.http', `@a = ${old}\n`);
      chmodSync(document.uri.fsPath, 0o444);
      await newToken(key);
      await quiet();
      assert.equal(document.getText(), `@a = ${old}\n`);
    });

    it('are written once by two windows', async () => {
      const { document } = await openFile('requests.http', `@a = ${old}\n`);
      let changes = 0;
      const subscription = workspace.onDidChangeTextDocument((event) => {
        if (event.document === document && event.contentChanges.length > 0) changes++;
      });
      const { tokens, log } = bench.context;
      const other = new TokenUpdates({
        issued: bench.issued,
        applications: bench.store,
        tokens,
        log,
        settings,
        trust: workspaceTrust,
        files: nodeHost.files,
        clock: systemClock,
        onUpdate: () => undefined,
        // The one that nobody looks at.
        timers: { set: (callback, delayMs) => timers.set(callback, delayMs + 500) },
      });
      following.push(other);
      const subscribed = tokens.onDidChange((changed) => {
        other.tokenChanged(changed);
      });
      await newToken(key);
      await quiet();
      assert.equal(changes, 1);
      subscription.dispose();
      subscribed.dispose();
      other.dispose();
    });
  });

  describe('in a file that Git tracks', () => {
    let repository: GitRepository;

    before(async () => {
      repository = GitRepository.init(mkdtempSync(path.join(tmpdir(), 'routee-updates-')));
      repository.commit({ '.gitignore': '' });
      await openInGit(repository.folder);
    });

    after(async () => {
      await closeInGit(repository.folder);
      removeAtExit(repository);
    });

    async function open(name: string): Promise<TextDocument> {
      repository.commit({ [name]: `@a = ${old}\n` });
      const document = await workspace.openTextDocument(Uri.file(path.join(repository.folder, name)));
      await eventually('the tracked file', () => bench.git.isTracked(document.uri));
      return (await show(document)).document;
    }

    for (const setting of ['onSave', 'always'] as const) {
      it(`warn once, without a dialog, with ${setting}`, async () => {
        settings.updateTokens = setting;
        const document = await open(`${setting}.http`);
        for (let n = 0; n < 2; n++) {
          const current = await newToken(key);
          if (setting === 'onSave') {
            await type(document, '# x\n');
            await document.save();
          }
          await eventually('the new token', () => document.getText().includes(current));
        }
        await quiet();
        const { kind, modal, text, buttons } = bench.messages.only;
        assert.deepEqual([kind, modal], ['warning', false]);
        assert.match(text, /^Git tracks .*\.http\. .* the token of Shop \(expires in 59 min\) to anyone/);
        assert.deepEqual(buttons, ['Use an Environment Variable Instead', 'Keep Token']);
        assert.ok(updates.length >= 2);
        assert.deepEqual(updates[0], [document.uri.toString(), key]);
      });
    }

    it('warn after Update, and can be kept, or replaced by a reference', async () => {
      const document = await open('update.http');
      const current = await newToken(key);
      bench.messages.willPress('Use an Environment Variable Instead');
      await updateTokensInFile(bench.context, undefined);
      await eventually('the reference', () => document.getText() === '@a = {{$dotenv ROUTEE_TOKEN}}\n');
      await commands.executeCommand('undo');
      await eventually('the token', () => document.getText() === `@a = ${current}\n`);
      await newToken(key);
      bench.messages.willPress('Keep Token');
      await updateTokensInFile(bench.context, undefined);
      await eventually('the file', () => bench.workspaceMemory.everything.includes('update.http'));
    });
  });
});

import assert from 'node:assert/strict';
import { commands, window, workspace, type CodeLens, type TextDocument, type Uri } from 'vscode';

import { updateTokensInFile } from '../../src/features/updateTokens/updateTokensInFile.ts';
import { parseHttpFile } from '../../src/core/httpFile/parser/parseHttpFile.ts';
import { showLenses } from '../../src/features/updateTokens/feature.ts';
import { TokenLenses } from '../../src/features/updateTokens/tokenLenses.ts';
import { FakeTime } from '../support/fakeTime.ts';
import { CommandBench } from './support/commandContext.ts';
import { loadLater } from '../../src/loadLater.ts';
import { assertOneUndoStep, closeEditors, openFile, openUntitled, show } from './support/editors.ts';
import { eventually } from './support/eventually.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** The document, with another member in front of its own. */
function derive(document: TextDocument, members: Partial<TextDocument>): TextDocument {
  return Object.create(document, Object.getOwnPropertyDescriptors(members)) as TextDocument;
}

describe('lenses above the tokens of a file of requests', () => {
  let bench: CommandBench;
  let time: FakeTime;
  let lenses: TokenLenses;
  let key: string;
  let old: string;

  beforeEach(async () => {
    bench = await CommandBench.start({ policy: 'newEachTime' });
    ({ key } = await bench.add());
    old = await newToken(key);
    time = new FakeTime({ start: bench.context.tokens.state(key).token?.issuedAtMs ?? 0 });
    const { applications, tokens } = bench.context;
    lenses = new TokenLenses({ issued: bench.issued, applications, tokens, clock: time, timers: time });
  });

  afterEach(async () => {
    lenses.dispose();
    assert.equal(time.pendingTimers, 0);
    await closeEditors();
    await bench.stop();
  });

  async function newToken(applicationKey: string): Promise<string> {
    const { token } = await bench.context.tokens.getToken(applicationKey, { renew: true });
    // The list hears of a token a moment after its caller has it.
    await eventually(
      'the list of issued tokens',
      async () => (await bench.issued.recognise(token.accessToken)) !== undefined,
    );
    return token.accessToken;
  }

  /** One line a line with lenses: its number from 1, and the titles. */
  async function draw(document: TextDocument): Promise<string[]> {
    const byLine = Map.groupBy(await lenses.provideCodeLenses(document), ({ range }) => range.start.line + 1);
    return [...byLine].map(
      ([line, all]) => `${line}: ${all.map(({ command }) => command?.title ?? '').join(' | ')}`,
    );
  }

  async function press(document: TextDocument, title: string, line: number): Promise<void> {
    const all = await lenses.provideCodeLenses(document);
    const command = all.find(
      (lens) => lens.command?.title === title && lens.range.start.line === line - 1,
    )?.command;
    assert.equal(command?.command, 'routee.updateTokensInFile');
    await updateTokensInFile(bench.context, command.arguments?.[0]);
  }

  it('tell whose token it is and how long it lives, above the request or variable', async () => {
    const { document } = await openFile(
      'requests.http',
      `@mine = ${old}\n@other = 5b1c3e0e-6f1a-4b52-9d6c-0f2f1c7f3a11\n\n### T\n# c\nGET /a?t=${old}\nAuthorization: Bearer ${old}\n\n###\nGET /b\n`,
    );
    const tell = (words: string): string[] => [`1: Routee: Shop, ${words}`, `6: Routee: Shop, ${words}`];
    assert.deepEqual(await draw(document), tell('expires in 1 h | Update | Copy'));
    time.jump(48 * MINUTE);
    assert.deepEqual(await draw(document), tell('expires in 12 min | Update | Copy'));
    time.jump(17 * MINUTE);
    assert.deepEqual(await draw(document), tell('expired 5 min ago | Update'));
  });

  it('hold no token in what they pass to commands', async () => {
    const { document } = await openFile('requests.http', `GET /a\nAuthorization: Bearer ${old}\n`);
    const all = await lenses.provideCodeLenses(document);
    assert.equal(all.length, 3);
    assert.ok(!JSON.stringify(all).includes(old));
    assert.deepEqual(
      all.map(({ command }) => command?.command),
      ['', 'routee.updateTokensInFile', 'routee.copyToken'],
    );
    assert.deepEqual(all[2]?.command?.arguments, [{ key }]);
  });

  it('follow the name of the application, and say when it was removed', async () => {
    const { document } = await openFile('requests.http', `GET /a\nAuthorization: Bearer ${old}\n`);
    await draw(document);
    let changes = 0;
    const subscription = lenses.onDidChangeCodeLenses(() => changes++);
    await bench.context.applications.update(key, { name: 'Shop $(key)' });
    assert.ok(changes > 0);
    assert.deepEqual(await draw(document), ['1: Routee: Shop $ (key), expires in 1 h | Update | Copy']);
    changes = 0;
    await bench.context.applications.remove(key);
    await bench.issued.settled();
    assert.ok(changes > 0);
    assert.deepEqual(await draw(document), ['1: Routee: application removed, expires in 1 h']);
    subscription.dispose();
  });

  it('search a version of a document once, and not at all while no token is known', async () => {
    const { document } = await openFile('requests.http', `GET /a\nAuthorization: Bearer ${old}\n`);
    let read = 0;
    const counted = derive(document, {
      getText: () => {
        read++;
        return document.getText();
      },
    });
    await lenses.provideCodeLenses(counted);
    await lenses.provideCodeLenses(counted);
    assert.equal(read, 1);
    await newToken(key);
    await lenses.provideCodeLenses(counted);
    assert.equal(read, 2, 'a token that became known may stand there');
  });

  it('count time only while there is something to see', async () => {
    const { document } = await openFile('requests.http', `GET /a\nAuthorization: Bearer ${old}\n`);
    const other = (await openFile('others.http', 'GET /b\n')).document;
    await draw(other);
    assert.equal(time.pendingTimers, 0, 'a file without a token');
    await show(document);
    await draw(document);
    assert.equal(time.nextTimerIn, 30_000);
    let changes = 0;
    const subscription = lenses.onDidChangeCodeLenses(() => changes++);
    await time.advance(90_000);
    assert.equal(changes, 3);
    time.jump(HOUR - 91_000);
    await draw(document);
    assert.equal(time.nextTimerIn, 1000, 'the last minutes are counted in seconds');
    await show(other);
    await eventually('no timer', () => time.pendingTimers === 0);
    subscription.dispose();
  });

  it('are drawn in no time for 5,000 requests: above the first 1,000', async () => {
    const request = `### T\nPOST https://a.b/sms\nAuthorization: Bearer ${old}\n\n`;
    const { document } = await openFile('large.http', request.repeat(5000));
    assert.equal((await lenses.provideCodeLenses(document)).length, 3000);
    const times: number[] = [];
    const parsing: number[] = [];
    for (let round = 0; round < 9; round++) {
      // Nothing is known of a version that was not seen before.
      const fresh = derive(document, { version: document.version + 1 + round });
      const start = performance.now();
      await lenses.provideCodeLenses(fresh);
      const end = performance.now();
      parseHttpFile(document.getText());
      times.push(end - start);
      parsing.push(performance.now() - end);
    }
    // Other programs may have the processor, but not each time.
    const [best, parse] = [Math.min(...times), Math.min(...parsing)];
    console.log(
      `      5,000 lenses of ${(document.getText().length / 1e6).toFixed(1)} MB: ${best.toFixed(0)} ms; ${parse.toFixed(0)} ms to read it alone`,
    );
    // The bench has the goal.
    assert.ok(best < 250, `${best} ms`);
  });

  it('are there for all kinds of files of requests, and for no others', async () => {
    showLenses(bench.context, loadLater);
    const titles = async (uri: Uri): Promise<string[]> =>
      (await commands.executeCommand<CodeLens[]>('vscode.executeCodeLensProvider', uri, 100)).flatMap(
        ({ command }) => (command?.title.startsWith('Routee') === true ? command.title : []),
      );
    const text = `GET /a\nAuthorization: Bearer ${old}\n`;
    for (const name of ['a.http', 'a.rest', 'A.HTTP']) {
      const { document } = await openFile(name, text);
      assert.match((await titles(document.uri)).join(), /^Routee: Shop, expires in (?:59 min|1 h)$/, name);
    }
    for (const editor of [await openFile('a.txt', text), await openUntitled('plaintext', text)]) {
      assert.deepEqual(await titles(editor.document.uri), []);
    }
  });

  describe('Update', () => {
    it('replaces the token of that request alone, in one undo step', async () => {
      const text = `GET /a\nAuthorization: Bearer ${old}\n\n###\nGET /b?t=${old}\nAuthorization: Bearer ${old}\n`;
      const { document } = await openFile('requests.http', text);
      const current = await newToken(key);
      await press(document, 'Update', 5);
      assert.equal(
        document.getText(),
        `GET /a\nAuthorization: Bearer ${old}\n\n###\nGET /b?t=${current}\nAuthorization: Bearer ${current}\n`,
      );
      assert.deepEqual(bench.messages.statusTexts, ['$(check) Updated 2 tokens']);
      assert.deepEqual(bench.messages.shown, []);
      await assertOneUndoStep(document, text);
    });

    it('finds the request again after lines were added above it', async () => {
      const editor = await openFile('requests.http', `GET /a\nAuthorization: Bearer ${old}\n`);
      const { document } = editor;
      const [, update] = await lenses.provideCodeLenses(document);
      await editor.edit((builder) => {
        builder.insert(document.positionAt(0), '# one\n# two\n');
      });
      const current = await newToken(key);
      await updateTokensInFile(bench.context, update?.command?.arguments?.[0]);
      assert.equal(document.getText(), `# one\n# two\nGET /a\nAuthorization: Bearer ${current}\n`);
    });

    it('says that the current token is already there', async () => {
      const { document } = await openFile('requests.http', `GET /a\nAuthorization: Bearer ${old}\n`);
      await press(document, 'Update', 1);
      assert.deepEqual(bench.messages.statusTexts, ['$(check) Already up to date']);
      assert.equal(document.isDirty, false);
    });

    it('gets a new token for one that has expired', async () => {
      bench.sandbox.configure({ lifetimeSeconds: 1 });
      const short = await newToken(key);
      const { document } = await openFile('requests.http', `@t = ${short}\n`);
      bench.sandbox.configure({ lifetimeSeconds: 3600 });
      await eventually('the end of the token', () =>
        bench.sandbox.liveTokens().every(({ value }) => value !== short),
      );
      await press(document, 'Update', 1);
      const current = bench.context.tokens.state(key).token?.accessToken ?? '';
      assert.notEqual(current, short);
      assert.equal(document.getText(), `@t = ${current}\n`);
    });
  });

  describe('Update Tokens in This File', () => {
    it('replaces every token by the current one of its own application, in one undo step', async () => {
      bench.sandbox.addApplication({ id: 'bank', secret: 'bank-secret' });
      const bank = await bench.add({ id: 'bank', secret: 'bank-secret', name: 'Bank' });
      const bankOld = await newToken(bank.key);
      const text = `\uFEFF@a = ${old}\r\n# ${old}\r\n\r\nGET /b\r\nAuthorization: Bearer ${bankOld}\r\nX: ${old}\r\n`;
      const { document } = await openFile('requests.http', text);
      const before = document.getText();
      const [shopNew, bankNew] = [await newToken(key), await newToken(bank.key)];
      await updateTokensInFile(bench.context, undefined);
      assert.equal(
        document.getText(),
        before
          .replace(`@a = ${old}`, `@a = ${shopNew}`)
          .replace(`X: ${old}`, `X: ${shopNew}`)
          .replace(bankOld, bankNew),
      );
      assert.deepEqual(bench.messages.statusTexts, ['$(check) Updated 3 tokens']);
      await assertOneUndoStep(document, before);
    });

    it('says that there is nothing to do', async () => {
      await openFile('requests.http', 'GET /a\nAuthorization: Bearer x\n');
      await updateTokensInFile(bench.context, undefined);
      assert.deepEqual(bench.messages.statusTexts, ['$(check) This file contains no token of Routee Auth']);
    });

    it('updates the others when one application fails, and names that one', async () => {
      bench.sandbox.addApplication({ id: 'bank', secret: 'bank-secret' });
      const bank = await bench.add({ id: 'bank', secret: 'bank-secret', name: 'Bank' });
      const bankOld = await newToken(bank.key);
      const { document } = await openFile('requests.http', `@a = ${old}\n@b = ${bankOld}\n`);
      const current = await newToken(key);
      bench.sandbox.setSecret('bank', 'changed');
      await bench.context.tokens.invalidate(bank.key, bankOld);
      await assert.rejects(
        updateTokensInFile(bench.context, undefined),
        /^ApplicationError: Bank: Routee rejected/,
      );
      assert.equal(document.getText(), `@a = ${current}\n@b = ${bankOld}\n`);
      assert.deepEqual(bench.messages.statusTexts, ['$(check) Updated 1 token']);
    });

    it('names every application that fails, and tries again when told to', async () => {
      bench.sandbox.addApplication({ id: 'bank', secret: 'bank-secret' });
      const bank = await bench.add({ id: 'bank', secret: 'bank-secret', name: 'Bank' });
      const bankOld = await newToken(bank.key);
      const { document } = await openFile('requests.http', `@a = ${old}\n@b = ${bankOld}\n`);
      await bench.context.tokens.invalidate(key, old);
      await bench.context.tokens.invalidate(bank.key, bankOld);
      bench.sandbox.setFault({ kind: 'answer', status: 500 });
      await updateTokensInFile(bench.context, undefined);
      const { text, buttons } = bench.messages.only;
      assert.match(text, /Shop: .+ Bank: .+/);
      assert.deepEqual(buttons, ['Retry']);
      assert.equal(document.isDirty, false);
    });

    it('leaves the tokens of a removed application alone, and says so', async () => {
      const { document } = await openFile('requests.http', `@a = ${old}\n`);
      await bench.context.applications.remove(key);
      await bench.issued.settled();
      await updateTokensInFile(bench.context, undefined);
      assert.match(
        bench.messages.only.text,
        /^One token in this file belongs to an application that is no longer stored/,
      );
      assert.deepEqual(bench.messages.statusTexts, []);
      assert.equal(document.isDirty, false);
    });

    it('asks before it writes a long-lived token, and takes no for an answer', async () => {
      const { document } = await openFile('requests.http', `@a = ${old}\n`);
      bench.sandbox.configure({ lifetimeSeconds: 631139040 });
      const long = await newToken(key);
      await updateTokensInFile(bench.context, undefined);
      assert.equal(bench.messages.only.text, 'Insert the long-lived token of Shop?');
      assert.equal(document.getText(), `@a = ${old}\n`);
      bench.messages.willPress('Insert Anyway');
      await updateTokensInFile(bench.context, undefined);
      assert.equal(document.getText(), `@a = ${long}\n`);
    });

    it('is for files of requests only', async () => {
      const { document } = await openFile('notes.txt', `${old}\n`);
      await updateTokensInFile(bench.context, undefined);
      assert.match(bench.messages.only.text, /^Tokens are updated only in \.http and \.rest files/);
      assert.equal(document.isDirty, false);
    });

    it('does nothing to a file that was closed behind the lens', async () => {
      const { document } = await openFile('requests.http', `@a = ${old}\n`);
      const [, update] = await lenses.provideCodeLenses(document);
      await closeEditors();
      await newToken(key);
      await updateTokensInFile(bench.context, update?.command?.arguments?.[0]);
      assert.match(bench.messages.only.text, /^Tokens are updated only in/);
      assert.equal((await workspace.openTextDocument(document.uri)).getText(), `@a = ${old}\n`);
      assert.equal(window.visibleTextEditors.length, 0);
    });
  });
});

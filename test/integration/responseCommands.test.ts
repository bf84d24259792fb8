import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { env, type SaveDialogOptions, Uri, window } from 'vscode';

import { RouteeError } from '../../src/core/protocol/routeeError.ts';
import { checkBalance } from '../../src/features/requests/checkBalance.ts';
import { copyBody, saveResponse, sendAgain } from '../../src/features/requests/responseCommands.ts';
import { sendRequest } from '../../src/features/requests/sendRequest.ts';
import { CommandBench } from './support/commandContext.ts';
import { closeEditors, openFile } from './support/editors.ts';
import { eventually } from './support/eventually.ts';
import { replaceMember } from './support/replaceMember.ts';

const SMS = '{"body":"Hello","to":"+306900000000","from":"Test"}';
const BALANCE = /^\{\n {2}"balance": 20\.5,[^]*\}\n$/;

describe('what can be done with a response', () => {
  let bench: CommandBench;
  let folder: string;
  let key: string;

  beforeEach(async () => {
    bench = await CommandBench.start();
    ({ key } = await bench.add());
    folder = mkdtempSync(path.join(tmpdir(), 'routee-response-'));
  });

  afterEach(async () => {
    await closeEditors();
    await bench.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const newest = (): Uri => {
    const [[uri] = assert.fail('no response')] = bench.context.responses.recent;
    return uri;
  };
  const count = (endpoint: string): number =>
    bench.sandbox.requests.filter(({ method, path: where }) => `${method} ${where}` === endpoint).length;
  const inFolder = async (name: string | undefined, work: () => Promise<void>): Promise<Uri | undefined> => {
    let offered: Uri | undefined;
    const restore = replaceMember(window, 'showSaveDialog', (options?: SaveDialogOptions) => {
      offered = options?.defaultUri;
      return Promise.resolve(name === undefined ? undefined : Uri.file(path.join(folder, name)));
    });
    try {
      await work();
    } finally {
      restore();
    }
    return offered;
  };

  it('sends the same request again, after the same question, and shows the new response', async () => {
    await openFile('a.http', `POST ${bench.sandbox.apiUrl}/sms‸\nContent-Type: application/json\n\n${SMS}\n`);
    bench.messages.willPress('Send');
    await sendRequest(bench.context, undefined);
    const first = newest();
    await closeEditors();
    await assert.rejects(
      sendAgain(bench.context, first),
      (error) => error instanceof RouteeError && error.code === 'cancelled',
    );
    assert.equal(count('POST /sms'), 1);
    bench.messages.willPress('Send');
    await sendAgain(bench.context, first);
    assert.equal(count('POST /sms'), 2);
    assert.equal(bench.sandbox.requests.findLast(({ path: where }) => where === '/sms')?.body, SMS);
    const second = newest();
    assert.notEqual(second.toString(), first.toString());
    await eventually('the new response', () =>
      window.visibleTextEditors.some(({ document }) => document.uri.toString() === second.toString()),
    );
    assert.deepEqual(
      bench.context.trackings.all.map(({ response }) => response),
      [second.toString(), first.toString()],
    );
  });

  it('sends what reads again at once, and not as an application that is gone', async () => {
    await checkBalance(bench.context, { key });
    const first = newest();
    await sendAgain(bench.context, first);
    assert.equal(count('GET /accounts/me/balance'), 2);
    await bench.store.remove(key);
    await assert.rejects(sendAgain(bench.context, first), /^RouteeError: Shop was removed in the meantime\./);
    assert.equal(count('GET /accounts/me/balance'), 2);
  });

  it('saves the body alone, in a file that the user names, and nothing when they name none', async () => {
    await checkBalance(bench.context, { key });
    const offered = await inFolder('b.json', () => saveResponse(bench.context, newest()));
    assert.match(offered?.path ?? '', /\/balance\.json$/);
    assert.match(readFileSync(path.join(folder, 'b.json'), 'utf8'), BALANCE);
    await inFolder(undefined, () => saveResponse(bench.context, newest()));
    assert.deepEqual(readdirSync(folder), ['b.json']);
    await assert.rejects(
      inFolder('b.json/below.json', () => saveResponse(bench.context, newest())),
      /Can't write .*below\.json/,
    );
  });

  it('copies the body alone', async () => {
    await checkBalance(bench.context, { key });
    await copyBody(bench.context, newest());
    await eventually('the body', async () => BALANCE.test(await env.clipboard.readText()));
  });

  it('saves bytes as they came, and does not copy them', async () => {
    const bytes = Uint8Array.of(0, 1, 255);
    const uri = bench.context.responses.add({
      ...{ name: 'a', extension: 'txt', text: '# GET /a\n\n(binary data: 3 B)\n', bytes },
      ...{ request: 'GET /voice/42', status: 200, applicationName: 'Shop', atMs: 0 },
      again: () => Promise.resolve(),
    });
    await env.clipboard.writeText('before');
    await copyBody(bench.context, uri);
    assert.deepEqual(bench.messages.only.buttons, ['Save Response']);
    assert.equal(await env.clipboard.readText(), 'before');
    const offered = await inFolder('a.bin', () => saveResponse(bench.context, uri));
    assert.match(offered?.path ?? '', /\/42\.bin$/);
    assert.deepEqual(new Uint8Array(readFileSync(path.join(folder, 'a.bin'))), bytes);
  });

  it('says of a response of an earlier session that it is gone', async () => {
    const gone = Uri.parse('routee-response:/earlier-1/a.jsonc');
    for (const command of [sendAgain, saveResponse, copyBody]) await command(bench.context, gone);
    assert.deepEqual(
      bench.messages.shown.map(({ text }) => text),
      Array(3).fill('This response is no longer available. Send the request again from its file.'),
    );
  });
});

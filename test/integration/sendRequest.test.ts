import assert from 'node:assert/strict';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { Range, Selection, window, workspace, type TextDocument } from 'vscode';

import { askBeforeSending } from '../../src/features/requests/confirmSending.ts';
import { runCommand } from '../../src/handlers.ts';
import { sendRequest } from '../../src/features/requests/sendRequest.ts';
import { RouteeError } from '../../src/core/protocol/routeeError.ts';
import { sendLenses } from '../../src/features/requests/sendLenses.ts';
import { CommandBench } from './support/commandContext.ts';
import { eventually } from './support/eventually.ts';
import { closeEditors, openFile, show } from './support/editors.ts';

const SMS = '{"body":"Hello","to":"+306900000000","from":"Test"}';

describe('Send Request', () => {
  let bench: CommandBench;
  let folder: string;
  let files = 0;

  beforeEach(async () => {
    bench = await CommandBench.start();
    await bench.add();
    const root = workspace.workspaceFolders?.[0]?.uri.fsPath;
    assert.ok(root !== undefined, 'the tests run in a folder');
    folder = path.join(root, 'send');
    mkdirSync(folder, { recursive: true });
  });

  afterEach(async () => {
    await closeEditors();
    rmSync(folder, { recursive: true, force: true });
    await bench.stop();
  });

  /** A file of requests within the workspace, with the cursor at its start. */
  async function inWorkspace(text: string): Promise<TextDocument> {
    files++;
    const file = path.join(folder, `requests${files}.http`);
    writeFileSync(file, text);
    const document = await workspace.openTextDocument(file);
    await show(document);
    return document;
  }

  const api = (pathname: string): string => bench.sandbox.apiUrl + pathname;
  const seen = (): string[] =>
    bench.sandbox.requests
      .filter(({ endpoint }) => endpoint === 'resource')
      .map(({ method, path: where, status }) => `${method} ${where} ${status ?? 'none'}`);
  /** Those that the user wanted: the question about an SMS asks for its price and for the balance. */
  const wanted = (): string[] =>
    seen().filter((line) => line !== 'POST /sms/analyze 200' && line !== 'GET /accounts/me/balance 200');
  const response = (): string => {
    const [newest] = bench.context.responses.recent;
    assert.ok(newest, 'no response');
    return newest[1].text;
  };
  const fails = (code: string) => (error: unknown) => error instanceof RouteeError && error.code === code;

  it('sends the request under the cursor with a fresh token, whatever the file holds', async () => {
    const text = `@host = ${bench.sandbox.apiUrl}\n### First\nGET {{host}}/nothing\n\n### Second\nGET {{host}}/accou‸nts/me/balance\nAuthorization: Bearer stale\n`;
    const editor = await openFile('requests.http', text);
    await sendRequest(bench.context, undefined);
    assert.deepEqual(seen(), ['GET /accounts/me/balance 200']);
    assert.equal(bench.sandbox.requests.at(-1)?.authorization, `Bearer ${bench.token()}`);
    assert.match(response(), /"balance": 20\.5/);
    assert.match(
      response(),
      /^\/\/ The Authorization header in the file isn't sent, .* The token of Shop is sent instead\.$/m,
    );
    assert.equal(editor.document.getText(), text.replace('‸', ''), 'the file stays as it is');
    assert.equal(
      window.visibleTextEditors.some(({ document }) => document.uri.scheme === 'routee-response'),
      true,
    );
    assert.equal(window.activeTextEditor?.document, editor.document, 'the focus stays where it was');
  });

  it('asks before it sends an SMS, and sends nothing when the answer is no', async () => {
    await openFile('requests.http', `POST ${api('/sms')}‸\nContent-Type: application/json\n\n${SMS}\n`);
    await assert.rejects(sendRequest(bench.context, undefined), fails('cancelled'));
    assert.equal(bench.messages.only.modal, true);
    assert.equal(bench.messages.only.text, 'Send POST /sms as Shop?');
    assert.deepEqual(wanted(), []);

    bench.messages.willPress('Send');
    await sendRequest(bench.context, undefined);
    assert.deepEqual(wanted(), ['POST /sms 200']);
    assert.equal(bench.sandbox.requests.at(-1)?.body, SMS);
    assert.match(response(), /"status": "Queued"/);
  });

  describe('a callback', () => {
    let server: Server;
    let received: { readonly headers: IncomingHttpHeaders; readonly body: string }[];
    let origin: string;

    beforeEach(async () => {
      received = [];
      server = createServer((request, answer) => {
        void text(request).then((body) => {
          received.push({ headers: request.headers, body });
          answer.writeHead(request.url === '/broken' ? 500 : 200).end();
        });
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    });

    afterEach(() => server.close());

    it('goes to this machine without a token, after the question, even without an application', async () => {
      await bench.context.applications.remove(bench.context.applications.active?.key ?? assert.fail());
      const request = `POST ${origin}/sms‸\nAuthorization: Bearer ${'x'.repeat(36)}\nContent-Type: application/json\n\n{"messageId":"1"}\n`;
      await openFile('requests.http', request);
      await assert.rejects(sendRequest(bench.context, undefined), fails('cancelled'));
      assert.match(bench.messages.only.text, /^Send POST \/sms to 127\.0\.0\.1:\d+ without a token\?$/);
      assert.equal(received.length, 0);

      bench.messages.willPress('Send');
      await sendRequest(bench.context, undefined);
      assert.equal(received.length, 1);
      assert.equal(received[0]?.body, '{"messageId":"1"}');
      assert.equal(received[0].headers.authorization, undefined);
      assert.match(bench.messages.shown.at(-1)?.text ?? '', /returned 200 in \d+ ms\.$/);
      assert.deepEqual(seen(), []);
    });

    it('says that Routee would post it again', async () => {
      await openFile('requests.http', `POST ${origin}/broken‸\n\n{}\n`);
      bench.messages.willPress('Send');
      await sendRequest(bench.context, undefined);
      assert.match(bench.messages.shown.at(-1)?.text ?? '', /returned 500 in \d+ ms\. Routee expects 200/);
    });

    it('goes nowhere else', async () => {
      await openFile('requests.http', 'POST https://example.com/callback‸\n\n{}\n');
      await assert.rejects(sendRequest(bench.context, undefined), fails('foreignOrigin'));
      await openFile('requests.http', `DELETE ${origin}/sms‸\n`);
      await assert.rejects(sendRequest(bench.context, undefined), fails('foreignOrigin'));
      assert.equal(received.length, 0);
    });

    it('has a lens where New Request wrote it', async () => {
      const titles = async (request: string): Promise<string[]> => {
        const { document } = await openFile('requests.http', `${request}‸`);
        const lenses = await sendLenses(document, bench.context);
        return lenses.map(({ command }) => command?.title ?? '');
      };
      const page = '# https://docs.routee.net/docs/callbacks';
      assert.deepEqual(await titles(`### A\n${page}\nPOST ${origin}/sms\n`), [
        '$(play) Send without a Token',
      ]);
      assert.deepEqual(await titles(`### A\nPOST ${origin}/sms\n`), []);
      assert.deepEqual(await titles(`### A\n${page}\nPOST https://example.com/sms\n`), []);
    });
  });

  it('sends as the application whose authorization is in the file', async () => {
    bench.sandbox.addApplication({ id: 'other', secret: 'S3cret', scopes: ['sms', 'account'] });
    const shop = bench.context.applications.active ?? assert.fail();
    const { key } = await bench.add({ id: 'other', secret: 'S3cret', name: 'Other' });
    await bench.context.applications.setActive(shop.key);
    const { token } = await bench.context.tokens.getToken(key);
    for (const authorization of [
      `Bearer ${token.accessToken}`,
      `Basic ${btoa('other:x')}`,
      'Bearer {{$processEnv ROUTEE_TOKEN_OTHER}}',
    ]) {
      await openFile(
        'requests.http',
        `GET ${api('/accounts/me/balance')}‸\nAuthorization: ${authorization}\n`,
      );
      await sendRequest(bench.context, undefined);
      assert.equal(
        bench.sandbox.requests.at(-1)?.authorization,
        `Bearer ${token.accessToken}`,
        authorization,
      );
      assert.match(response(), /^\/\/ Sent as Other, whose authorization is in the file\.$/m);
    }
    await openFile(
      'requests.http',
      `POST ${api('/sms')}‸\nAuthorization: Basic ${btoa('alien:x')}\n\n${SMS}\n`,
    );
    await assert.rejects(sendRequest(bench.context, undefined), fails('cancelled'));
    assert.equal(bench.messages.only.text, 'Send POST /sms as Shop?');
    assert.match(bench.messages.only.detail, /The Authorization header in the file isn't sent/);
  });

  it('says nothing of an own token that is out of date', async () => {
    await openFile('requests.http', `GET ${api('/accounts/me/balance')}‸\n`);
    await sendRequest(bench.context, undefined);
    const stale = bench.token();
    await bench.issued.settled();
    bench.sandbox.revokeTokens();
    await openFile('requests.http', `GET ${api('/accounts/me/balance')}‸\nAuthorization: Bearer ${stale}\n`);
    await sendRequest(bench.context, undefined);
    assert.match(response(), /^\/\/ GET /);
    assert.match(response(), /401 in \d+ ms, 200 in \d+ ms with a new token/);
  });

  it('shows in the question what is sent, but no token', async () => {
    await openFile('requests.http', `GET ${api('/accounts/me/balance')}‸\n`);
    await sendRequest(bench.context, undefined);
    const token = bench.token();
    const text = `POST ${api('/sms')}?t=${token}‸\nAuthorization: Bearer ${token}\n\n${SMS.replace('Hello', token)}\n`;
    await openFile('other.http', text);
    await assert.rejects(sendRequest(bench.context, undefined), fails('cancelled'));
    const { text: question, detail } = bench.messages.only;
    assert.equal(question, 'Send POST /sms?t=••• as Shop?');
    const expected = `POST ${api('/sms')}?t=•••\n\nSend an SMS\n\nTo: +306900000000\n\n1 part, about €0.045 · balance €20.50\n\n${SMS.replace('Hello', '•••')}\n\nCosts money or sends something.`;
    assert.equal(detail.slice(0, expected.length), expected);
  });

  it('asks before a GET whose method a header replaces', async () => {
    await openFile('requests.http', `GET ${api('/sms/1')}‸\nX-HTTP-Method-Override: DELETE\n`);
    await assert.rejects(sendRequest(bench.context, undefined), fails('cancelled'));
    assert.equal(bench.messages.only.modal, true);
    assert.deepEqual(seen(), []);
  });

  it('does not ask again if the user says so, until that is taken back', async () => {
    await inWorkspace(`POST ${api('/sms')}\n\n${SMS}\n`);
    bench.messages.willPress("Send, and Don't Ask Again");
    await sendRequest(bench.context, undefined);
    assert.match(
      bench.messages.only.detail,
      /in this file to 127\.0\.0\.1:\d+\/sms with this query and body, as Shop.*To undo it/,
    );
    await sendRequest(bench.context, undefined);
    assert.deepEqual(wanted(), ['POST /sms 200', 'POST /sms 200']);
    assert.equal(bench.messages.shown.length, 1);

    await askBeforeSending(bench.context);
    bench.messages.clear();
    await assert.rejects(sendRequest(bench.context, undefined), fails('cancelled'));
    assert.equal(bench.messages.only.text, 'Send POST /sms as Shop?');
  });

  it('asks again for another application, method, query and body of the same file', async () => {
    await inWorkspace(`POST ${api('/sms')}\n\n${SMS}\n\n###\nDELETE ${api('/sms/1')}\n`);
    bench.messages.willPress("Send, and Don't Ask Again");
    await sendRequest(bench.context, undefined);
    bench.messages.clear();

    const { document } = window.activeTextEditor ?? assert.fail();
    const line = `DELETE ${api('/sms/1')}`;
    const place = { uri: document.uri.toString(), offset: document.getText().indexOf('DELETE'), line };
    await assert.rejects(sendRequest(bench.context, place), fails('cancelled'));
    assert.equal(bench.messages.only.text, 'Send DELETE /sms/1 as Shop?');
    bench.messages.clear();

    const requests = document.getText();
    for (const [from, to] of [
      ['/sms\n', '/sms?a=1\n'],
      ['"body":"', '"body":"more '],
    ] as const) {
      const changed = requests.replace(from, to);
      assert.notEqual(changed, requests);
      await inWorkspace(changed);
      await assert.rejects(sendRequest(bench.context, undefined), fails('cancelled'));
      assert.match(bench.messages.only.text, /^Send POST \/sms.* as Shop\?$/);
      bench.messages.clear();
    }
    await inWorkspace(requests);

    await bench.context.applications.setActive((await bench.add({ id: 'other', name: 'Other' })).key);
    await assert.rejects(sendRequest(bench.context, undefined), fails('cancelled'));
    assert.equal(bench.messages.only.text, 'Send POST /sms as Other?');
    assert.deepEqual(wanted(), ['POST /sms 200']);
  });

  it('repeats once after a refused token, and shows both attempts', async () => {
    await openFile('requests.http', `GET ${api('/accounts/me/balance')}‸\n`);
    await sendRequest(bench.context, undefined);
    bench.sandbox.revokeTokens();
    await sendRequest(bench.context, undefined);
    assert.deepEqual(seen().slice(1), ['GET /accounts/me/balance 401', 'GET /accounts/me/balance 200']);
    assert.match(response(), /Sent as Shop: 401 in \d+ ms, 200 in \d+ ms with a new token\./);
    assert.deepEqual(bench.messages.shown, []);
  });

  it('names the causes of a refusal that a new token does not mend, and hides the token in it', async () => {
    bench.sandbox.configure({ refuseEveryToken: 401 });
    await openFile('requests.http', `GET ${api('/accounts/me/balance')}‸\n`);
    await sendRequest(bench.context, undefined);
    assert.match(
      bench.messages.only.text,
      /returned the same token again\. The response lists the possible causes\./,
    );
    assert.match(response(), /\/\/ Possible cause 3: .*whitelist/);
    assert.match(response(), /Invalid access token: •••/);
  });

  it('takes the token nowhere else', async () => {
    for (const url of ['https://evil.example/sms', `${api('')}@evil.example/`]) {
      await openFile('requests.http', `POST ${url}‸\n`);
      await assert.rejects(sendRequest(bench.context, undefined), fails('foreignOrigin'));
    }
    assert.deepEqual(bench.messages.shown, [], 'nothing is asked before');
    assert.deepEqual(bench.sandbox.requests, []);
  });

  it('names what it does not support', async () => {
    await openFile('requests.http', `GET ${api('/sms/{{$guid}}')}‸\n`);
    await sendRequest(bench.context, undefined);
    assert.equal(
      bench.messages.only.text,
      "Routee Auth can't send this request: it has the system variable {{$guid}}. Remove it, or send the request with another client. Insert Token adds the token or, with routee.http.exposeToClients, a reference to ROUTEE_TOKEN.",
    );
    assert.deepEqual(bench.messages.only.buttons, ['Insert Token']);
    assert.deepEqual(bench.sandbox.requests, []);
  });

  it('inserts the token into what it does not support, for another client', async () => {
    const text = `GET ${api('/sms/{{$guid}}')}`;
    const { document } = await openFile('requests.http', `GET ${api('/a')}\n\n###\n${text}‸\n`);
    const inserted = Promise.withResolvers<undefined>();
    bench.messages.willPress('Insert Token', inserted.promise);
    await sendRequest(bench.context, undefined);
    await openFile('other.http', '‸\n');
    inserted.resolve(undefined);
    const expected = () => `GET ${api('/a')}\n\n###\n${text}\nAuthorization: Bearer ${bench.token()}\n`;
    await eventually(
      'the token',
      () => document.getText().includes('Bearer') && document.getText() === expected(),
    );
  });

  it('inserts it into no other request than the one that was meant', async () => {
    const { document } = await openFile('requests.http', `GET ${api('/sms/{{$guid}}')}‸\n`);
    const changed = Promise.withResolvers<undefined>();
    bench.messages.willPress('Insert Token', changed.promise);
    await sendRequest(bench.context, undefined);
    const edited = 'GET https://evil.example/\n';
    await window.activeTextEditor?.edit((builder) => {
      builder.replace(new Range(0, 0, 1, 0), edited);
    });
    changed.resolve(undefined);
    await eventually('the message', () => bench.messages.shown.length === 2);
    assert.match(bench.messages.shown[1]?.text ?? '', /There's no request here/);
    assert.equal(document.getText(), edited);
  });

  it('offers no token to a request that may go elsewhere', async () => {
    for (const url of [
      'https://evil.example/?id={{$guid}}',
      `${api('')}{a}@evil.example/x?id={{$guid}}`,
      '{{unknown}}/x?id={{$guid}}',
    ]) {
      bench.messages.clear();
      const { document } = await openFile('requests.http', `POST ${url}‸\n`);
      assert.deepEqual(await sendLenses(document, bench.context), []);
      await sendRequest(bench.context, undefined);
      assert.match(bench.messages.only.text, /make sure that the request goes to Routee's API\.$/);
      assert.deepEqual(bench.messages.only.buttons, []);
    }
    assert.deepEqual(bench.sandbox.requests, []);
  });

  it('sends nothing for a lens whose request has moved', async () => {
    const { document } = await openFile('requests.http', `GET ${api('/a')}‸\n\n###\nGET ${api('/b')}\n`);
    const place = { uri: document.uri.toString(), offset: document.getText().lastIndexOf('GET') };
    await sendRequest(bench.context, { ...place, line: `GET ${api('/a')}` });
    assert.match(bench.messages.only.text, /There's no request here/);
    assert.deepEqual(seen(), []);
  });

  it('repeats by Retry what was sent, wherever the cursor is by then', async () => {
    bench.sandbox.failNext(1, { kind: 'destroy' }, 'resource');
    const editor = await openFile('requests.http', `GET ${api('/a')}‸\n\n###\nGET ${api('/b')}\n`);
    const moved = Promise.withResolvers<undefined>();
    bench.messages.willPress('Retry', moved.promise);
    await runCommand('routee.sendRequest', bench.context, undefined);
    const end = editor.document.lineAt(3).range.end;
    editor.selection = new Selection(end, end);
    moved.resolve(undefined);
    await eventually('a second request', () => (seen().length === 2 ? true : undefined));
    assert.deepEqual(
      bench.sandbox.requests
        .filter(({ endpoint }) => endpoint === 'resource')
        .map(({ path: where }) => where),
      ['/a', '/a'],
    );
  });

  it('says that a request that met no answer may have been carried out', async () => {
    // The price and the balance are asked for before.
    bench.sandbox.failNext(3, { kind: 'destroy' }, 'resource');
    await openFile('requests.http', `POST ${api('/sms')}‸\n\n${SMS}\n`);
    bench.messages.willPress('Send');
    await assert.rejects(sendRequest(bench.context, undefined), (error) => {
      return fails('refused')(error) && String(error).includes('might still have been carried out');
    });
  });

  it('says what to do where there is no request', async () => {
    for (const text of ['‸', '# only a comment‸\n']) {
      bench.messages.clear();
      await openFile('requests.http', text);
      await sendRequest(bench.context, undefined);
      assert.match(bench.messages.only.text, /There's no request here/);
    }
    await closeEditors();
    bench.messages.clear();
    await sendRequest(bench.context, undefined);
    assert.match(bench.messages.only.text, /There's no request here/);
  });

  describe('with a body from a file', () => {
    beforeEach(() => {
      bench.messages.willPress('Send');
    });

    it('sends it', async () => {
      writeFileSync(path.join(folder, 'sms.json'), SMS);
      await inWorkspace(`POST ${api('/sms')}\n\n< ./sms.json\n`);
      await sendRequest(bench.context, undefined);
      assert.equal(bench.sandbox.requests.at(-1)?.body, SMS);
    });

    it('finds it from the root of the workspace where its own folder has none', async () => {
      writeFileSync(path.join(folder, 'sms.json'), SMS);
      await inWorkspace(`POST ${api('/sms')}\n\n< send/sms.json\n`);
      await sendRequest(bench.context, undefined);
      assert.equal(bench.sandbox.requests.at(-1)?.body, SMS);
    });

    it('replaces its variables where the line says so', async () => {
      writeFileSync(path.join(folder, 'sms.json'), SMS.replace('Hello', '{{text}}'));
      await inWorkspace(`@text = Hello\n###\nPOST ${api('/sms')}\n\n<@ sms.json\n`);
      const { document } = window.activeTextEditor ?? assert.fail();
      const offset = document.getText().indexOf('POST');
      const line = `POST ${api('/sms')}`;
      await sendRequest(bench.context, { uri: document.uri.toString(), offset, line });
      assert.equal(bench.sandbox.requests.at(-1)?.body, SMS);
    });
  });

  for (const [what, line] of [
    ['outside the workspace folder', '< /etc/hostname'],
    ['above the workspace', '< ../../../../../../../etc/hostname'],
    ['behind a link out of the workspace', '< ./link'],
    ['that is not there', '< ./missing.json'],
    ['that is the folder itself', '< ..'],
  ] as const) {
    it(`does not send a file ${what}`, async () => {
      symlinkSync('/etc/hostname', path.join(folder, 'link'));
      await inWorkspace(`POST ${api('/sms')}\n\n${line}\n`);
      await assert.rejects(sendRequest(bench.context, undefined), fails('invalidRequest'));
      assert.deepEqual(bench.sandbox.requests, []);
    });
  }

  it('keeps the last 20 responses, in memory', async () => {
    await openFile('requests.http', `GET ${api('/failover-otp/health')}‸\n`);
    await sendRequest(bench.context, undefined);
    const { responses } = bench.context;
    const [[, sent] = assert.fail()] = responses.recent;
    const [gone, oldest] = [responses.add(sent), responses.add(sent)];
    for (let more = 1; more < 20; more++) responses.add(sent);
    assert.equal(responses.recent.length, 20);
    assert.match((await workspace.openTextDocument(gone)).getText(), /no longer available/);
    assert.equal((await workspace.openTextDocument(oldest)).getText(), sent.text);
  });

  it('has a lens above each request that goes to Routee', async () => {
    const { document } = await openFile(
      'requests.http',
      `@host = ${bench.sandbox.apiUrl}\n### A\nGET {{host}}/a/{{$guid}}\n### B\nGET https://other.example/\n### C\nPOST ${api('/c')}\n### D\nGET {{unknown}}/d\n### E\nGET /e\nHost: ${new URL(bench.sandbox.apiUrl).host}\n`,
    );
    const lenses = await sendLenses(document, bench.context);
    assert.deepEqual(
      lenses.map(({ range, command }) => [range.start.line, command?.title, command?.command]),
      [2, 6, 10].map((line) => [line, '$(play) Send with Routee', 'routee.sendRequest']),
    );
  });
});

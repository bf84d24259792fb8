import assert from 'node:assert/strict';
import {
  commands,
  extensions,
  type Position,
  type Uri,
  window,
  type CompletionItem,
  type CompletionList,
  type QuickPickItem,
  type TextEditor,
} from 'vscode';

import type { Services } from '../../src/services.ts';
import { newRequest } from '../../src/features/requests/newRequest.ts';
import { parseHttpFile } from '../../src/core/httpFile/parser/parseHttpFile.ts';
import { CommandBench } from './support/commandContext.ts';
import { assertOneUndoStep, closeEditors, openFile, show } from './support/editors.ts';
import { eventually } from './support/eventually.ts';
import { escapeUntilDone, QuickInputs } from './support/quickInputs.ts';
import { replaceMember } from './support/replaceMember.ts';
import { setUserSetting, unsetUserSettings } from './support/userSettings.ts';

const API = 'http://127.0.0.1:8790';
const SMS = [
  '### Send an SMS',
  '# One text message to one number.',
  '# Costs money or sends something.',
  '# Probably requires the scope sms.',
  '# https://docs.routee.net/reference/send-single-sms',
  `POST ${API}/sms`,
  'Authorization: Bearer {{routeeToken}}',
  'Content-Type: application/json',
  '',
  '{',
  '  // "callback": { "url": "https://example.com/callback", "strategy": "OnChange" },',
  '  // "flash": true,',
  '  // "label": "test",',
  '  // "ttl": 4320,',
  '  // "transcode": true,',
  '  // "urlShortener": { "urlValidity": 2592000 },',
  '  // "restrictions": {},',
  '  "body": "Hello from Routee",',
  '  "to": "+306900000000",',
  '  "from": "MyCompany"',
  '}',
].join('\n');

describe('New Request', () => {
  let apiUrl: string;
  const context = (): Services => ({
    ...bench.context,
    settings: { ...bench.context.settings, apiUrl },
  });
  let bench: CommandBench;
  let inputs: QuickInputs;

  beforeEach(async () => {
    bench = await CommandBench.start();
    inputs = new QuickInputs();
    apiUrl = `${API}/`;
  });

  afterEach(async () => {
    inputs.dispose();
    await closeEditors();
    await bench.stop();
  });

  after(unsetUserSettings);

  const choose = async (label: string): Promise<TextEditor> => {
    const done = newRequest(context(), bench.context.applications.active);
    await inputs.choose(label);
    await done;
    return eventually('an editor in front', () => window.activeTextEditor);
  };

  const selected = ({ document, selection }: TextEditor): string => document.getText(selection);

  it('goes behind the request at the cursor, in one undo step, and selects what to fill in', async () => {
    const before = '### A\nGET /a\n\n### B\nPOST /b\n\n  {}\n';
    const opened = await openFile('requests.http', before.replace('/a', '/‸a'));
    const editor = await choose('Send an SMS');
    assert.equal(editor.document, opened.document);
    assert.equal(editor.document.getText(), before.replace('\n\n### B', `\n\n${SMS}\n\n### B`));
    for (const place of ['{{routeeToken}}', '+306900000000', 'MyCompany', 'Hello from Routee']) {
      await eventually(place, () => selected(editor) === place);
      await commands.executeCommand('jumpToNextSnippetPlaceholder');
    }
    await commands.executeCommand('leaveSnippet');
    await assertOneUndoStep(editor.document, before);
  });

  it('keeps to the line ends of the file, and is not moved by an indented body above it', async () => {
    await openFile('requests.http', 'POST /b\r\n\r\n  {}‸');
    const { document } = await choose('Send an SMS');
    assert.equal(document.getText(), `POST /b\n\n  {}\n\n${SMS}\n`.replaceAll('\n', '\r\n'));
  });

  it('writes what the other requests to Routee in the file write', async () => {
    await openFile(
      'requests.http',
      `@api = ${API}\n\n### A\nGET {{api}}/a\nAuthorization: Bearer {{$processEnv ROUTEE_TOKEN}}\n‸`,
    );
    const { document } = await choose('Get the account balance');
    const request = parseHttpFile(document.getText()).requests[1];
    assert.equal(request?.url, '{{api}}/accounts/me/balance');
    assert.match(document.getText(), /Authorization: Bearer \{\{\$processEnv ROUTEE_TOKEN\}\}\n$/);
  });

  it('opens a new file where the one in front holds no requests, and another one the next time', async () => {
    const { document: notes } = await openFile('notes.txt', 'text‸');
    const first = await choose('Send an SMS');
    assert.equal(first.document.uri.scheme, 'untitled');
    assert.match(first.document.uri.path, /\/requests(?:-\d+)?\.http$/);
    assert.equal(first.document.getText(), `${SMS}\n`);
    assert.equal(selected(first), '{{routeeToken}}');
    assert.equal(notes.getText(), 'text');

    await show(notes);
    const second = await choose('Get the account balance');
    assert.notEqual(second.document.uri.path, first.document.uri.path);
    assert.match(second.document.uri.path, /\/requests-\d+\.http$/);
  });

  it('selects what is to be sent where the token is there already', async () => {
    await openFile('requests.http', '@routeeToken = x\n‸');
    assert.equal(selected(await choose('Send an SMS')), '+306900000000');
  });

  it('does nothing when the user leaves', async () => {
    const { document } = await openFile('requests.http', 'GET /a‸\n');
    await escapeUntilDone('New Request', newRequest(context(), undefined));
    assert.equal(document.getText(), 'GET /a\n');
    assert.deepEqual(bench.messages.shown, []);
  });

  it('says when the file cannot be changed, and takes a new one instead', async () => {
    const { document } = await openFile('requests.http', 'GET /a‸\n');
    await commands.executeCommand('workbench.action.files.setActiveEditorReadonlyInSession');
    bench.messages.willPress('Open in a New Editor');
    const editor = await choose('Send an SMS');
    assert.match(bench.messages.only.text, /^Can't change .*requests\.http\.$/);
    assert.equal(document.getText(), 'GET /a\n');
    assert.equal(editor.document.getText(), `${SMS}\n`);
  });

  it('refuses an address of the API to which no token may go, before it asks anything', async () => {
    apiUrl = 'http://api.example.com';
    await assert.rejects(newRequest(context(), undefined), /routee\.apiUrl.*only https/);
  });

  describe('offers', () => {
    const shown = async (): Promise<readonly QuickPickItem[]> => {
      let items: readonly QuickPickItem[] = [];
      const restore = replaceMember(window, 'showQuickPick', (given: readonly QuickPickItem[]) => {
        items = given;
        return Promise.resolve(undefined);
      });
      await newRequest(context(), bench.context.applications.active);
      restore();
      return items;
    };
    const detail = (items: readonly QuickPickItem[], label: string): string | undefined =>
      items.find((item) => item.label === label)?.detail;

    it('each resource by what it does, its path, scope and cost, without an application too', async () => {
      const items = await shown();
      const sms = items.find(({ label }) => label === 'Send an SMS');
      assert.equal(sms?.description, 'POST /sms');
      assert.equal(
        sms.detail,
        '$(credit-card) costs money or sends something · one text message to one number · scope sms',
      );
      assert.ok(items.some(({ label, kind }) => label === 'Voice' && kind !== undefined));
    });

    it('marks what the scopes that the application asks for do not cover', async () => {
      await bench.add({ scopes: ['sms'] });
      const items = await shown();
      assert.match(
        detail(items, 'Start a call') ?? '',
        /^\$\(warning\) requires scope voice, which Shop lacks · \$\(credit-card\) /,
      );
      assert.match(detail(items, 'Send an SMS') ?? '', /^\$\(credit-card\)/);
      assert.doesNotMatch(detail(items, 'Get prices') ?? '', /warning/);
    });

    it('goes by the scopes that Routee has granted, once there is a token', async () => {
      const application = await bench.add();
      assert.doesNotMatch(detail(await shown(), 'Analyze a URL') ?? '', /warning/);
      const { token } = await bench.context.tokens.getToken(application.key);
      const granted = token.scopes.length > 0;
      assert.ok(granted, 'the sandbox states scopes');
      const items = await shown();
      for (const [label, scope] of [
        ['Send an SMS', 'sms'],
        ['Analyze a URL', 'url_analyzer'],
        ['Start a call', 'voice'],
      ] as const) {
        assert.equal((detail(items, label) ?? '').includes('warning'), !token.scopes.includes(scope), label);
      }
    });
  });
});

describe('completions in a file of requests', () => {
  before(async () => {
    await extensions.getExtension('routee-auth.routee-auth')?.activate();
    await setUserSetting('routee.apiUrl', API);
  });

  afterEach(closeEditors);
  after(unsetUserSettings);

  const complete = async (uri: Uri, position: Position): Promise<readonly CompletionItem[]> => {
    const list = await commands.executeCommand<CompletionList>(
      'vscode.executeCompletionItemProvider',
      uri,
      position,
    );
    return list.items.filter(({ detail }) => detail !== undefined);
  };

  const completeAt = async (name: string, marked: string): Promise<readonly CompletionItem[]> => {
    const { document, selection } = await openFile(name, marked);
    return complete(document.uri, selection.active);
  };

  const labels = (items: readonly CompletionItem[]): string[] =>
    items.map(({ label }) => (typeof label === 'string' ? label : label.label));

  it('are Routee’s addresses for the method', async () => {
    for (const name of ['requests.http', 'requests.rest']) {
      const items = await completeAt(name, '### A\nDELETE ‸\n');
      assert.ok(labels(items).includes('/2step/{trackingId}'), name);
      assert.ok(!labels(items).includes('/sms'), name);
    }
  });

  it('are the scopes in a token exchange, and the authorisation in a request to Routee', async () => {
    const exchange = 'POST https://auth.routee.net/oauth/token\n\ngrant_type=client_credentials&scope=‸';
    assert.ok(labels(await completeAt('a.http', exchange)).includes('voice'));
    const request = `GET ${API}/sms\nAuthorization: ‸\n`;
    assert.deepEqual(labels(await completeAt('b.http', request)), ['Bearer {{routeeToken}}']);
  });

  it('are whole requests for a word', async () => {
    for (const name of ['requests.http', 'requests.rest']) {
      const items = await completeAt(name, '### A\nroutee-s‸\n');
      assert.ok(
        ['routee-sms', 'routee-token'].every((word) => labels(items).includes(word)),
        name,
      );
    }
    assert.deepEqual(await completeAt('notes.txt', 'routee-s‸'), []);
  });

  it('are none in other files', async () => {
    assert.deepEqual(await completeAt('notes.txt', 'POST ‸'), []);
  });
});

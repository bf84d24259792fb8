import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { EndOfLine, Uri, window, workspace, type TextEditor } from 'vscode';

import { insertToken } from '../../src/features/insertToken/insertToken.ts';
import { readMarkers } from '../unit/httpFile/markers.ts';
import { CommandBench } from './support/commandContext.ts';
import {
  assertOneUndoStep,
  closeEditors,
  openFile,
  openUntitled,
  show,
  writeFile,
} from './support/editors.ts';
import { escapeUntilDone, QuickInputs } from './support/quickInputs.ts';

type Opener = (marked: string) => Promise<TextEditor>;

/** All the ways in which VS Code and its extensions mark a file of requests. */
const kinds: readonly (readonly [kind: string, open: Opener])[] = [
  ['a .http file', (marked) => openFile('requests.http', marked)],
  ['a .rest file', (marked) => openFile('requests.rest', marked)],
  ['a .HTTP file', (marked) => openFile('REQUESTS.HTTP', marked)],
  [
    'a document that is to become a .http file',
    async (marked) => {
      const { text, cursors } = readMarkers(marked);
      const uri = Uri.file(`${writeFile('new', '').fsPath}.http`).with({ scheme: 'untitled' });
      const editor = await show(await workspace.openTextDocument(uri));
      await editor.edit((builder) => {
        builder.insert(editor.document.positionAt(0), text);
      });
      return show(editor.document, cursors);
    },
  ],
];

describe('Insert Token into a file of requests', () => {
  let bench: CommandBench;

  beforeEach(async () => {
    bench = await CommandBench.start();
    await bench.add();
  });

  afterEach(async () => {
    await closeEditors();
    await bench.stop();
  });

  for (const [kind, open] of kinds) {
    it(`adds the header after the last one in ${kind}, in one undo step`, async () => {
      const { document } = await open('### Balance\nGET https://a.b‸/c\nAccept: */*\n\nbody\n');
      const before = document.getText();
      await insertToken(bench.context, undefined);
      assert.equal(
        document.getText(),
        `### Balance\nGET https://a.b/c\nAccept: */*\nAuthorization: Bearer ${bench.token()}\n\nbody\n`,
      );
      await assertOneUndoStep(document, before);
    });
  }

  for (const languageId of ['http', 'rest']) {
    it(`knows requests by the language id “${languageId}”`, async () => {
      // A bare VS Code knows neither language: the editor in front is one as REST Client would have made it.
      const editor = await openUntitled('plaintext', 'GET /a‸\n');
      const { document } = editor;
      const restore = replaceActiveEditor(derive(editor, { document: derive(document, { languageId }) }));
      try {
        await insertToken(bench.context, undefined);
      } finally {
        restore();
      }
      assert.equal(document.getText(), `GET /a\nAuthorization: Bearer ${bench.token()}\n`);
      await assertOneUndoStep(document, 'GET /a\n');
    });
  }

  it('keeps CRLF and the rest of the bytes of a file', async () => {
    const { document } = await openFile(
      'requests.http',
      'GET https://a.b/c‸\r\nX-Text:  Ωmega \t\r\n\r\n###\r\nGET /d\r\n\r\n\r\n',
    );
    assert.equal(document.eol, EndOfLine.CRLF);
    await insertToken(bench.context, undefined);
    assert.equal(await document.save(), true);
    assert.equal(
      readFileSync(document.uri.fsPath, 'utf8'),
      `GET https://a.b/c\r\nX-Text:  Ωmega \t\r\nAuthorization: Bearer ${bench.token()}\r\n\r\n###\r\nGET /d\r\n\r\n\r\n`,
    );
  });

  it('keeps the byte order mark of a file', async () => {
    const { document } = await openFile('requests.http', '\uFEFFGET /a\n‸Accept: */*\n');
    await insertToken(bench.context, undefined);
    assert.equal(await document.save(), true);
    assert.equal(
      readFileSync(document.uri.fsPath, 'utf8'),
      `\uFEFFGET /a\nAccept: */*\nAuthorization: Bearer ${bench.token()}\n`,
    );
  });

  it('keeps the indentation of the headers', async () => {
    const { document } = await openFile('requests.http', '  GET /a‸\n  Accept: */*\n');
    await insertToken(bench.context, undefined);
    assert.equal(document.getText(), `  GET /a\n  Accept: */*\n  Authorization: Bearer ${bench.token()}\n`);
  });

  it('works at the very end of a file without a last line end', async () => {
    const { document } = await openFile('requests.http', 'GET /a‸');
    await insertToken(bench.context, undefined);
    assert.equal(document.getText(), `GET /a\nAuthorization: Bearer ${bench.token()}`);
    await assertOneUndoStep(document, 'GET /a');
  });

  for (const name of ['Authorization', 'authorization', 'AUTHORIZATION', 'aUTHORIZATION']) {
    it(`replaces the value of ${name}, whose name stays as it is`, async () => {
      const { document } = await openFile(
        'requests.http',
        `GET /a‸\n${name}:Bearer paste-here\nAccept: */*\n`,
      );
      const before = document.getText();
      await insertToken(bench.context, undefined);
      assert.equal(document.getText(), `GET /a\n${name}:Bearer ${bench.token()}\nAccept: */*\n`);
      await assertOneUndoStep(document, before);
    });
  }

  it('serves several cursors in several requests at once, in one undo step', async () => {
    const { document } = await openFile(
      'requests.http',
      [
        'GET /a‸',
        'Accept: ‸*/*',
        '',
        '###',
        'POST /b',
        'authorization: Bearer «old»',
        '',
        '{"token": "«x»"}',
        '###',
        'GET /c',
        '',
        '###',
        'GET /d‸',
        '',
      ].join('\n'),
    );
    const before = document.getText();
    await insertToken(bench.context, undefined);
    const token = bench.token();
    assert.equal(
      document.getText(),
      [
        'GET /a',
        'Accept: */*',
        `Authorization: Bearer ${token}`,
        '',
        '###',
        'POST /b',
        `authorization: Bearer ${token}`,
        '',
        `{"token": "${token}"}`,
        '###',
        'GET /c',
        '',
        '###',
        'GET /d',
        `Authorization: Bearer ${token}`,
        '',
      ].join('\n'),
    );
    await assertOneUndoStep(document, before);
    assert.deepEqual(bench.messages.shown, []);
  });

  it('changes nothing the second time, and says so', async () => {
    const { document } = await openFile('requests.http', 'GET /a‸\n\n###\nGET /b\nAuthorization: x‸\n');
    await insertToken(bench.context, undefined);
    const { version } = document;
    assert.deepEqual(bench.messages.statusTexts, []);
    await insertToken(bench.context, undefined);
    assert.equal(document.version, version);
    assert.equal(document.getText().split(bench.token()).length, 3);
    assert.deepEqual(bench.messages.statusTexts, ['$(check) Already up to date']);
    assert.deepEqual(bench.messages.shown, []);
  });

  it('changes the token in place after a new one was issued', async () => {
    bench.sandbox.configure({ policy: 'newEachTime' });
    const { document } = await openFile('requests.http', 'GET /a‸\n');
    await insertToken(bench.context, undefined);
    const first = bench.token();
    const [application] = bench.context.applications.applications;
    assert.ok(application);
    const { token } = await bench.context.tokens.getToken(application.key, { renew: true });
    assert.notEqual(token.accessToken, first);
    await insertToken(bench.context, undefined);
    assert.equal(document.getText(), `GET /a\nAuthorization: Bearer ${token.accessToken}\n`);
  });

  it('asks before it replaces Basic credentials', async () => {
    const { document } = await openFile('requests.http', 'GET /a‸\nAuthorization: Basic YTpi\n');
    const { version } = document;
    await insertToken(bench.context, undefined);
    assert.equal(document.version, version);
    const question = bench.messages.only;
    assert.equal(question.modal, true);
    assert.deepEqual(question.buttons, ['Replace']);
    assert.match(question.detail, /in line 2 /);

    bench.messages.willPress('Replace');
    await insertToken(bench.context, undefined);
    assert.equal(document.getText(), `GET /a\nAuthorization: Bearer ${bench.token()}\n`);
    await assertOneUndoStep(document, 'GET /a\nAuthorization: Basic YTpi\n');
  });

  for (const [what, choice, expected] of [
    ['defines it', 'Define @tok in this file', '@tok = TOKEN\n\nGET /a\nAuthorization: Bearer {{tok}}\n'],
    ['writes the token', 'Replace {{tok}} with the token', 'GET /a\nAuthorization: Bearer TOKEN\n'],
    ['changes nothing', 'Leave this request unchanged', 'GET /a\nAuthorization: Bearer {{tok}}\n'],
  ] as const) {
    it(`asks what to do with an undefined variable, and ${what}`, async () => {
      const { document } = await openFile('requests.http', 'GET /a‸\nAuthorization: Bearer {{tok}}\n');
      const inputs = new QuickInputs();
      try {
        const done = insertToken(bench.context, undefined);
        await inputs.choose(choice);
        await done;
      } finally {
        inputs.dispose();
      }
      assert.equal(document.getText(), expected.replace('TOKEN', bench.token()));
    });
  }

  it('changes nothing when the question about a variable is left', async () => {
    const { document } = await openFile('requests.http', 'GET /a‸\nAuthorization: Bearer {{tok}}\n');
    const { version } = document;
    await escapeUntilDone('Insert Token', insertToken(bench.context, undefined));
    assert.equal(document.version, version);
    assert.deepEqual(bench.messages.shown, []);
  });
});

/** The same object with other values of some members. */
function derive<T extends object>(original: T, members: Partial<T>): T {
  const descriptors = Object.entries(members).map(([name, value]) => [name, { value }] as const);
  return Object.create(original, Object.fromEntries(descriptors)) as T;
}

function replaceActiveEditor(editor: TextEditor): () => void {
  const before = Object.getOwnPropertyDescriptor(window, 'activeTextEditor');
  assert.ok(before);
  Object.defineProperty(window, 'activeTextEditor', { configurable: true, get: () => editor });
  return () => {
    Object.defineProperty(window, 'activeTextEditor', before);
  };
}

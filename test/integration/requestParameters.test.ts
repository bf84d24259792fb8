import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  commands,
  DiagnosticSeverity,
  languages,
  Position,
  Uri,
  window,
  type Hover,
  type MarkdownString,
} from 'vscode';

import { RESOURCES } from '../../src/core/resources/resources.ts';
import { exportApiDescription } from '../../src/features/requests/exportApiDescription.ts';
import { CommandBench } from './support/commandContext.ts';
import { closeEditors, openFile } from './support/editors.ts';
import { eventually } from './support/eventually.ts';
import { replaceMember } from './support/replaceMember.ts';

const SMS = 'POST https://connect.routee.net/sms‸\n\n{ "body": "a", "to": "+306900000000", "ttl": 0 }\n';

describe('Parameters of a request', () => {
  afterEach(closeEditors);

  it('are warned of before a body is sent that cannot be right, and the warning goes with its cause', async () => {
    const { document } = await openFile('requests.http', SMS);
    const ours = (): string[] | undefined => {
      const found = languages.getDiagnostics(document.uri).filter(({ source }) => source === 'Routee Auth');
      for (const { severity } of found) assert.equal(severity, DiagnosticSeverity.Warning);
      return found.length > 0 ? found.map(({ message }) => message) : undefined;
    };
    assert.deepEqual(await eventually('warnings', ours), [
      '"from" is required.',
      '"ttl" must be at least 1 min.',
    ]);
    const editor = window.activeTextEditor ?? assert.fail();
    const start = document.getText().indexOf(', "ttl": 0');
    await editor.edit((edit) => edit.insert(document.positionAt(start), ', "from": "Test", "x": 1'));
    await eventually('fewer warnings', () => (ours()?.length === 1 ? true : undefined));
  });

  it('are explained by hovering', async () => {
    const { document } = await openFile('requests.http', SMS);
    const at = document.positionAt(document.getText().indexOf('ttl') + 1);
    const hovers = await commands.executeCommand<Hover[]>('vscode.executeHoverProvider', document.uri, at);
    const text = hovers.flatMap(({ contents }) => contents).map((each) => (each as MarkdownString).value);
    assert.ok(
      text.some((each) => each.startsWith('**ttl** integer, 1–4320 min')),
      text.join('\n'),
    );
    const none = await commands.executeCommand<Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      new Position(0, 1),
    );
    assert.equal(none.length, 0);
  });
});

describe('Export API Description', () => {
  let bench: CommandBench;
  let folder: string;

  beforeEach(async () => {
    bench = await CommandBench.start();
    folder = mkdtempSync(path.join(tmpdir(), 'routee-api-'));
  });

  afterEach(async () => {
    await closeEditors();
    await bench.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('writes a file that the user names, and shows it; nothing when they name none', async () => {
    const file = path.join(folder, 'api.json');
    let answer: Uri | undefined = Uri.file(file);
    const restore = replaceMember(window, 'showSaveDialog', () => Promise.resolve(answer));
    try {
      const { key } = await bench.add();
      const { token } = await bench.context.tokens.getToken(key);
      await exportApiDescription(bench.context);
      const text = readFileSync(file, 'utf8');
      const { openapi, paths } = JSON.parse(text) as { openapi: string; paths: object };
      assert.equal(openapi, '3.1.0');
      assert.equal(Object.keys(paths).length, new Set(RESOURCES.map((resource) => resource.path)).size);
      assert.ok(!text.includes(token.accessToken));
      assert.equal(window.activeTextEditor?.document.uri.fsPath, file);
      await closeEditors();
      answer = undefined;
      await exportApiDescription(bench.context);
      assert.equal(window.activeTextEditor, undefined);
    } finally {
      restore();
    }
  });
});

import assert from 'node:assert/strict';
import { runInThisContext } from 'node:vm';

import { build } from 'esbuild';

import { oldestApi } from '../../scripts/oldestApi.ts';

const SOURCE = `import * as vscode from 'vscode';
import { Uri, workspace } from 'vscode';
vscode.window.setStatusBarMessage = 'set';
export default [
  vscode.window.showInformationMessage, vscode.window.ofTomorrow, 'ofTomorrow' in vscode.window,
  vscode.tomorrow, Uri, workspace.textDocuments, vscode.version, vscode.window.setStatusBarMessage,
];`;

describe('the API of the oldest VS Code', () => {
  it('is all that a bundle made for it sees', async () => {
    const vscode = {
      window: { showInformationMessage: 'show', ofTomorrow: 'new', setStatusBarMessage: 'old' },
      workspace: { textDocuments: [1] },
      tomorrow: {},
      Uri: 'Uri',
      version: '1.999.0',
    };
    const { outputFiles } = await build({
      stdin: { contents: SOURCE },
      bundle: true,
      write: false,
      format: 'cjs',
      logLevel: 'error',
      plugins: [oldestApi],
    });
    const exported: { exports: { default?: unknown } } = { exports: {} };
    const code = `(function (require, module) { ${outputFiles[0]?.text ?? ''} })`;
    const run = runInThisContext(code) as (require: (name: string) => unknown, module: unknown) => void;
    run((name) => (name === 'vscode' ? vscode : assert.fail(name)), exported);
    assert.deepEqual(exported.exports.default, [
      ...['show', undefined, false, undefined],
      ...['Uri', [1], '1.999.0', 'set'],
    ]);
  }).timeout(30_000);
});

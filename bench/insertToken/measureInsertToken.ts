import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runTests } from '@vscode/test-electron';
import { build } from 'esbuild';
import { chooseHost } from '../../scripts/host/chooseHost.ts';
import { demoFixture, projectRoot } from '../../scripts/paths.ts';
import { runQuietly } from '../../scripts/runProgram.ts';
import type { InsertTimes } from './insertHost.ts';

/**
 * From a command to its edit in a `.http` file of 1 MB with 5,000 requests, in a real extension host: *Insert Token*
 * with a token in store, and VS Code's own `editor.action.insertSnippet` in the same editor.
 */
export async function measureInsertToken(): Promise<readonly InsertTimes[]> {
  const host = await chooseHost();
  const root = mkdtempSync(path.join(tmpdir(), 'routee-insert-'));
  const file = path.join(root, 'times.json');
  // Inside the extension's folder: elsewhere VS Code gives it another API object than the extension's.
  const tests = path.join(projectRoot, 'dist-test', 'bench', 'insertHost.js');
  try {
    if (!(await runQuietly(['esbuild.mjs', '--production']))) throw new Error('The extension was not built.');
    await build({
      entryPoints: [path.join(import.meta.dirname, 'insertHost.ts')],
      outfile: tests,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      external: ['vscode'],
      mainFields: ['module', 'main'],
      logLevel: 'error',
    });
    await runTests({
      vscodeExecutablePath: host.executable,
      extensionDevelopmentPath: projectRoot,
      extensionTestsPath: tests,
      launchArgs: [
        demoFixture,
        `--user-data-dir=${path.join(root, 'user-data')}`,
        `--extensions-dir=${path.join(root, 'extensions')}`,
      ],
      extensionTestsEnv: { ROUTEE_INSERT_FILE: file },
    });
    return JSON.parse(readFileSync(file, 'utf8')) as readonly InsertTimes[];
  } finally {
    rmSync(root, { recursive: true, force: true, maxRetries: 5 });
  }
}

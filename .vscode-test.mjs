// Configuration of the Testing view of a desktop VS Code (extension ms-vscode.extension-test-runner): it shows the
// integration tests, once `npm run build -- --tests` has made them.
import { cpSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { defineConfig } from '@vscode/test-cli';

// Outside of this repository: tests write files there, and ask Git about them.
const folder = path.join(tmpdir(), 'routee-testing-view');
const workspaceFolder = path.join(folder, 'workspace');
rmSync(workspaceFolder, { recursive: true, force: true });
cpSync(path.join(import.meta.dirname, 'test', 'fixtures', 'demo'), workspaceFolder, { recursive: true });

export default defineConfig({
  label: 'integration',
  files: 'dist-test/integration/*.test.js',
  workspaceFolder,
  launchArgs: [`--user-data-dir=${path.join(folder, 'user-data')}`],
  env: { ROUTEE_TEST_FOLDER: folder },
  mocha: { ui: 'bdd', timeout: 60_000 },
});

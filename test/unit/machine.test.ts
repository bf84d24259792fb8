import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { ensurePackages, NO_INSTALL, whatToInstall } from '../../scripts/host/debianPackages.ts';
import { wantedVscode } from '../../scripts/host/wantedVscode.ts';
import { SetupError } from '../../scripts/setupError.ts';

describe('a machine that lacks something', () => {
  const { PATH } = process.env;
  const { argv, getuid } = process;
  const { log } = console;
  let folder: string;
  let printed: string[];

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'routee-machine-'));
    printed = [];
    console.log = (text: string) => void printed.push(text);
  });

  afterEach(() => {
    console.log = log;
    process.env['PATH'] = PATH;
    Object.assign(process, { argv, getuid });
    rmSync(folder, { recursive: true });
  });

  /** Lets this machine be one of Debian's, whose `apt-get` writes down what it is asked to install. */
  function debian(user: number, ...flags: readonly string[]): string {
    const installed = path.join(folder, 'installed');
    const program = path.join(folder, 'apt-get');
    writeFileSync(program, `#!/bin/sh\necho "$@" >> '${installed}'\n`);
    chmodSync(program, 0o755);
    process.env['PATH'] = `${folder}${path.delimiter}${PATH ?? ''}`;
    Object.assign(process, { argv: [...argv, ...flags], getuid: () => user });
    return installed;
  }

  it('is told a sentence for each thing where there is no apt-get', async () => {
    process.env['PATH'] = folder;
    const missing = ['chromium', 'python3', 'make', 'g++', 'libkrb5-dev', 'golang'];
    const sentences = whatToInstall(missing, false).split('\n');
    assert.equal(sentences.length, missing.length);
    for (const sentence of sentences) assert.match(sentence, /^There (?:is|are) no .*: install .*\.$/);
    await assert.rejects(
      ensurePackages(() => Promise.resolve(missing)),
      (error) => error instanceof SetupError && error.message === sentences.join('\n'),
    );
    assert.deepEqual(printed, []);
  });

  if (process.platform !== 'win32') {
    it('is told before root installs, and what', async () => {
      const installed = debian(0);
      let looks = 0;
      await ensurePackages(() => {
        looks++;
        if (looks === 1) return Promise.resolve(['chromium', 'make']);
        assert.equal(printed.length, 1);
        return Promise.resolve([]);
      });
      assert.match(printed[0] ?? '', /--no-install.*: chromium, make\.$/);
      assert.match(readFileSync(installed, 'utf8'), /install -y --no-install-recommends chromium make$/m);
    });

    for (const [user, ...flags] of [[1000], [0, NO_INSTALL]] as const) {
      it(`is left as it is by ${user === 0 ? `root with ${NO_INSTALL}` : 'all others'}`, async () => {
        const installed = debian(user, ...flags);
        await assert.rejects(
          ensurePackages(() => Promise.resolve(['chromium', 'make'])),
          (error) =>
            error instanceof SetupError &&
            error.message === 'Install what is missing: sudo apt-get install chromium make',
        );
        assert.throws(() => readFileSync(installed), { code: 'ENOENT' });
        assert.deepEqual(printed, []);
      });
    }
  }

  it('gets the VS Code that is wanted', () => {
    assert.deepEqual(['', 'stable', 'insiders'].map(wantedVscode), ['stable', 'stable', 'insiders']);
    assert.match(wantedVscode('oldest'), /^1\.\d+\.0$/);
    assert.throws(() => wantedVscode('1.90'), SetupError);
  });
});

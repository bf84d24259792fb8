import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';

import { projectRoot } from '../../scripts/paths.ts';

const git = (...args: string[]): string[] =>
  execFileSync('git', args, { cwd: projectRoot, encoding: 'utf8' }).split('\0').filter(Boolean);

/** Names that Windows keeps for devices, and characters and ends that it does not take. */
const REFUSED = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)|[<>:"|?*\\\p{Cc}]|[. ]$/iu;
/** Of 260, the rest being for the folder of the clone. */
const LONGEST_PATH = 120;

describe('the project on other machines', () => {
  const files = git('ls-files', '-z');

  it('has files that all systems can hold, also where letters have no case', () => {
    assert.ok(files.length > 500);
    const wrong = files.filter(
      (file) => file.length > LONGEST_PATH || file.split('/').some((name) => REFUSED.test(name)),
    );
    assert.deepEqual(wrong, []);
    assert.equal(new Set(files.map((file) => file.normalize('NFC').toLowerCase())).size, files.length);
  });

  it('has the same line ends in every checkout', () => {
    const others = git('ls-files', '-z', '--eol').filter(
      (line) => !/\battr\/(?:text=auto eol=lf|-text)/.test(line),
    );
    assert.deepEqual(others, []);
  });

  it('runs its scripts without a shell', () => {
    const { scripts } = JSON.parse(readFileSync(path.join(projectRoot, 'package.json'), 'utf8')) as {
      readonly scripts: Readonly<Record<string, string>>;
    };
    for (const [name, script] of Object.entries(scripts)) {
      assert.equal(script, `node scripts/dev.mjs ${name}`);
    }
    const programs = files.filter((file) => /^(?:scripts|bench)\/.*\.(?:ts|mjs)$/.test(file));
    assert.ok(programs.length > 20);
    for (const file of programs) {
      assert.doesNotMatch(
        readFileSync(path.join(projectRoot, file), 'utf8'),
        /\bshell:|import \{[^}]*\bexec(?:Sync)?\b[^}]*\} from 'node:child_process'/,
        file,
      );
    }
  });
});

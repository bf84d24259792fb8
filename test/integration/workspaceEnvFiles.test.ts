import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Uri, workspace } from 'vscode';

import { EnvFileError, type EnvFileErrorCode } from '../../src/core/kit/fileError.ts';
import type { FileChange } from '../../src/core/envFile/envFiles.ts';
import { writeLink } from '../../src/core/envFile/linkFile.ts';
import { Git } from '../../src/editor/git.ts';
import { WorkspaceEnvFiles } from '../../src/host/workspaceEnvFiles.ts';
import { closeEditors, show } from './support/editors.ts';
import { eventually } from './support/eventually.ts';
import { WorkspaceFolder } from './support/repository.ts';
import { setUserSetting, unsetUserSettings } from './support/userSettings.ts';
import { closeInGit, openInGit, vscodeGit } from './support/vscodeGit.ts';

const git = new Git();
const files = new WorkspaceEnvFiles(git);
const append =
  (line: string) =>
  (text: string | undefined): FileChange => ({ text: `${text ?? ''}${line}` });

describe('Files of the workspace', () => {
  let place: WorkspaceFolder;

  after(() => {
    git.dispose();
  });

  afterEach(async () => {
    await closeEditors();
    place.remove();
  });

  describe('and Git', () => {
    beforeEach(() => {
      place = new WorkspaceFolder('repository', { '.gitignore': 'dist/', 'api/.env': '', 'tracked.env': '' });
      place.git('add', '--force', 'tracked.env');
    });

    it('tells what Git thinks of a file, whether it exists or not', async () => {
      place.write('.gitignore', '.env\n');
      const rows: [name: string, exposure: string][] = [
        ['.env', 'ignored'],
        ['api/.env', 'ignored'],
        ['dev.env', 'notIgnored'],
        ['tracked.env', 'tracked'],
      ];
      for (const [name, exposure] of rows)
        assert.equal(await files.exposure(place.path(name)), exposure, name);
    });

    it('takes a file for tracked that a rule would ignore', async () => {
      place.write('.gitignore', '*.env\n');
      assert.equal(await files.exposure(place.path('tracked.env')), 'tracked');
    });

    it('asks for the file behind a link too', async () => {
      place.write('.gitignore', '.env\n');
      symlinkSync('tracked.env', place.path('.env'));
      assert.equal(await files.exposure(place.path('.env')), 'tracked');
    });

    it('asks each repository that a link leads through', async () => {
      place.write('.gitignore', '.env\nlinked/\n');
      place.write('inner/.env', '');
      execFileSync('git', ['init', '--quiet'], { cwd: place.path('inner') });
      symlinkSync('inner', place.path('linked'));
      symlinkSync('inner/.env', place.path('.env'));
      for (const name of ['linked/.env', '.env', 'inner/.env'])
        assert.equal(await files.exposure(place.path(name)), 'notIgnored', name);
      place.write('inner/.gitignore', '.env\n');
      for (const name of ['linked/.env', '.env', 'inner/.env'])
        assert.equal(await files.exposure(place.path(name)), 'ignored', name);
    });

    describe('in a repository within another one, which VS Code has not opened', () => {
      let inner: string;
      let file: string;

      const openRoot = async (): Promise<string | undefined> =>
        (await vscodeGit()).getAPI(1).getRepository(Uri.file(file))?.rootUri.fsPath;

      beforeEach(async () => {
        await setUserSetting('git.autoRepositoryDetection', false);
        place.write('.gitignore', '.env\n');
        file = place.write('inner/.env', 'ROUTEE_TOKEN=\n');
        inner = place.path('inner');
        await openInGit(place.folder);
        execFileSync('git', ['init', '--quiet'], { cwd: inner });
        execFileSync('git', ['add', '.env'], { cwd: inner });
        assert.equal(await openRoot(), place.folder);
      });

      afterEach(async () => {
        await closeInGit(place.folder);
        await unsetUserSettings();
      });

      const write = (): Promise<unknown> =>
        writeLink(files, { file, target: { kind: 'dotenv', name: 'ROUTEE_TOKEN' } }, 'a-live-token', false);

      it('writes no token to a file that this one tracks', async () => {
        await assert.rejects(write(), isCode('tracked'));
        assert.equal(await git.isTracked(Uri.file(file)), true);
        assert.equal(readFileSync(file, 'utf8'), 'ROUTEE_TOKEN=\n');
        await closeInGit(inner);
      });

      it('writes no token where VS Code cannot open it, for nobody can say what it tracks', async () => {
        rmSync(path.join(inner, '.git', 'HEAD'));
        assert.equal(await files.exposure(file), 'unverified');
        await assert.rejects(write(), isCode('unverified'));
        assert.equal(readFileSync(file, 'utf8'), 'ROUTEE_TOKEN=\n');
      });
    });

    it('adds a file to the nearest .gitignore, keeping its bytes', async () => {
      await files.ignore(place.path('api/.env'));
      assert.equal(readFileSync(place.path('.gitignore'), 'utf8'), 'dist/\n/api/.env\n');
      assert.equal(await files.exposure(place.path('api/.env')), 'ignored');
      assert.equal(await files.exposure(place.path('.env')), 'notIgnored');
    });

    it('makes a .gitignore at the top of the repository where there is none', async () => {
      rmSync(place.path('.gitignore'));
      await files.ignore(place.path('api/.env'));
      assert.equal(readFileSync(place.path('.gitignore'), 'utf8'), '/api/.env\n');
      assert.equal(await files.exposure(place.path('api/.env')), 'ignored');
    });
  });

  describe('on disk', () => {
    beforeEach(() => {
      place = new WorkspaceFolder('plain');
    });

    it('are of no repository', async () => {
      assert.equal(await files.exposure(place.path('.env')), 'noRepository');
    });

    it('are made for their owner alone', async () => {
      await files.edit(place.path('.env'), append('A=1\n'));
      assert.equal(readFileSync(place.path('.env'), 'utf8'), 'A=1\n');
      assert.equal(statSync(place.path('.env')).mode & 0o777, 0o600);
    });

    it('are replaced in one step, with the mode they had', async () => {
      const file = place.write('.env', 'A=1\n');
      chmodSync(file, 0o640);
      const before = statSync(file);
      await files.edit(file, append('B=2\n'));
      const after = statSync(file);
      assert.equal(readFileSync(file, 'utf8'), 'A=1\nB=2\n');
      assert.equal(after.mode & 0o777, 0o640);
      assert.notEqual(after.ino, before.ino);
      assert.deepEqual(readdirSync(place.folder), ['.env']);
    });

    it('are left alone when nothing changes, and deleted when asked', async () => {
      const file = place.write('.env', 'A=1\n');
      const { ino } = statSync(file);
      await files.edit(file, () => 'keep');
      assert.equal(statSync(file).ino, ino);
      await files.edit(file, () => 'delete');
      assert.deepEqual(readdirSync(place.folder), []);
    });

    it('keep a byte order mark and CRLF', async () => {
      const file = place.write('.env', '\uFEFFA=1\r\n');
      await files.edit(file, append('B=2\r\n'));
      assert.equal(readFileSync(file, 'utf8'), '\uFEFFA=1\r\nB=2\r\n');
    });

    it('are read again when they change between reading and writing', async () => {
      const file = place.write('.env', 'A=1\n');
      let calls = 0;
      await files.edit(file, (text) => {
        calls++;
        if (calls === 1) place.write('.env', 'A=1\nB=2\n');
        return append('C=3\n')(text);
      });
      assert.equal(readFileSync(file, 'utf8'), 'A=1\nB=2\nC=3\n');
    });

    it('are followed behind a link within the workspace, which stays one', async () => {
      place.write('real.env', 'A=1\n');
      symlinkSync('real.env', place.path('.env'));
      await files.edit(place.path('.env'), append('B=2\n'));
      assert.equal(readFileSync(place.path('real.env'), 'utf8'), 'A=1\nB=2\n');
      assert.ok(lstatSync(place.path('.env')).isSymbolicLink());
    });

    it('are refused outside of the workspace, also behind links', async () => {
      const outside = mkdtempSync(path.join(tmpdir(), 'routee-outside-'));
      try {
        symlinkSync(path.join(outside, '.env'), place.path('dangling.env'));
        symlinkSync(outside, place.path('folder'));
        for (const file of [
          path.join(outside, '.env'),
          place.path('../../outside.env'),
          place.path('dangling.env'),
          place.path('folder/.env'),
        ]) {
          await assert.rejects(files.edit(file, append('A=1\n')), isCode('outside'), file);
          await assert.rejects(files.exposure(file), isCode('outside'), file);
        }
        assert.deepEqual(readdirSync(outside), []);
      } finally {
        rmSync(outside, { recursive: true });
      }
    });

    it('are refused when they are no UTF-8 text or no files', async () => {
      const file = place.write('.env', Buffer.from([0x41, 0x3d, 0xe9]));
      await assert.rejects(files.edit(file, append('B=2\n')), isCode('invalid'));
      assert.deepEqual([...readFileSync(file)], [0x41, 0x3d, 0xe9]);
      await assert.rejects(files.edit(place.folder, append('B=2\n')), isCode('unwritable'));
      await assert.rejects(files.edit(place.path('no/folder/.env'), append('B=2\n')), isCode('unwritable'));
    });

    it('are gone with their folder, which keeps nobody from looking', async () => {
      const file = place.path('gone/deep/.env');
      const seen: unknown[] = [];
      const change = (text: string | undefined): FileChange => {
        seen.push(text);
        return 'keep';
      };
      assert.equal(await files.edit(file, change), true);
      assert.equal(await files.exposure(file), 'noRepository');
      assert.deepEqual(seen, [undefined]);
    });

    it('let errors of the change through', async () => {
      const error = new EnvFileError('missing', 'Gone.');
      await assert.rejects(
        files.edit(place.path('.env'), () => {
          throw error;
        }),
        error,
      );
    });
  });

  describe('in an editor', () => {
    beforeEach(() => {
      place = new WorkspaceFolder('plain', { '.env': 'A=1\nB=2\n' });
    });

    it('are shown anew when they have no unsaved edits', async () => {
      const { document } = await show(await workspace.openTextDocument(place.path('.env')));
      await files.edit(place.path('.env'), append('C=3\n'));
      await eventually('the new text', () => document.getText() === 'A=1\nB=2\nC=3\n');
      assert.equal(document.isDirty, false);
    });

    // A name in other letters, on a disk that takes them for the same, comes to the same as a link.
    for (const name of ['.env', 'linked.env'])
      it(`keep their unsaved edits, get the change as one more, and stay unsaved: ${name}`, async () => {
        if (name !== '.env') symlinkSync('.env', place.path(name));
        const editor = await show(await workspace.openTextDocument(place.path(name)));
        const { document } = editor;
        await editor.edit((builder) => {
          builder.insert(document.positionAt(0), '# mine\n');
        });
        const isOnDisk = await files.edit(place.path('.env'), (text) => ({
          text: (text ?? '').replace('B=2', 'B=two'),
        }));
        assert.equal(isOnDisk, false);
        assert.equal(document.getText(), '# mine\nA=1\nB=two\n');
        assert.equal(document.isDirty, true);
        assert.equal(readFileSync(place.path('.env'), 'utf8'), 'A=1\nB=2\n');
      });
  });
});

function isCode(code: EnvFileErrorCode) {
  return (error: unknown): boolean => error instanceof EnvFileError && error.code === code;
}

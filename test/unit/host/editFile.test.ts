import assert from 'node:assert/strict';
import { execFileSync, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

import { EnvFileError } from '../../../src/core/kit/fileError.ts';
import { editFile } from '../../../src/host/editFile.ts';
import { withFileLock } from '../../../src/host/fileLock.ts';

const TOKEN = 'a-live-token';
const timing = { staleMs: 50, longestWaitMs: 500 };

describe('editFile', () => {
  let folder: string;
  let file: string;
  let lock: string;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'routee-edit-'));
    file = path.join(folder, '.env');
    lock = `${file}.routee-lock`;
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const git = (...args: string[]): string => execFileSync('git', args, { cwd: folder, encoding: 'utf8' });

  /** As a window that was killed in the middle of writing leaves it. */
  function leave(name: string): void {
    mkdirSync(name);
    writeFileSync(path.join(name, '.gitignore'), '*\n');
    writeFileSync(path.join(name, randomUUID()), TOKEN);
  }

  it('has what it is about to write where Git never looks', async () => {
    git('init', '--quiet');
    writeFileSync(path.join(folder, '.gitignore'), '/.env\n');
    let seen: string[] = [];
    await withFileLock(file, (place) => {
      writeFileSync(path.join(place, randomUUID()), TOKEN);
      git('add', '--all');
      seen = git('ls-files').trim().split('\n');
      assert.equal(git('status', '--porcelain', '--untracked-files=all').trim(), 'A  .gitignore');
      return Promise.resolve();
    });
    assert.deepEqual([seen, readdirSync(folder).sort()], [['.gitignore'], ['.git', '.gitignore']]);
  });

  it('leaves nothing beside the file, whatever happens', async () => {
    await editFile(file, () => ({ text: 'A=1\n' }));
    await assert.rejects(
      withFileLock(file, () => Promise.reject(new Error('no'))),
      /no/,
    );
    assert.deepEqual(readdirSync(folder), ['.env']);
  });

  it('removes what a killed window has left with its next change, and leaves alone what it has no use for', async () => {
    for (const name of [lock, path.join(folder, '.env2.routee-lock')]) leave(name);
    writeFileSync(file, 'A=1\n');
    await editFile(file, () => 'keep');
    assert.equal(readdirSync(lock).length, 2);
    await editFile(file, () => ({ text: 'A=2\n' }));
    assert.deepEqual(readdirSync(folder).sort(), ['.env', '.env2.routee-lock']);
    assert.equal(readdirSync(path.join(folder, '.env2.routee-lock')).length, 2);
  }).timeout(20_000);

  describe('where a repository brings what is named like a lock', () => {
    let outside: string;

    beforeEach(() => {
      outside = mkdtempSync(path.join(tmpdir(), 'routee-victim-'));
      for (const name of ['id_rsa', '.gitignore', randomUUID()])
        writeFileSync(path.join(outside, name), 'mine');
    });

    afterEach(() => {
      rmSync(outside, { recursive: true });
    });

    it('removes a link that stands for the lock, and nothing behind it', async () => {
      symlinkSync(outside, lock, 'junction');
      await withFileLock(file, () => Promise.resolve(), timing);
      assert.deepEqual([readdirSync(folder), readdirSync(outside).length], [[], 3]);
    });

    it('leaves folders and names that are nobody’s leftover', async () => {
      mkdirSync(lock);
      const theirs = randomUUID();
      for (const name of ['notes.txt', theirs]) writeFileSync(path.join(lock, name), 'mine');
      mkdirSync(`${lock}.old`);
      symlinkSync(outside, `${lock}.x`, 'junction');
      await assert.rejects(
        withFileLock(file, () => Promise.resolve(), timing),
        (error) =>
          error instanceof EnvFileError &&
          error.code === 'unwritable' &&
          error.message.endsWith('If none is, delete .env.routee-lock.'),
      );
      assert.deepEqual(
        readdirSync(folder).sort(),
        ['', '.old', '.x'].map((end) => `.env.routee-lock${end}`),
      );
      assert.deepEqual(
        [readdirSync(lock).sort(), readdirSync(outside).length],
        [[theirs, 'notes.txt'].sort(), 3],
      );
    });
  });

  it('has done its work though something else came into its folder', async () => {
    await withFileLock(
      file,
      (place) => {
        writeFileSync(path.join(place, '.DS_Store'), 'x');
        writeFileSync(path.join(place, randomUUID()), TOKEN);
        return Promise.resolve();
      },
      timing,
    );
    assert.deepEqual(readdirSync(lock).sort(), ['.DS_Store', '.gitignore']);
  });

  it('waits for a lock that is held, and takes one that was left', async () => {
    const { promise: begin, resolve: begun } = Promise.withResolvers<undefined>();
    const order: string[] = [];
    const held = withFileLock(file, async (place) => {
      order.push('first');
      begun(undefined);
      for (let n = 0; n < 10; n++) {
        writeFileSync(path.join(place, randomUUID()), '');
        await new Promise((done) => setTimeout(done, 20));
      }
      order.push('end of first');
    });
    await begin;
    await withFileLock(file, () => Promise.resolve(order.push('second')), { ...timing, staleMs: 1000 });
    await held;
    leave(lock);
    await withFileLock(file, () => Promise.resolve(order.push('third')), timing);
    assert.deepEqual(order, ['first', 'end of first', 'second', 'third']);
    assert.deepEqual(readdirSync(folder), []);
  });

  it('gives up when the lock is held all the time', async () => {
    mkdirSync(lock);
    await assert.rejects(
      withFileLock(file, () => Promise.resolve(), { staleMs: 5000, longestWaitMs: 100 }),
      (error) => error instanceof EnvFileError && error.code === 'unwritable',
    );
    assert.ok(existsSync(lock));
  });

  it('does not write when its lock was taken for a leftover, but begins again', async () => {
    writeFileSync(file, 'A=1\n');
    let calls = 0;
    await editFile(file, (text) => {
      calls++;
      // The second call is made under the lock.
      if (calls === 2) rmSync(lock, { recursive: true });
      return { text: `${text ?? ''}B=1\n` };
    });
    assert.deepEqual([readFileSync(file, 'utf8'), calls, readdirSync(folder)], ['A=1\nB=1\n', 4, ['.env']]);
  });

  it('does not overwrite a file that changes all the time', async () => {
    let n = 0;
    await assert.rejects(
      editFile(file, () => {
        writeFileSync(file, `N=${++n}\n`);
        return { text: 'mine\n' };
      }),
      (error) => error instanceof EnvFileError && error.message.includes('keeps changing it'),
    );
    assert.equal(readFileSync(file, 'utf8'), `N=${n}\n`);
    assert.deepEqual(readdirSync(folder), ['.env']);
  });

  it('does not delete a file that has changed', async () => {
    writeFileSync(file, 'A=1\n');
    let calls = 0;
    await editFile(file, (text) => {
      calls++;
      if (calls === 2) writeFileSync(file, 'A=2\n');
      return text === 'A=1\n' ? 'delete' : 'keep';
    });
    assert.equal(readFileSync(file, 'utf8'), 'A=2\n');
  });

  it('reads no pipe, which never ends, and no file of many megabytes', async () => {
    writeFileSync(file, Buffer.alloc(1024 * 1024 + 1, 'x'));
    if (process.platform !== 'win32') execFileSync('mkfifo', [`${file}.pipe`]);
    for (const name of process.platform === 'win32' ? [file] : [file, `${file}.pipe`]) {
      await assert.rejects(
        editFile(name, () => assert.fail('it was read')),
        (error) => error instanceof EnvFileError && error.message.includes("isn't a regular file"),
      );
    }
  });

  it('refuses a write-protected file', async () => {
    writeFileSync(file, 'A=1\n');
    chmodSync(file, 0o444);
    const { ino } = statSync(file);
    for (const change of [{ text: 'B=2\n' }, 'delete'] as const)
      await assert.rejects(
        editFile(file, () => change),
        (error) => error instanceof EnvFileError && error.message.startsWith("It's write-protected."),
      );
    await editFile(file, () => 'keep');
    assert.deepEqual([readFileSync(file, 'utf8'), statSync(file).ino], ['A=1\n', ino]);
  });

  it('loses no line of several processes that write at once', async () => {
    const script = path.join(folder, 'writer.mts');
    const source = pathToFileURL(path.resolve('src/host/editFile.ts')).href;
    writeFileSync(
      script,
      `import { editFile } from ${JSON.stringify(source)};
      for (let n = 0; n < 20; n++)
        await editFile(process.argv[2], (text) => ({ text: (text ?? '') + process.argv[3] + n + '\\n' }));`,
    );
    const ends = ['a', 'b', 'c'].map(async (name) => {
      const [code] = (await once(fork(script, [file, name], { silent: true }), 'exit')) as [number];
      assert.equal(code, 0);
    });
    await Promise.all(ends);
    const lines = readFileSync(file, 'utf8').trim().split('\n');
    assert.equal(new Set(lines).size, 60);
  }).timeout(60_000);
});

import assert from 'node:assert/strict';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  promises as disk,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import timers from 'node:timers/promises';

import { EnvFileError } from '../../../src/core/kit/fileError.ts';
import { editFile } from '../../../src/host/editFile.ts';

type Refusals = Partial<Record<'chmod' | 'mkdir' | 'readFile' | 'rename' | 'rm', readonly string[]>>;

/** Disks as other systems have them: what they refuse, and how often. */
describe('editFile where the disk is another one', () => {
  const real = { ...disk };
  const { setTimeout: pause } = timers;
  let folder: string;
  let file: string;
  let pauses: number;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'routee-disk-'));
    file = path.join(folder, '.env');
    writeFileSync(file, 'A=1\n');
    chmodSync(file, 0o640);
    pauses = 0;
    timers.setTimeout = (() => {
      pauses++;
      return Promise.resolve();
    }) as typeof pause;
    syncBuiltinESMExports();
  });

  afterEach(() => {
    Object.assign(disk, real);
    timers.setTimeout = pause;
    syncBuiltinESMExports();
    rmSync(folder, { recursive: true });
  });

  /** Lets calls fail with these codes, one after the other, and then be done. */
  function refuse(refusals: Refusals): void {
    for (const [name, codes] of Object.entries(refusals)) {
      const left = [...codes];
      const call = Reflect.get(real, name) as (...args: unknown[]) => Promise<unknown>;
      Reflect.set(disk, name, (...args: unknown[]) => {
        const code = left.shift();
        return code === undefined ? call(...args) : Promise.reject(Object.assign(new Error(code), { code }));
      });
    }
    syncBuiltinESMExports();
  }

  const forAWhile = ['EPERM', 'EBUSY', 'EACCES'];
  const forEver = Array.from({ length: 50 }, () => 'EPERM');
  const contents = (): [names: string[], text: string] => [readdirSync(folder), readFileSync(file, 'utf8')];

  for (const call of ['mkdir', 'readFile', 'rename'] as const) {
    it(`waits while Windows refuses ${call}, for another program has the file or folder`, async () => {
      refuse({ [call]: forAWhile });
      await editFile(file, (text) => ({ text: `${text ?? ''}B=2\n` }));
      assert.deepEqual(contents(), [['.env'], 'A=1\nB=2\n']);
      assert.equal(pauses, forAWhile.length);
    });
  }

  it('waits to delete what another program has open', async () => {
    refuse({ rm: forAWhile });
    await editFile(file, () => 'delete');
    assert.deepEqual(readdirSync(folder), []);
  });

  for (const [call, change] of [
    ['rename', { text: 'B=2\n' }],
    ['rm', 'delete'],
  ] as const) {
    it(`says so when another program does not let go of it (${call}), and leaves it whole`, async () => {
      refuse({ [call]: call === 'rm' ? forEver.slice(0, 5) : forEver });
      await assert.rejects(
        editFile(file, () => change),
        (error) =>
          error instanceof EnvFileError &&
          error.code === 'unwritable' &&
          error.message === 'Another program has it open.',
      );
      assert.deepEqual(contents(), [['.env'], 'A=1\n']);
    });
  }

  it('does not overwrite what comes in while it waits', async () => {
    let isFirst = true;
    refuse({ rename: ['EBUSY'] });
    timers.setTimeout = (() => {
      if (isFirst) writeFileSync(file, 'A=theirs\n');
      isFirst = false;
      return Promise.resolve();
    }) as typeof pause;
    syncBuiltinESMExports();
    await editFile(file, (text) => ({ text: `${text ?? ''}B=2\n` }));
    assert.deepEqual(contents(), [['.env'], 'A=theirs\nB=2\n']);
  });

  for (const [words, refusals] of [
    ['refuses modes', { chmod: ['EPERM'] }],
    ['has no modes', { chmod: ['ENOTSUP'] }],
  ] as const) {
    it(`writes to a disk that ${words}`, async () => {
      refuse(refusals);
      await editFile(file, () => ({ text: 'B=2\n' }));
      assert.deepEqual(contents(), [['.env'], 'B=2\n']);
    });
  }

  it('writes to a disk on which chmod does nothing', async () => {
    Reflect.set(disk, 'chmod', () => Promise.resolve());
    syncBuiltinESMExports();
    await editFile(file, () => ({ text: 'B=2\n' }));
    assert.deepEqual(contents(), [['.env'], 'B=2\n']);
    // Stricter than it was, never looser.
    if (process.platform !== 'win32') assert.equal(statSync(file).mode & 0o777, 0o600);
  });

  it('takes a path and a name as long as systems have them', async () => {
    const parts = Array.from({ length: 12 }, (_, index) => `${index}`.padEnd(40, 'x'));
    const deep = path.join(folder, ...parts);
    mkdirSync(deep, { recursive: true });
    for (const name of [`.env.${'n'.repeat(250)}`, `${'π'.repeat(125)}.env`]) {
      const long = path.join(deep, name);
      await editFile(long, () => ({ text: 'B=2\n' }));
      assert.equal(readFileSync(long, 'utf8'), 'B=2\n');
      assert.deepEqual(readdirSync(deep), [name]);
      rmSync(long);
    }
  });
});

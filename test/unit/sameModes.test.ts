import assert from 'node:assert/strict';

import { setSameModes } from '../../scripts/sameModes.ts';

/** A zip file of empty files, as far as it tells of modes. */
function zip(files: readonly (readonly [name: string, mode: number])[]): Buffer {
  const entries = files.map(([name, mode]) => {
    const entry = Buffer.alloc(46 + name.length);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE((mode << 16) >>> 0, 38);
    entry.write(name, 46);
    return entry;
  });
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(4, 16);
  return Buffer.concat([Buffer.from('head'), ...entries, end]);
}

describe('the modes of files in the package', () => {
  it('are the same whatever the umask, the checkout or the file system says', () => {
    const names = ['a', 'folder/long-name', 'c'];
    const packages = [0o100600, 0o100644, 0o100755, 0o100666].map((mode) =>
      zip(names.map((name): [string, number] => [name, mode])),
    );
    for (const bytes of packages) setSameModes(bytes);
    const [first = Buffer.alloc(0), ...others] = packages;
    for (const bytes of others) assert.ok(first.equals(bytes));
    assert.ok(first.equals(zip(names.map((name): [string, number] => [name, 0o100644]))));
  });

  it('are not looked for in what is no zip file', () => {
    assert.throws(() => setSameModes(Buffer.alloc(100)), /no zip file/);
  });
});

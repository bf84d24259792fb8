import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly optionalDependencies: Readonly<Record<string, string>>;
}

interface Lock {
  readonly packages: Readonly<
    Record<string, { readonly resolved?: string; readonly integrity?: string; readonly link?: boolean }>
  >;
}

/** Without an address npm asks the registry that the user has chosen. */
const NPM = /^$|^https:\/\/registry\.npmjs\.org\//;

describe('what others have written', () => {
  const manifest = JSON.parse(read('package.json')) as Manifest;

  it('has a checksum each, and no address of its own', () => {
    const { packages } = JSON.parse(read('package-lock.json')) as Lock;
    const fetched = Object.entries(packages).filter(([folder]) => folder !== '');
    assert.ok(fetched.length > 100);
    const wrong = fetched.filter(
      ([, { resolved = '', integrity = '', link }]) =>
        link === true || !NPM.test(resolved) || !integrity.startsWith('sha512-'),
    );
    assert.deepEqual(wrong, []);
  });

  it('is justified in docs/packages.md, each package that ships', () => {
    // All of it is bundled, so that users install nothing.
    assert.equal(manifest.dependencies, undefined);
    const text = read('docs/packages.md');
    const listed = [...text.matchAll(/^\| `([^`]+)`/gm)].map(([, name = '']) => name).sort();
    const used = Object.keys({ ...manifest.devDependencies, ...manifest.optionalDependencies }).sort();
    const named = used.map((name) => (name.startsWith('node-') ? 'node-*' : name));
    assert.deepEqual(listed, [...new Set(named)].sort());
  });
});

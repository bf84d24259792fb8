import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');

describe('SECURITY.md', () => {
  const text = readFileSync(join(root, 'SECURITY.md'), 'utf8');
  const start = text.indexOf('## Promises');
  const section = text.slice(start, text.indexOf('\n## ', start + 1));
  const [, , ...rows] = section.split('\n').filter((line) => line.startsWith('|'));

  it('makes promises', () => {
    assert.ok(start > 0 && rows.length >= 20);
  });

  for (const row of rows) {
    const [, promise = '', shown = ''] = row.split('|').map((cell) => cell.trim());
    it(promise, () => {
      const [, file, title] = /^`(test\/[\w/]+\.test\.ts)`: (\S.*)$/.exec(shown) ?? [];
      assert.ok(file !== undefined && title !== undefined, 'names its test: `file`: title');
      const tests = readFileSync(join(root, file), 'utf8');
      const titles = [...tests.matchAll(/\bit\(\s*(['"`])(.*?)\1,/g)].map(([, , name = '']) =>
        name.replaceAll(/\$\{[^}]*\}/g, '').replace(/^[\s:()]+/, ''),
      );
      assert.ok(
        titles.some((name) => name.startsWith(title)),
        `no test of ${file} is called “${title}”`,
      );
    });
  }
});

import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { projectRoot } from '../../scripts/paths.ts';
import { parse, readWorkflow } from '../../scripts/workflows/readWorkflow.ts';

const files = globSync('.github/workflows/*.yml', { cwd: projectRoot }).sort();

describe('the workflows', () => {
  it('are two', () => {
    assert.deepEqual(
      files.map((file) => path.basename(file)),
      ['ci.yml', 'release.yml'],
    );
  });

  for (const file of files) {
    describe(path.basename(file), () => {
      const text = readFileSync(path.join(projectRoot, file), 'utf8');

      it('is right for GitHub’s own reader', async () => {
        const { problems, jobs } = await readWorkflow(path.join(projectRoot, file));
        assert.deepEqual(problems, []);
        assert.ok(jobs.length > 0);
      });

      it('pins each action by its commit, and says its version', () => {
        const lines = text.split('\n').filter((line) => /\buses:/.test(line));
        assert.ok(lines.length > 0);
        for (const line of lines) {
          assert.match(line, /uses: [\w-]+\/[\w-]+@[\da-f]{40} # v\d+\.\d+\.\d+$/);
        }
        // One version of each, so that an update cannot forget a place.
        const actions = lines.map((line) => line.slice(line.indexOf('uses:')));
        const names = new Set(actions.map((action) => action.split('@')[0]));
        assert.equal(new Set(actions).size, names.size);
      });

      it('reads no secret, and puts no expression into a shell', async () => {
        assert.doesNotMatch(text, /\bsecrets\b|pull_request_target|permissions: write-all/);
        const { jobs } = await readWorkflow(path.join(projectRoot, file));
        for (const { run } of jobs.flatMap(({ steps }) => steps)) assert.doesNotMatch(run ?? '', /\$\{\{/);
      });

      it('says what it may, and keeps no credentials beside the code', () => {
        assert.match(text, /^permissions:(?: \{\}|\n {2}contents: read)\n\n/m);
        const checkouts = text.split('actions/checkout@').slice(1);
        for (const checkout of checkouts) {
          assert.match(checkout, /^\S+ # \S+\n {8}with:\n {10}persist-credentials: false\n/);
        }
      });
    });
  }

  it('would not be right with a permission, a context or a key that does not exist', async () => {
    const rest = 'on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n';
    for (const text of [
      `permissions:\n  content: read\n${rest}      - run: a\n`,
      `${rest}      - run: a\n        env:\n          A: \${{ nowhere.a }}\n`,
      `${rest}      - runs: a\n`,
    ]) {
      assert.notDeepEqual((await parse('a.yml', text)).problems, []);
    }
  });
});

// Checks that a tag can be released (docs/releasing.md), and writes what the steps after it need.
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from './paths.ts';
import { isPreRelease, releaseOf, releaseProblems, type Manifest } from './releaseOf.ts';

const read = (file: string): string => readFileSync(path.join(projectRoot, file), 'utf8');
const manifest = JSON.parse(read('package.json')) as Manifest;
const changelog = read('CHANGELOG.md');

const problems = releaseProblems(manifest, changelog, process.env);
for (const problem of problems) console.error(problem);
if (problems.length > 0) {
  console.error('docs/releasing.md tells what a release needs.');
  process.exit(1);
}
writeFileSync(
  path.join(projectRoot, 'release-notes.md'),
  releaseOf(changelog, manifest.version)?.notes ?? '',
);
const kind = isPreRelease(manifest.version);
console.log(`${manifest.version} is a ${kind ? 'pre-release' : 'release'}.`);
const { GITHUB_OUTPUT: outputs } = process.env;
if (outputs !== undefined) appendFileSync(outputs, `pre-release=${kind}\n`);

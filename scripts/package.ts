// Makes the VSIX that users get, and fails when it has grown beyond what was agreed.
import { cpSync, globSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { exitWithParent } from './exitWithParent.ts';
import { writeNotices } from './notices.ts';
import { packagedFiles } from './packagedFiles.ts';
import { packagedMarkdown } from './packagedMarkdown.ts';
import { projectRoot, stagedFolder, vsixFile } from './paths.ts';
import { projectAddresses, type ProjectAddresses } from './projectAddress.ts';
import { isPreRelease, missingFromPackage, releaseOf, type Manifest } from './releaseOf.ts';
import { exitOnSignals, runQuietly } from './runProgram.ts';
import { setSameModes } from './sameModes.ts';

const kilobyte = 1024;
/** Extensions are downloaded by everybody and updated often: a few hundred kilobytes are a second on a slow line. */
const vsixLimit = 768 * kilobyte;

const read = (file: string): string => readFileSync(path.join(projectRoot, file), 'utf8');
const manifest = JSON.parse(read('package.json')) as Manifest;

/** Resolves to whether the package was made and is small enough. */
async function makePackage(): Promise<boolean> {
  if (!(await runQuietly(['esbuild.mjs', '--production']))) return false;
  writeNotices();
  stage(projectAddresses(manifest));
  // Times of files, and orders by language, would make each package another one: the same source gives the same bytes.
  Object.assign(process.env, { SOURCE_DATE_EPOCH: releaseSeconds(), TZ: 'UTC', LC_ALL: 'C' });
  const vsce = [
    path.join(projectRoot, 'node_modules', '@vscode', 'vsce', 'vsce'),
    ...['package', '--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links'],
    ...(isPreRelease(manifest.version) ? ['--pre-release'] : []),
    ...['--out', vsixFile],
  ];
  if (!(await runQuietly(vsce, { cwd: stagedFolder }))) return false;
  const vsix = readFileSync(vsixFile);
  setSameModes(vsix);
  writeFileSync(vsixFile, vsix);

  const desktop = globSync('dist/*.mjs', { cwd: projectRoot }).map((file) => sizeOf(file));
  const desktopSize = desktop.reduce((sum, size) => sum + size, 0);
  const vsixSize = statSync(vsixFile).size;
  console.log(`desktop: ${inKilobytes(desktopSize)} in ${desktop.length} files`);
  console.log(`agents: ${inKilobytes(sizeOf('dist/agents/mcpServer.mjs'))}`);
  console.log(`web: ${inKilobytes(sizeOf('dist/web/extension.js'))}`);
  console.log(`${path.basename(vsixFile)}: ${inKilobytes(vsixSize)} of at most ${inKilobytes(vsixLimit)}`);
  if (vsixSize > vsixLimit) console.error('The package is too large.');
  return vsixSize <= vsixLimit;
}

/** Lays out what is packaged: the files that `.vscodeignore` lets through, with the addresses of the project in them. */
function stage(addresses: ProjectAddresses | undefined): void {
  rmSync(stagedFolder, { recursive: true, force: true });
  for (const file of packagedFiles()) {
    const target = path.join(stagedFolder, file);
    mkdirSync(path.dirname(target), { recursive: true });
    // Pages of `docs` keep their links: what these lead to is packaged beside them.
    if (/^\w+\.md$/.test(file)) writeFileSync(target, packagedMarkdown(read(file), addresses));
    else if (file === 'package.json') {
      writeFileSync(
        target,
        JSON.stringify({ ...JSON.parse(read(file)), ...addresses?.manifest }, undefined, 2),
      );
    } else cpSync(path.join(projectRoot, file), target);
  }
}

/**
 * Makes it once more, with other rights for new files, and compares the two: whoever has the source can see that a VSIX
 * was made from it.
 */
async function isReproduced(): Promise<boolean> {
  const first = readFileSync(vsixFile);
  const umask = process.umask(0o077);
  const isMade = await makePackage();
  process.umask(umask);
  if (!isMade) return false;
  const isSame = first.equals(readFileSync(vsixFile));
  console.log(`The two packages are ${isSame ? 'the same, byte for byte' : 'not the same'}.`);
  return isSame;
}

/** The day of this release, or a fixed one before there is any. */
function releaseSeconds(): string {
  const { day } = releaseOf(read('CHANGELOG.md'), manifest.version) ?? { day: '2026-01-01' };
  return String(Date.parse(day) / 1000);
}

const sizeOf = (file: string): number => statSync(path.join(projectRoot, file)).size;
const inKilobytes = (size: number): string => `${(size / kilobyte).toFixed(1)} KB`;

exitWithParent();
exitOnSignals();
for (const sentence of missingFromPackage(manifest)) console.log(sentence);
process.exit((await makePackage()) && (!process.argv.includes('--twice') || (await isReproduced())) ? 0 : 1);

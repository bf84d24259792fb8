// Makes the VSIX that users get, and fails when it has grown beyond what was agreed.
import { globSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { writePackagedReadme } from './packagedReadme.ts';
import { packagedReadmeFile, projectRoot, vsixFile } from './paths.ts';
import { writeNotices } from './notices.ts';
import { exitWithParent } from './exitWithParent.ts';
import { exitOnSignals, runQuietly } from './runProgram.ts';

const kilobyte = 1024;
/** Extensions are downloaded by everybody and updated often: a few hundred kilobytes are a second on a slow line. */
const vsixLimit = 768 * kilobyte;

/** Resolves to whether the package was made and is small enough. */
async function makePackage(): Promise<boolean> {
  if (!(await runQuietly(['esbuild.mjs', '--production']))) return false;
  writeNotices();
  writePackagedReadme();
  // Times of files would make each package another one: the same source gives the same bytes.
  process.env['SOURCE_DATE_EPOCH'] ??= releaseSeconds();
  process.env['TZ'] = 'UTC';
  const vsce = [
    'node_modules/@vscode/vsce/vsce',
    'package',
    '--no-dependencies',
    '--allow-missing-repository',
    '--no-rewrite-relative-links',
    '--readme-path',
    path.relative(projectRoot, packagedReadmeFile),
    '--out',
    vsixFile,
  ];
  if (!(await runQuietly(vsce))) return false;

  const desktop = globSync('dist/*.mjs', { cwd: projectRoot }).map((file) => sizeOf(file));
  const desktopSize = desktop.reduce((sum, size) => sum + size, 0);
  const vsixSize = statSync(vsixFile).size;
  console.log(`desktop: ${inKilobytes(desktopSize)} in ${desktop.length} files`);
  console.log(`web: ${inKilobytes(sizeOf('dist/web/extension.js'))}`);
  console.log(`${path.basename(vsixFile)}: ${inKilobytes(vsixSize)} of at most ${inKilobytes(vsixLimit)}`);
  if (vsixSize > vsixLimit) console.error('The package is too large.');
  return vsixSize <= vsixLimit;
}

/** Makes it once more, and compares the two: whoever has the source can see that a VSIX was made from it. */
async function isReproduced(): Promise<boolean> {
  const first = readFileSync(vsixFile);
  if (!(await makePackage())) return false;
  const isSame = first.equals(readFileSync(vsixFile));
  console.log(`The two packages are ${isSame ? 'the same, byte for byte' : 'not the same'}.`);
  return isSame;
}

/** The day of the newest dated release, or a fixed one before the first. */
function releaseSeconds(): string {
  const changelog = readFileSync(path.join(projectRoot, 'CHANGELOG.md'), 'utf8');
  const day = /^## \[[^\]]+\] - (\d{4}-\d{2}-\d{2})/m.exec(changelog)?.[1] ?? '2026-01-01';
  return String(Date.parse(day) / 1000);
}

const sizeOf = (file: string): number => statSync(path.join(projectRoot, file)).size;
const inKilobytes = (size: number): string => `${(size / kilobyte).toFixed(1)} KB`;

exitWithParent();
exitOnSignals();
process.exit((await makePackage()) && (!process.argv.includes('--twice') || (await isReproduced())) ? 0 : 1);

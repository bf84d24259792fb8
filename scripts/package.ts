// Makes the VSIX that users get, and fails when it has grown beyond what was agreed.
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { writePackagedReadme } from './packagedReadme.ts';
import { bundleFile, packagedReadmeFile, projectRoot, vsixFile, webBundleFile } from './paths.ts';
import { writeNotices } from './notices.ts';
import { exitWithParent } from './exitWithParent.ts';
import { exitOnSignals, runNode } from './runProgram.ts';

const kilobyte = 1024;
/** What VS Code reads before anything else. */
const mainLimit = 60 * kilobyte;
/** With the chunks that the former needs at once: its share of VS Code's start is measured by `npm run bench`. */
const startUpLimit = 72 * kilobyte;
/** All in one file, which a browser has to fetch before it starts the extension. */
const webLimit = 400 * kilobyte;
/** 150 for the desktop's code, the rest for the web's, which is one file more, four languages and the walkthrough. */
const vsixLimit = 768 * kilobyte;

/** Resolves to whether the package was made and is small enough. */
async function makePackage(): Promise<boolean> {
  if ((await runNode(['esbuild.mjs', '--production'])) !== 0) return false;
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
  if ((await runNode(vsce)) !== 0) return false;

  const { startUp, onDemand } = chunkSizes();
  const withinMain = check('dist/extension.js', statSync(bundleFile).size, mainLimit);
  for (const [file, size] of onDemand) console.log(`${file}: ${inKilobytes(size)}, loaded on demand`);
  const withinStartUp = check('all that is loaded at start-up', startUp, startUpLimit);
  const withinWeb = check('dist/web/extension.js', statSync(webBundleFile).size, webLimit);
  const withinVsix = check(path.relative(projectRoot, vsixFile), statSync(vsixFile).size, vsixLimit);
  return withinMain && withinStartUp && withinWeb && withinVsix;
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

function check(what: string, size: number, limit: number): boolean {
  console.log(`${what}: ${inKilobytes(size)} of at most ${inKilobytes(limit)}`);
  if (size > limit) console.error(`${what} is too large.`);
  return size <= limit;
}

const inKilobytes = (size: number): string => `${(size / kilobyte).toFixed(1)} KB`;

interface BuildMeta {
  readonly outputs: Record<
    string,
    { readonly imports: readonly { readonly path: string; readonly kind: string }[] }
  >;
}

/** What `extension.js` imports with a statement, directly or not, is loaded with it; the rest when it is needed. */
function chunkSizes(): { startUp: number; onDemand: [file: string, size: number][] } {
  const meta = JSON.parse(readFileSync(path.join(projectRoot, 'dist/meta.json'), 'utf8')) as BuildMeta;
  const atStart = new Set(['dist/extension.js']);
  // A Set grows while it is walked.
  for (const file of atStart) {
    for (const { path: imported, kind } of meta.outputs[file]?.imports ?? []) {
      if (kind === 'import-statement' && imported in meta.outputs) atStart.add(imported);
    }
  }
  const sizes = Object.keys(meta.outputs).map((file): [string, number] => [
    file,
    statSync(path.join(projectRoot, file)).size,
  ]);
  const startUp = sizes.reduce((sum, [file, size]) => sum + (atStart.has(file) ? size : 0), 0);
  return { startUp, onDemand: sizes.filter(([file]) => !atStart.has(file)) };
}

exitWithParent();
exitOnSignals();
process.exit((await makePackage()) && (!process.argv.includes('--twice') || (await isReproduced())) ? 0 : 1);

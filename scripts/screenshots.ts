// Makes the pictures of the README and of the walkthrough from the product itself, and lists the texts in them.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { defaultApplication, startRouteeSandbox } from '../test/support/routeeSandbox.ts';
import { mochaGlobalSetup } from '../test/ui/support/mochaHooks.ts';
import type { Theme } from '../test/ui/support/workbenchSettings.ts';
import { projectRoot } from './paths.ts';
import { pictureWorkbench } from './pictures/pictureWorkbench.ts';
import { tellStory, type Scene } from './pictures/tellStory.ts';
import { runNode } from './runProgram.ts';

const media = path.join(projectRoot, 'media');
/** Of README pictures, and of those in the package, where each kilobyte counts. */
const COLOURS = { readme: 64, walkthrough: 16 } as const;

/** The pictures of one theme. The token in them is of a sandbox that has long ended. */
async function scenesIn(theme: Theme): Promise<readonly Scene[]> {
  const sandbox = await startRouteeSandbox();
  try {
    await using workbench = await pictureWorkbench(sandbox, theme);
    try {
      return await tellStory(workbench, { ...defaultApplication, name: 'Web shop' });
    } catch (error) {
      await workbench.screenshot('failed-pictures');
      throw error;
    }
  } finally {
    await sandbox.close();
  }
}

/** The walkthrough has a picture for each theme, and the README, which knows no theme, the dark ones. */
async function writePictures(scenes: readonly Scene[], theme: Theme): Promise<void> {
  for (const { png, picture, left } of scenes) {
    const kind = picture?.startsWith('walkthrough/') === true ? 'walkthrough' : 'readme';
    if (picture === undefined || (kind === 'readme' && theme !== 'dark')) continue;
    const shown = sharp(png);
    if (left !== undefined) shown.extract({ left, top: 0, width: 550, height: 344 });
    const fewColours = await shown.png({ palette: true, colours: COLOURS[kind], dither: 0 }).toBuffer();
    const file = path.join(media, kind === 'readme' ? `${picture}.webp` : `${picture}-${theme}.webp`);
    await sharp(fewColours).webp({ lossless: true, effort: 6 }).toFile(file);
  }
}

async function writeDemo(scenes: readonly Scene[]): Promise<void> {
  const shown = scenes.filter(({ durationMs }) => durationMs !== undefined);
  await sharp(
    shown.map(({ png }) => png),
    { join: { animated: true } },
  )
    .gif({
      delay: shown.map(({ durationMs = 0 }) => durationMs),
      colours: COLOURS.readme,
      dither: 0,
      effort: 10,
      loop: 0,
    })
    .toFile(path.join(media, 'demo.gif'));
}

/** Which pictures hold which text, so that a test names those to make again when a text has changed. */
function writeTexts(scenes: readonly Scene[]): void {
  const pictures = new Map<string, Set<string>>();
  for (const { texts, picture = 'demo' } of scenes)
    for (const text of texts) pictures.set(text, (pictures.get(text) ?? new Set()).add(picture));
  const sorted = [...pictures].sort(([a], [b]) => (a < b ? -1 : 1));
  const lines = Object.fromEntries(sorted.map(([text, names]) => [text, [...names].sort().join(' ')]));
  writeFileSync(path.join(media, 'texts.json'), `${JSON.stringify(lines, undefined, 2)}\n`);
}

if ((await runNode(['scripts/package.ts'])) !== 0) process.exit(1);
await mochaGlobalSetup();
for (const folder of ['walkthrough', 'readme']) mkdirSync(path.join(media, folder), { recursive: true });
const light = await scenesIn('light');
const dark = await scenesIn('dark');
await writePictures(light, 'light');
await writePictures(dark, 'dark');
await writeDemo(dark);
writeTexts(dark);

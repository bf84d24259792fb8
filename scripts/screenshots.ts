// Makes the pictures of the README and of the walkthrough from the product itself.
import { mkdirSync } from 'node:fs';
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

/** The pictures of one theme. The token in them is of a sandbox that has long ended. */
async function scenesIn(theme: Theme): Promise<readonly Scene[]> {
  const sandbox = await startRouteeSandbox();
  try {
    await using workbench = await pictureWorkbench(sandbox, theme);
    return await tellStory(workbench, sandbox, { ...defaultApplication, name: 'Web shop' });
  } finally {
    await sandbox.close();
  }
}

async function writeSteps(scenes: readonly Scene[], theme: Theme): Promise<void> {
  for (const { png, step, left } of scenes) {
    if (step === undefined) continue;
    const picture = sharp(png);
    if (left !== undefined) picture.extract({ left, top: 0, width: 600, height: 375 });
    const file = path.join(media, 'walkthrough', `${step}-${theme}.webp`);
    const fewColours = await picture.png({ palette: true, colours: 16, dither: 0 }).toBuffer();
    await sharp(fewColours).webp({ lossless: true, effort: 6 }).toFile(file);
  }
}

async function writeDemo(scenes: readonly Scene[]): Promise<void> {
  await sharp(
    scenes.map(({ png }) => png),
    { join: { animated: true } },
  )
    .gif({ delay: scenes.map(({ durationMs }) => durationMs), colours: 64, dither: 0, effort: 10, loop: 0 })
    .toFile(path.join(media, 'demo.gif'));
}

if ((await runNode(['scripts/package.ts'])) !== 0) process.exit(1);
await mochaGlobalSetup();
mkdirSync(path.join(media, 'walkthrough'), { recursive: true });
const light = await scenesIn('light');
await writeSteps(light, 'light');
const dark = await scenesIn('dark');
await writeSteps(dark, 'dark');
await writeDemo(dark);

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { launchChromium } from '../../../scripts/host/chromium.ts';
import { VARIABLES } from '../../../src/features/codeSamples/model/sampleRequest.ts';
import type { Run } from './exerciseSamples.ts';
import { JQUERY } from './runners.ts';

const PLACEHOLDERS: Readonly<Record<string, string>> = {
  [VARIABLES.id]: 'YOUR_APPLICATION_ID',
  [VARIABLES.secret]: 'YOUR_APPLICATION_SECRET',
  [VARIABLES.token]: 'YOUR_ROUTEE_TOKEN',
};

/**
 * Runs a jQuery sample in a page of Chromium, its placeholders filled in. The page has the server's own origin: Routee
 * would have to allow any other (CORS), and whether it does is not a question of the sample.
 */
export const runInBrowser: Run = async (code, variables) => {
  const profileFolder = mkdtempSync(path.join(tmpdir(), 'routee-sample-'));
  const context = await launchChromium({ profileFolder });
  try {
    const page = await context.newPage();
    const origin = /https?:\/\/[^/']+/.exec(code)?.[0] ?? '';
    await page.route(`${origin}/page`, (route) => route.fulfill({ contentType: 'text/html', body: '' }));
    await page.goto(`${origin}/page`);
    await page.addScriptTag({ path: JQUERY });
    const printed = page.waitForEvent('console', { timeout: 20_000 });
    const filledIn = Object.entries(variables).reduce(
      (text, [name, value]) => text.replace(`'${PLACEHOLDERS[name] ?? ''}'`, () => JSON.stringify(value)),
      code,
    );
    await page.addScriptTag({ content: filledIn });
    const values = (await printed).args().map((argument) => argument.jsonValue());
    return JSON.stringify(await Promise.all(values));
  } finally {
    await context.close();
    rmSync(profileFolder, { recursive: true, force: true });
  }
};

import { randomUUID } from 'node:crypto';
import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { viewport } from '../../../scripts/host/chromium.ts';
import { eventually } from './eventually.ts';
import { launchWorkbench, userSettings, writeFiles, type LaunchOptions } from './launchWorkbench.ts';
import type { Workbench } from './workbench.ts';
import { TIDYING_KEYS } from './workbenchSettings.ts';

type SharedOptions = Pick<LaunchOptions, 'workspaceFiles' | 'settings' | 'theme'>;

/** The window that the suites of this process use, one after the other. */
let shared: Workbench | undefined;
let isSpoiled = false;

/**
 * A window as a new user of ours finds it, which the suite leaves open for the next one: to start one keeps two cores
 * busy for ten seconds. What VS Code itself remembers of its user stays.
 */
export async function shareWorkbench(options: SharedOptions): Promise<Workbench> {
  if (shared !== undefined && !isSpoiled) {
    try {
      await startOver(shared, options);
      return shared;
    } catch (error) {
      console.warn('A new window takes the place of one that could not be tidied up:', error);
    }
  }
  await shared?.close();
  isSpoiled = false;
  shared = await launchWorkbench(options);
  return shared;
}

/** What a failed test has left behind is no matter of the next suite. */
export function spoilShared(): void {
  isSpoiled = true;
}

export function isShared(workbench: Workbench): boolean {
  return workbench === shared;
}

async function startOver(workbench: Workbench, options: SharedOptions): Promise<void> {
  const { page, folders } = workbench;
  await page.setViewportSize(viewport);
  await page.emulateMedia({ colorScheme: null, forcedColors: null });
  await workbench.runCommand('Routee: Forget Everything');
  await (await workbench.dialog()).click('Forget Everything');
  await workbench.notification(/has forgotten all applications/);
  await page.keyboard.press(TIDYING_KEYS.editors);
  await eventually('no editor', async () => {
    const unsaved = page.locator('.monaco-dialog-box:visible .monaco-button').getByText("Don't Save");
    if (await unsaved.isVisible()) await unsaved.click();
    return (await page.locator('.part.editor .tab').count()) === 0;
  });
  await page.evaluate("navigator.clipboard.writeText('')");
  for (const name of readdirSync(folders.workspaceDir)) {
    rmSync(path.join(folders.workspaceDir, name), { recursive: true });
  }
  writeFiles(folders.workspaceDir, options.workspaceFiles ?? {});
  const title = `Window ${randomUUID()}`;
  workbench.writeSettings({ ...userSettings(options), 'window.title': title });
  await eventually('the settings to be read', async () => (await page.title()) === title);
  await workbench.dismissNotifications();
}

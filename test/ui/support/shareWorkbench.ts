import { mkdtempSync } from 'node:fs';
import path from 'node:path';
import { viewport } from '../../../scripts/host/chromium.ts';
import { launchWorkbench, writeUserFiles, type LaunchOptions } from './launchWorkbench.ts';
import type { Workbench } from './workbench.ts';
import { FORGET_EVERYTHING } from './workbenchSettings.ts';

type SharedOptions = Pick<LaunchOptions, 'workspaceFiles' | 'committedFiles' | 'settings' | 'theme'>;

/** The window that the suites of this process use, one after the other. */
let shared: Workbench | undefined;
let isSpoiled = false;

/**
 * A window for the files and settings of a suite and a new user of ours. The suite leaves it open for the next one, as
 * to start VS Code and a browser takes twice as long as to load this. What VS Code itself remembers of its user stays.
 */
export async function shareWorkbench(options: SharedOptions): Promise<Workbench> {
  if (shared !== undefined && !isSpoiled) {
    try {
      await startOver(shared, options);
      return shared;
    } catch (error) {
      console.warn('A new window takes the place of one that could not be used again:', error);
    }
  }
  await shared?.close();
  isSpoiled = false;
  shared = await launchWorkbench(options);
  return shared;
}

/** Gives the next suite a new window: a failed test may have left anything in this one. */
export function spoilShared(): void {
  isSpoiled = true;
}

async function startOver(workbench: Workbench, options: SharedOptions): Promise<void> {
  const { page, folders } = workbench;
  await page.keyboard.press(FORGET_EVERYTHING);
  await (await workbench.dialog()).click('Forget Everything');
  await workbench.notification(/has forgotten all applications/);
  const workspaceDir = mkdtempSync(path.join(path.dirname(folders.workspaceDir), 'workspace-'));
  writeUserFiles({ ...folders, workspaceDir }, options);
  await page.evaluate("navigator.clipboard.writeText('')");
  await page.setViewportSize(viewport);
  await page.emulateMedia({ colorScheme: null, forcedColors: null });
  await workbench.openFolder(workspaceDir);
}

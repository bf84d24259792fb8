import { mkdtempSync } from 'node:fs';
import path from 'node:path';
import { viewport } from '../../../scripts/host/chromium.ts';
import { eventually } from './eventually.ts';
import { launchWorkbench, writeUserFiles, type LaunchOptions } from './launchWorkbench.ts';
import type { Workbench } from './workbench.ts';

type SharedOptions = Pick<LaunchOptions, 'workspaceFiles' | 'committedFiles' | 'settings' | 'theme'>;

/** Whether VS Code still has in its database, which it writes a little later, how many applications there were. */
const REMEMBERS = `(async () => {
  const names = (await indexedDB.databases()).map(({ name }) => name);
  const done = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const texts = await Promise.all(names.map(async (name) => {
    const database = await done(indexedDB.open(name));
    const stores = [...database.objectStoreNames];
    const found = stores.length === 0 ? [] : await Promise.all(
      stores.map((store) => done(database.transaction(stores).objectStore(store).getAll())));
    database.close();
    return JSON.stringify(found);
  }));
  return texts.some((text) => text.includes('routee.applicationCount'));
})()`;

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

/** What a failed test has left behind is no matter of the next suite. */
export function spoilShared(): void {
  isSpoiled = true;
}

async function startOver(workbench: Workbench, options: SharedOptions): Promise<void> {
  const { page, folders } = workbench;
  await workbench.runCommand('Routee: Forget Everything');
  await (await workbench.dialog()).click('Forget Everything');
  await workbench.notification(/has forgotten all applications/);
  await eventually('an empty memory', async () => !(await page.evaluate<boolean>(REMEMBERS)));
  const workspaceDir = mkdtempSync(path.join(path.dirname(folders.workspaceDir), 'workspace-'));
  writeUserFiles({ ...folders, workspaceDir }, options);
  await page.evaluate("navigator.clipboard.writeText('')");
  await page.setViewportSize(viewport);
  await page.emulateMedia({ colorScheme: null, forcedColors: null });
  await workbench.openFolder(workspaceDir);
}

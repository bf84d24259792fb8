import { eventually } from '../../test/ui/support/eventually.ts';
import type { TypedApplication } from '../../test/ui/support/sandboxUser.ts';
import type { Workbench } from '../../test/ui/support/workbench.ts';
import { commandTitle } from '../texts.ts';
import { visibleTexts } from './visibleTexts.ts';

/** A moment of the story. */
export interface Scene {
  readonly png: Buffer;
  /** The texts of the product that can be read in it. */
  readonly texts: readonly string[];
  /** How long the demo shows it. */
  readonly durationMs?: number;
  /** The picture's name below `media`, without theme and ending. */
  readonly picture?: string;
  /** The left edge of what the picture shows of it, where that is not all. */
  readonly left?: number;
}

const LARGE = { width: 1200, height: 640 };
/** For the walkthrough, which shows its pictures in a narrow column. */
const SMALL = { width: 900, height: 440 };

/**
 * Goes from an empty profile to the first API calls, as a person does, and takes a picture at each step. Waits for what
 * happens and not for its wording, so that a new wording needs no other story.
 */
export async function tellStory(
  workbench: Workbench,
  application: TypedApplication,
): Promise<readonly Scene[]> {
  const { page, quickInput, routee, editor } = workbench;
  const scenes: Scene[] = [];
  const command = (id: string): Promise<void> => workbench.runCommand(`Routee: ${commandTitle(id)}`);
  const resize = async (size: typeof LARGE): Promise<void> => {
    await page.setViewportSize(size);
    // The workbench lays itself out a moment later.
    await page.evaluate('new Promise((resolve) => setTimeout(resolve, 500))');
  };
  const take = async (use: Omit<Scene, 'png' | 'texts'>): Promise<void> => {
    await page.mouse.move(600, 400);
    await page.locator('.statusbar-item', { hasText: 'Activating Extensions' }).waitFor({ state: 'hidden' });
    const png = await page.screenshot({ animations: 'disabled' });
    scenes.push({ png, texts: await visibleTexts(page), ...use });
  };
  const show = (durationMs: number): Promise<void> => take({ durationMs });
  const illustrate = (name: string): Promise<void> => take({ picture: `readme/${name}` });
  const step = async (name: string, left?: number): Promise<void> => {
    await resize(SMALL);
    await take({ picture: `walkthrough/${name}`, ...(left !== undefined && { left }) });
    await resize(LARGE);
  };
  const lens = (hasText: string | RegExp) => page.locator('.codelens-decoration', { hasText }).first();
  const response = (): Promise<void> =>
    page.locator('.view-line', { hasText: '"balance"' }).first().waitFor();

  await resize(LARGE);
  await routee.open();
  await command('routee.trySandbox');
  await lens(/Sandbox/).waitFor();
  await workbench.dismissNotifications();
  await step('sandbox');
  await command('routee.removeApplication');
  await workbench.dialog();
  await page.keyboard.press('Enter');
  await workbench.runCommand('View: Revert and Close Editor');

  await editor.openFile('shop.http');
  await editor.setCursor(2);
  await routee.open();
  await routee.waitForWelcome(/Routee/);
  await show(1800);
  await step('portal', 0);

  await command('routee.getToken');
  await quickInput.waitFor('(1/4)');
  await show(1200);
  await step('add');
  await quickInput.type(application.id);
  await show(900);
  await quickInput.enter();
  await quickInput.waitFor('(2/4)');
  await quickInput.type(application.secret);
  await show(1200);
  await quickInput.enter();
  await quickInput.waitFor('(3/4)');
  await quickInput.type(application.name);
  await show(900);
  await quickInput.enter();
  await quickInput.accept('(4/4)');
  const notifications = page.locator('.notifications-toasts .notification-list-item:visible');
  // VS Code shows progress for a moment longer than it takes.
  await eventually('the message that the application is added, alone', async () => {
    const buttons = await notifications.locator('.monaco-button').count();
    return buttons > 1 && (await notifications.count()) === 1;
  });
  await show(2000);
  await step('token');

  await workbench.dismissNotifications();
  await editor.focus();
  await workbench.openPalette(`Routee: ${commandTitle('routee.insertToken')}`);
  await show(1000);
  await quickInput.cancel();
  await command('routee.insertToken');
  await lens(application.name).waitFor();
  await show(2500);
  await illustrate('tokens');
  await step('insert', 350);

  await editor.save();
  await command('routee.sendRequest');
  await response();
  await show(4000);
  await illustrate('requests');
  await command('routee.checkBalance');
  await workbench.notification(/20\.50/);
  await page.keyboard.press('ControlOrMeta+b');
  await step('call');
  await page.keyboard.press('ControlOrMeta+b');
  await workbench.dismissNotifications();

  await workbench.runCommand('View: Close All Editors');
  await editor.openFile('shop.http');
  await command('routee.newRequest');
  await quickInput.type('send');
  await illustrate('api');
  await quickInput.cancel();
  await editor.setCursor(7);
  await command('routee.sendRequest');
  await workbench.dialog();
  await illustrate('delivery');
  await page.keyboard.press('Escape');
  await command('routee.connectAgent');
  await quickInput.waitFor(/./);
  await illustrate('agents');
  await quickInput.cancel();
  return scenes;
}

import type { RouteeSandbox } from '../../test/support/routeeSandbox.ts';
import type { Workbench } from '../../test/ui/support/workbench.ts';
import type { TypedApplication } from '../../test/ui/support/sandboxUser.ts';

/** A moment of the story: a picture, and how long the moving one shows it. */
export interface Scene {
  readonly png: Buffer;
  readonly durationMs: number;
  /** The step of the walkthrough that it illustrates. */
  readonly step?: string;
  /** Where the left edge of its picture there is: VS Code shows it small, so it is only as wide as it needs to be. */
  readonly left?: number;
}

/** Goes from an empty profile to the first API call, as a person does, and takes a picture at each step. */
export async function tellStory(
  workbench: Workbench,
  sandbox: RouteeSandbox,
  application: TypedApplication,
): Promise<readonly Scene[]> {
  const { page, quickInput, routee, editor } = workbench;
  const scenes: Scene[] = [];
  const take = async (durationMs: number, step?: string, left?: number): Promise<void> => {
    await page.mouse.move(500, 330);
    const png = await page.screenshot({ animations: 'disabled' });
    scenes.push({
      png,
      durationMs,
      ...(step !== undefined && { step }),
      ...(left !== undefined && { left }),
    });
  };

  await routee.open();
  await workbench.runCommand('Routee: Try It with a Sandbox');
  await page.locator('.codelens-decoration', { hasText: 'Send to Sandbox' }).first().waitFor();
  await workbench.dismissNotifications();
  await take(2500, 'sandbox');
  await workbench.runCommand('Routee: Remove Application');
  await (await workbench.dialog()).click('Remove');
  await workbench.runCommand('View: Revert and Close Editor');

  await editor.openFile('requests.http');
  await editor.setCursor(2);
  await routee.open();
  await routee.waitForWelcome(/Add a Routee application/);
  await take(1800, 'portal', 0);

  await workbench.runCommand('Routee: Get Token');
  await quickInput.waitFor('Application ID');
  await take(1200, 'add', 150);
  await quickInput.type(application.id);
  await take(900);
  await quickInput.enter();
  await quickInput.waitFor('Application secret');
  await quickInput.type(application.secret);
  await take(1200);
  await quickInput.enter();
  await quickInput.waitFor('Name shown in the sidebar');
  await quickInput.type(application.name);
  await take(900);
  await quickInput.enter();
  await quickInput.accept('None selected');
  await workbench.notification(/was added/);
  // VS Code shows progress for a moment longer than it takes.
  await page.locator('.notification-list-item:visible', { hasText: 'Checking' }).waitFor({ state: 'hidden' });
  await take(2000, 'token');

  await workbench.dismissNotifications();
  await editor.focus();
  await workbench.openPalette('Routee: Insert Token');
  await take(1000);
  await quickInput.cancel();
  await workbench.runCommand('Routee: Insert Token');
  const lens = page.locator('.codelens-decoration', { hasText: application.name }).first();
  await lens.waitFor();
  await take(2500, 'insert', 300);

  // The file shows the address that a user writes; what is asked now is the sandbox, which stands for Routee.
  await editor.save();
  workbench.changeSettings({ 'routee.apiUrl': sandbox.apiUrl });
  await workbench.reload();
  await routee.open();
  await routee.waitForRow(/expires in/);
  await editor.focus();
  await workbench.runCommand('Routee: Check Account Balance');
  await workbench.notification(/Balance of/);
  await lens.waitFor();
  await take(3000, 'call');
  return scenes;
}

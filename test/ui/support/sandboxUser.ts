import type { RouteeSandbox } from '../../support/routeeSandbox.ts';
import { untilDone } from './eventually.ts';
import type { Workbench } from './workbench.ts';
import { ADD_APPLICATION } from './workbenchSettings.ts';

export interface TypedApplication {
  readonly id: string;
  readonly secret: string;
  readonly name: string;
}

/** The settings that send the extension to the sandbox. */
export function sandboxSettings(sandbox: RouteeSandbox): Record<string, string> {
  return { 'routee.authUrl': sandbox.authUrl, 'routee.apiUrl': sandbox.apiUrl };
}

/** Adds an application the quick way; the main job does it step by step. */
export async function addApplication(workbench: Workbench, application: TypedApplication): Promise<void> {
  const { quickInput } = workbench;
  await untilDone('the box for an application', async () => {
    await workbench.page.keyboard.press(ADD_APPLICATION);
    await quickInput.widget.waitFor({ timeout: 5000 });
  });
  await quickInput.waitFor('Application ID');
  await quickInput.input.fill(`${application.id}:${application.secret}`);
  await quickInput.enter();
  await quickInput.answer('Name shown in the sidebar', application.name);
  await quickInput.accept('None selected');
  await workbench.notification(/was added/);
}

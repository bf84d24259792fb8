import type { RouteeSandbox } from '../../support/routeeSandbox.ts';
import type { Workbench } from './workbench.ts';

export interface TypedApplication {
  readonly id: string;
  readonly secret: string;
  readonly name: string;
}

/** The settings that send the extension to the sandbox. */
export function sandboxSettings(sandbox: RouteeSandbox): Record<string, string> {
  return { 'routee.authUrl': sandbox.authUrl, 'routee.apiUrl': sandbox.apiUrl };
}

/** Adds an application as a person does: from the palette, typing. */
export async function addApplication(workbench: Workbench, application: TypedApplication): Promise<void> {
  const { quickInput } = workbench;
  await workbench.runCommand('Routee: Add Application');
  await quickInput.answer('Application ID', application.id);
  await quickInput.answer('Application secret', application.secret);
  await quickInput.answer('Name shown in the sidebar', application.name);
  await quickInput.accept('None selected');
  await workbench.notification(/was added/);
}

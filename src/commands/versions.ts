import * as vscode from 'vscode';

import { systemName } from './machine.ts';

export const EXTENSION_ID = 'routee-auth.routee-auth';

/** package.json of this extension, as VS Code has read it. */
export function ownManifest(): Readonly<Record<string, unknown>> {
  return (vscode.extensions.getExtension(EXTENSION_ID)?.packageJSON ?? {}) as Readonly<
    Record<string, unknown>
  >;
}

/** What runs here, a line each, the same in all languages: those who read it may not speak the user's. */
export function versions(): string[] {
  const { appHost, appName, language, remoteName, uiKind } = vscode.env;
  const { version } = ownManifest();
  // Mostly the kind of it; where it is an address, that is nobody's business.
  const remote =
    remoteName === undefined ? '' : `, remote ${/^[a-z-]+$/.test(remoteName) ? remoteName : 'server'}`;
  const place = uiKind === vscode.UIKind.Web ? 'web' : 'desktop';
  return [
    `Routee Auth ${typeof version === 'string' ? version : ''}`,
    `${appName} ${vscode.version} (${place}, ${appHost}${remote})`,
    `${systemName()}, language ${language}`,
  ];
}

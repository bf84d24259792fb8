import * as vscode from 'vscode';

import type { Host } from '../../host/host.ts';

/** What runs here, a line each, the same in all languages: those who read it may not speak the user's. */
export function versions({ systemName }: Pick<Host, 'systemName'>): string[] {
  const { appHost, appName, language, remoteName, uiKind } = vscode.env;
  const manifest: unknown = vscode.extensions.getExtension('routee-auth.routee-auth')?.packageJSON;
  const { version } = (manifest ?? {}) as { readonly version?: string };
  // Mostly the kind of it; where it is an address, that is nobody's business.
  const remote =
    remoteName === undefined ? '' : `, remote ${/^[a-z-]+$/.test(remoteName) ? remoteName : 'server'}`;
  const place = uiKind === vscode.UIKind.Web ? 'web' : 'desktop';
  return [
    `Routee Auth ${version ?? ''}`,
    `${appName} ${vscode.version} (${place}, ${appHost}${remote})`,
    `${systemName}, language ${language}`,
  ];
}

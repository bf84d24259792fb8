import type * as vscode from 'vscode';

import { start } from './app.ts';
import { webHost } from './host/web.ts';
import * as later from './later.ts';

/** One file holds everything: modules that were loaded later would be wrapped one by one, and it would be larger. */
export const activate = (context: vscode.ExtensionContext): void =>
  start(context, webHost, () => Promise.resolve(later));

import type * as vscode from 'vscode';

import { start } from './app.ts';
import { webHost } from './host/web.ts';

export const activate = (context: vscode.ExtensionContext): void => start(context, webHost);

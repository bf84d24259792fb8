import type * as vscode from 'vscode';

import { start } from './app.ts';
import { nodeHost } from './host/node.ts';
import { loadLater, loadSandbox } from './loadLater.ts';

export const activate = (context: vscode.ExtensionContext): void =>
  start(context, nodeHost, loadLater, loadSandbox);

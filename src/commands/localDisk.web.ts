import * as vscode from 'vscode';

import type * as node from './localDisk.ts';

export const isAbsolute: typeof node.isAbsolute = (file) => file.startsWith('/');

/** No place that exists: what is made there is saved to where the user says. */
export const homeFolder: typeof node.homeFolder = () => vscode.Uri.from({ scheme: 'untitled', path: '/' });

/** What a browser calls files are those that the user has opened: there is no link to anywhere else. */
export const isOnDiskBelow: typeof node.isOnDiskBelow = (file, folder) =>
  Promise.resolve(file.path.startsWith(folder.path.replace(/\/*$/, '/')));

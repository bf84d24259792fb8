import * as vscode from 'vscode';

import { once } from '../core/kit/once.ts';
import type { Host } from './host.ts';

// Modules of Node without an import, for each import is a question to VS Code's loader.
const { arch, homedir, platform, release, userInfo } = process.getBuiltinModule('node:os');
const path = process.getBuiltinModule('node:path');

/** Disk and network, which a start does not need. */
const later = once(() => import('./nodeLater.ts'));

export const nodeHost: Host = {
  // Looked up at each call: VS Code puts its own fetch, which knows proxies and certificates, in place.
  fetch: (url, init) => fetch(url, init),
  systemName: `${platform()} ${release()} ${arch()}`,
  get userName() {
    try {
      return userInfo().username;
    } catch {
      return undefined;
    }
  },
  environment: process.env,
  files: {
    paths: path,
    home: vscode.Uri.file(homedir()),
    isBelow: async (file, folder) => (await later()).isReallyBelow(file.fsPath, folder.fsPath),
    ownerMayWrite: async (uri) => uri.scheme !== 'file' || (await later()).ownerMayWrite(uri.fsPath),
    envFiles: async (git) => new (await later()).WorkspaceEnvFiles(git),
  },
  probes: {
    lookup: async (...question) => (await later()).probes.lookup(...question),
    connect: async (...question) => (await later()).probes.connect(...question),
  },
  serveLoopback: async (...question) => (await later()).serveLoopback(...question),
  answerMcp: async (...question) => (await import('./mcpServer.ts')).answerMcp(...question),
};

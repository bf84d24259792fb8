import { realpath, stat } from 'node:fs/promises';
import { arch, homedir, platform, release, userInfo } from 'node:os';
import * as path from 'node:path';
import { env } from 'node:process';
import * as vscode from 'vscode';

import { isBelow } from '../core/kit/isBelow.ts';
import type { Host } from './host.ts';
import { probes } from './probes.ts';
import { WorkspaceEnvFiles } from './workspaceEnvFiles.ts';

const OWNER_MAY_WRITE = 0o200;

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
  environment: env,
  files: {
    paths: path,
    home: vscode.Uri.file(homedir()),
    isBelow: async (file, folder) => {
      try {
        return isBelow(await realpath(file.fsPath), await realpath(folder.fsPath), path);
      } catch {
        // It is not there; reading it says so.
        return isBelow(file.fsPath, folder.fsPath, path);
      }
    },
    ownerMayWrite: async (uri) =>
      uri.scheme !== 'file' || ((await stat(uri.fsPath)).mode & OWNER_MAY_WRITE) !== 0,
    envFiles: (git) => new WorkspaceEnvFiles(git),
  },
  probes,
};

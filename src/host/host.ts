import type * as vscode from 'vscode';

import type { EnvFiles } from '../core/envFile/envFiles.ts';
import type { Paths } from '../core/kit/isBelow.ts';
import type { Clock, Fetch, Timers } from '../core/kit/ports.ts';
import type { Probes } from '../core/kit/probes.ts';
import type { Git } from '../editor/git.ts';
import type { LoopbackHandler, LoopbackServer } from './loopbackServer.ts';
import type { McpTools } from './mcpServer.ts';

/** The disk of the machine that the extension runs on. */
export interface HostFiles {
  readonly paths: Paths;
  readonly home: vscode.Uri;
  /** Whether a file is in a folder, also behind symbolic links. */
  isBelow(file: vscode.Uri, folder: vscode.Uri): Promise<boolean>;
  /** VS Code does not tell extensions of the write protection of a file on disk, though saving fails by it. */
  ownerMayWrite(uri: vscode.Uri): Promise<boolean>;
  /** The environment files of the open folders. */
  envFiles(git: Pick<Git, 'exposure'>): Promise<EnvFiles>;
}

/** Serves HTTP to this machine only; on any free port for 0. A port that is taken throws with the code `EADDRINUSE`. */
export type ServeLoopback = (port: number, handler: LoopbackHandler) => Promise<LoopbackServer>;

/** The differences of a machine and a browser. Parts that a browser does not have are `undefined`. */
export interface Host {
  readonly fetch: Fetch;
  /** Name, release and architecture of the system. */
  readonly systemName: string;
  /** `undefined` also where the system does not tell, as in some containers. */
  readonly userName: string | undefined;
  /** The variables of this process, which all extensions of the host share. */
  readonly environment: Record<string, string | undefined> | undefined;
  readonly files: HostFiles | undefined;
  readonly probes: Probes | undefined;
  readonly serveLoopback: ServeLoopback | undefined;
  /** Answers agents that speak the Model Context Protocol. */
  readonly answerMcp: ((request: Request, tools: McpTools) => Promise<Response>) | undefined;
}

/** A longer `setTimeout` fires at once. */
const LONGEST_DELAY_MS = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
};

export const systemTimers: Timers = {
  set: (callback, delayMs) => {
    const timer = setTimeout(callback, Math.min(Math.max(delayMs, 0), LONGEST_DELAY_MS));
    return {
      dispose: () => clearTimeout(timer),
    };
  },
};

import { announceLinkStop } from './commands/announceLinks.ts';
import { confirmLater } from './commands/confirmHandOut.ts';
import { toLog } from './commands/toLog.ts';
import type { ApplicationStore } from './core/applications/applicationStore.ts';
import type { EnvironmentLinks } from './core/envFile/environmentLink.ts';
import { LinkedEnvironments } from './core/envFile/linkedEnvironments.ts';
import type { Clock, Disposable, Log, Timers, WorkspaceTrust } from './core/ports.ts';
import type { Applications } from './core/redaction/shownApplications.ts';
import { ExposedTokens, type ExposedTokensPorts } from './core/tokens/exposedTokens.ts';
import type { TokenManager } from './core/tokens/tokenManager.ts';
import type { Git } from './platform/git.ts';
import { WorkspaceEnvFiles } from './platform/workspaceEnvFiles.ts';

/** What `activate` has built already. */
export interface Parts {
  readonly applications: ApplicationStore;
  /** The same as people are to see them. */
  readonly shown: Applications;
  readonly tokens: TokenManager;
  readonly links: EnvironmentLinks;
  readonly git: Git;
  readonly log: Log;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly now: () => number;
  readonly settings: ExposedTokensPorts['settings'] & { readonly injectToken: boolean };
  readonly trust: WorkspaceTrust;
  /** Whether secret storage has neither failed nor lost what was in it. */
  readonly canTrustStorage: () => boolean;
  /** Disposes a part when the extension is deactivated. */
  readonly own: <T extends Disposable>(part: T) => T;
}

/** Builds what few people use, outside of the code that every start loads. */
export async function linkEnvironments(parts: Parts): Promise<LinkedEnvironments> {
  const failed = toLog(parts);
  const linked = parts.own(
    new LinkedEnvironments({
      ...parts,
      files: new WorkspaceEnvFiles(parts.git),
      onStop: (stop) => {
        announceLinkStop(linked, stop, { ...parts, applications: parts.shown }).catch(failed);
      },
    }),
  );
  await linked.start();
  return linked;
}

/** `undefined` where there are no environment variables. */
export function exposeTokens(parts: Parts): ExposedTokens | undefined {
  return parts.own(
    new ExposedTokens({
      ...parts,
      environment: process.env,
      onHeldBack: confirmLater(parts, 'Offer'),
    }),
  );
}

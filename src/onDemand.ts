import { announceLinkStop } from './commands/announceLinks.ts';
import { Accounts } from './commands/accounts.ts';
import type { CommandContext } from './commands/commandContext.ts';
import type { ApplicationStore } from './core/applications/applicationStore.ts';
import type { Emitter } from './core/emitter.ts';
import type { EnvironmentLinks } from './core/envFile/environmentLink.ts';
import { LinkedEnvironments } from './core/envFile/linkedEnvironments.ts';
import { routeeScheme } from './core/httpFile/routeeScheme.ts';
import type { Disposable, Log } from './core/ports.ts';
import { AccountSessions } from './core/sessions/accountSessions.ts';
import type { AccountSessionsChange } from './core/sessions/sessionChanges.ts';
import { SharedApplications } from './core/sharing/sharedApplications.ts';
import { ExposedTokens, type ExposedTokensPorts } from './core/tokens/exposedTokens.ts';
import { NarrowedTokens, type NarrowedTokensPorts } from './core/tokens/narrowedTokens.ts';
import { TerminalToken } from './core/tokens/terminalToken.ts';
import type { TokenManager } from './core/tokens/tokenManager.ts';
import { HttpyacHook } from './platform/httpyacHook.ts';
import { terminalEnvironment } from './platform/terminalEnvironment.ts';
import { WorkspaceEnvFiles } from './platform/workspaceEnvFiles.ts';

/** What `activate` has built already. */
export interface Parts {
  readonly applications: ApplicationStore;
  readonly tokens: TokenManager;
  readonly links: EnvironmentLinks;
  readonly log: Log;
  readonly settings: ExposedTokensPorts['settings'] & { readonly injectToken: boolean };
  /** Disposes a part when the extension is deactivated. */
  readonly own: <T extends Disposable>(part: T) => T;
}

/** Builds what few people use, outside of the code that every start loads. */
export async function linkEnvironments(parts: Parts): Promise<LinkedEnvironments> {
  const linked = parts.own(
    new LinkedEnvironments({
      ...parts,
      files: new WorkspaceEnvFiles(),
      onStop: (stop) => void announceLinkStop(linked, stop),
    }),
  );
  await linked.start();
  return linked;
}

export function exposeTokens(parts: Parts): ExposedTokens {
  parts.own(new HttpyacHook({ log: parts.log, replacer: routeeScheme(parts) }));
  return parts.own(new ExposedTokens({ ...parts, environment: process.env }));
}

/** The stored applications must have been loaded. */
export function shareWithOthers(
  parts: Parts,
  ports: NarrowedTokensPorts,
  context: CommandContext,
  sessionsChanged: Emitter<AccountSessionsChange>,
): { accounts: Accounts; applications: SharedApplications } {
  const narrowed = parts.own(new NarrowedTokens(ports));
  const sessions = parts.own(new AccountSessions({ ...parts, narrowed }));
  parts.own(
    sessions.onDidChange((change) => {
      sessionsChanged.fire(change);
    }),
  );
  return {
    accounts: new Accounts(context, sessions),
    applications: new SharedApplications({ ...parts, clock: ports.clock }),
  };
}

export function injectIntoTerminals(
  parts: Parts,
  variables: Parameters<typeof terminalEnvironment>[0],
): TerminalToken {
  return parts.own(
    new TerminalToken({
      ...parts,
      ...terminalEnvironment(variables),
      onWithheld: (application) => {
        void import('./commands/announceTerminal.ts').then(({ announceWithheld }) =>
          announceWithheld(parts.applications, application),
        );
      },
    }),
  );
}

import { Accounts } from './commands/accounts.ts';
import type { CommandContext } from './commands/commandContext.ts';
import { confirmLater } from './commands/confirmHandOut.ts';
import type { Emitter } from './core/emitter.ts';
import { AccountSessions } from './core/sessions/accountSessions.ts';
import type { AccountSessionsChange } from './core/sessions/sessionChanges.ts';
import { SharedApplications } from './core/sharing/sharedApplications.ts';
import { NarrowedTokens, type NarrowedTokensPorts } from './core/tokens/narrowedTokens.ts';
import { TerminalToken, type TerminalVariables } from './core/tokens/terminalToken.ts';
import type { Parts } from './onDemand.ts';

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

export function injectIntoTerminals(parts: Parts, variables: TerminalVariables): TerminalToken {
  return parts.own(
    new TerminalToken({
      ...parts,
      variables,
      applications: parts.shown,
      onHeldBack: confirmLater(parts, 'Add'),
    }),
  );
}

import { Accounts } from './commands/accounts.ts';
import type { CommandContext } from './commands/commandContext.ts';
import { confirmLater } from './commands/confirmHandOut.ts';
import type { Emitter } from './core/emitter.ts';
import { AccountSessions } from './core/sessions/accountSessions.ts';
import type { AccountSessionsChange } from './core/sessions/sessionChanges.ts';
import { NarrowedTokens, type NarrowedTokensPorts } from './core/tokens/narrowedTokens.ts';
import { TerminalToken, type TerminalVariables } from './core/tokens/terminalToken.ts';
import type { Parts } from './onDemand.ts';

/** What VS Code's accounts are made of. The stored applications must have been loaded. */
export function accountsOf(
  parts: Parts,
  ports: NarrowedTokensPorts,
  context: CommandContext,
  sessionsChanged: Emitter<AccountSessionsChange>,
): Accounts {
  const narrowed = parts.own(new NarrowedTokens(ports));
  const sessions = parts.own(new AccountSessions({ ...parts, narrowed }));
  parts.own(
    sessions.onDidChange((change) => {
      sessionsChanged.fire(change);
    }),
  );
  return new Accounts(context, sessions);
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

import { Accounts } from './commands/accounts.ts';
import { announceWithheld } from './commands/announceTerminal.ts';
import type { CommandContext } from './commands/commandContext.ts';
import { toLog } from './commands/toLog.ts';
import type { Emitter } from './core/emitter.ts';
import { AccountSessions } from './core/sessions/accountSessions.ts';
import type { AccountSessionsChange } from './core/sessions/sessionChanges.ts';
import { NarrowedTokens, type NarrowedTokensPorts } from './core/tokens/narrowedTokens.ts';
import { TerminalToken } from './core/tokens/terminalToken.ts';
import type { Parts } from './onDemand.ts';
import { terminalEnvironment } from './platform/terminalEnvironment.ts';

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

export function injectIntoTerminals(
  parts: Parts,
  variables: Parameters<typeof terminalEnvironment>[0],
): TerminalToken {
  return parts.own(
    new TerminalToken({
      ...parts,
      ...terminalEnvironment(variables),
      applications: parts.shown,
      onWithheld: ({ key }) => {
        announceWithheld(parts.shown, key).catch(toLog(parts));
      },
    }),
  );
}

import type * as vscode from 'vscode';

import type { Network } from '../core/diagnosis/directChecks.ts';
import type { ResponseDocument } from '../core/api/responseDocument.ts';
import type { IssuedTokens } from '../core/issued/issuedTokens.ts';
import type { EnvironmentLinks } from '../core/envFile/environmentLink.ts';
import type { LinkedEnvironments } from '../core/envFile/linkedEnvironments.ts';
import type { MemoryDocument } from '../core/memoryDocument.ts';
import type { Applications, ShownApplications } from '../core/redaction/shownApplications.ts';
import type { ExposedTokens } from '../core/tokens/exposedTokens.ts';
import type { ApiPorts } from '../core/protocol/apiAttempt.ts';
import type { RecentLog } from '../core/recentLog.ts';
import type { TokenCredentials } from '../core/protocol/tokenRequest.ts';
import type { Token } from '../core/tokens/token.ts';
import type { TokenManager } from '../core/tokens/tokenManager.ts';

/** Read-only documents of this session. */
interface Documents<Kind> {
  /** The newest first. */
  readonly recent: readonly (readonly [uri: vscode.Uri, document: Kind])[];
  add(document: Kind): vscode.Uri;
  clear(): void;
}

/** What commands work with. They write and return: views follow the change events by themselves. */
export interface CommandContext {
  /** With stand-ins for names, ids, secrets and scopes while demo mode is on: fit for every text. */
  readonly applications: Applications & Pick<ShownApplications, 'redaction'>;
  /** The same as they are stored: for what is sent or written, and never for a text. */
  readonly unredacted: Applications;
  readonly tokens: TokenManager;
  /** Whether secret storage has neither failed nor lost what was in it. */
  readonly canTrustStorage: () => boolean;
  /** Tries again what secret storage has refused; gives the keys that it still holds though they were deleted. */
  readonly retryStorage: () => Promise<readonly string[]>;
  /** Checks credentials that are not stored yet by exchanging them. */
  readonly exchange: (credentials: TokenCredentials, signal: AbortSignal) => Promise<Token>;
  /** Knows the tokens again that were issued to us; made when first asked for. */
  readonly issued: () => Promise<IssuedTokens>;
  /** What requests to Routee's resources go through. */
  readonly ports: ApiPorts;
  readonly settings: { readonly authUrl: string; readonly apiUrl: string };
  readonly responses: Documents<ResponseDocument>;
  /** What was found out about this machine. */
  readonly reports: Documents<MemoryDocument>;
  /** What the user has been told or has agreed to, unencrypted: of all workspaces, and of this one. */
  readonly memory: vscode.Memento;
  readonly workspaceMemory: vscode.Memento;
  /** Where tokens are copied to. */
  readonly clipboard: { copy(text: string): Promise<void> };
  readonly log: RecentLog;
  readonly now: () => number;
  /** Whether Git tracks the file; false without Git. Never rejects. */
  readonly isTracked: (uri: vscode.Uri) => Promise<boolean>;
  readonly links: EnvironmentLinks;
  /** What keeps the links current, once the applications are loaded. */
  readonly environments: () => Promise<LinkedEnvironments>;
  /** What tells why there is no connection. */
  readonly network: Network;
  /** The environment variables that hold tokens; `undefined` while the setting is off, and in a browser. */
  readonly exposed: () => ExposedTokens | undefined;
}

/** @param argument what the caller passed: a row of the tree, an object with a `key`, or nothing */
export type Handler = (context: CommandContext, argument: unknown) => Promise<void>;

/** The application key that a row or a button passes to a command. */
export function keyOf(argument: unknown): string | undefined {
  return typeof argument === 'object' &&
    argument !== null &&
    'key' in argument &&
    typeof argument.key === 'string'
    ? argument.key
    : undefined;
}

// Code that nothing needs before a command runs, a file of requests is open or a token is exchanged: one file, loaded then.
export { LinkedEnvironments } from './core/envFile/linkedEnvironments.ts';
export { parsing } from './core/httpFile/parser/parseHttpFile.ts';
export { IssuedTokens } from './core/issued/issuedTokens.ts';
export { exchangeToken } from './core/protocol/exchangeToken.ts';
export { Redaction } from './core/redaction/redaction.ts';
export { ExposedTokens } from './core/tokens/exposedTokens.ts';
export { AgentTools } from './features/agents/agentTools.ts';
export { openGateway } from './features/agents/openGateway.ts';
export {
  announceRejection,
  announceStorageFailure,
  announceVanished,
} from './features/applications/announce.ts';
export { TokenDiagnostics } from './features/leakWarnings/tokenDiagnostics.ts';
export { warnIfTracked } from './features/leakWarnings/trackedWarning.ts';
export { announceLinkStop } from './features/linkedFiles/announceLinks.ts';
export { linkReferences } from './features/linkedFiles/linkReference.ts';
export { BodyDiagnostics } from './features/requests/bodyDiagnostics.ts';
export { colouring } from './features/requests/model/colours/colouring.ts';
export { parameterAt } from './features/requests/model/parameterAt.ts';
export { completionItems } from './features/requests/requestCompletionItems.ts';
export { sendLenses } from './features/requests/sendLenses.ts';
export { makeAccounts } from './features/sharing/accounts.ts';
export { TerminalToken } from './features/sharing/model/terminalToken.ts';
export { ApplicationsTree } from './features/sidebar/applicationsTree.ts';
export { confirmLater } from './features/tokens/confirmHandOut.ts';
export { processReferences } from './features/tokens/tokenReferences.ts';
export { TokenLenses } from './features/updateTokens/tokenLenses.ts';
export { TokenUpdates } from './features/updateTokens/tokenUpdates.ts';
export { runCommand } from './handlers.ts';

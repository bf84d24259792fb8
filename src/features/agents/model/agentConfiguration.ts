/** Agents that can be told of the gateway, by their names; any other is given the address alone. */
export const AGENTS = { claude: 'Claude Code', codex: 'Codex', cursor: 'Cursor', other: undefined } as const;

export type Agent = keyof typeof AGENTS;

/** The place of Cursor's configuration. */
export const CURSOR_FILE = '~/.cursor/mcp.json';

/** A text that connects an agent with the tools at an address: of its own file, or a command that starts it. */
export function agentConfiguration(agent: Agent, url: string): string {
  switch (agent) {
    case 'claude':
      return `claude --mcp-config '${JSON.stringify({ mcpServers: { routee: { type: 'http', url } } })}'`;
    case 'codex':
      return `codex -c mcp_servers.routee.url=${url}`;
    case 'cursor':
      return JSON.stringify({ mcpServers: { routee: { url } } }, undefined, 2);
    case 'other':
      return url;
  }
}

interface Agent {
  readonly name: string;
  readonly file: string;
  /** Text for that file, which connects the agent with an address of an MCP server. */
  readonly configuration: (url: string) => string;
  /** Whether the address is in the text; otherwise the agent reads the variable of its terminal. */
  readonly holdsSecret: boolean;
}

/** Agents whose configuration is known. Commands would show the secret to every user of this computer. */
export const AGENTS: readonly Agent[] = [
  {
    name: 'Claude Code',
    file: '.mcp.json',
    configuration: () => json({ routee: { type: 'http', url: '${ROUTEE_URL}/mcp' } }),
    holdsSecret: false,
  },
  {
    name: 'Codex',
    file: '~/.codex/config.toml',
    configuration: (url) => `[mcp_servers.routee]\nurl = "${url}"\n`,
    holdsSecret: true,
  },
  {
    name: 'Cursor',
    file: '~/.cursor/mcp.json',
    configuration: (url) => json({ routee: { url } }),
    holdsSecret: true,
  },
];

function json(mcpServers: object): string {
  return `${JSON.stringify({ mcpServers }, undefined, 2)}\n`;
}

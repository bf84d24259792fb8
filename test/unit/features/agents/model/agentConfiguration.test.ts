import assert from 'node:assert/strict';

import { agentConfiguration } from '../../../../../src/features/agents/model/agentConfiguration.ts';

const URL = 'http://127.0.0.1:1234/abcdef/mcp';

describe('The configuration of an agent', () => {
  it('is what each one reads', () => {
    assert.equal(
      agentConfiguration('claude', URL),
      `claude --mcp-config '{"mcpServers":{"routee":{"type":"http","url":"${URL}"}}}'`,
    );
    assert.equal(agentConfiguration('codex', URL), `codex -c mcp_servers.routee.url=${URL}`);
    assert.deepEqual(JSON.parse(agentConfiguration('cursor', URL)), { mcpServers: { routee: { url: URL } } });
    assert.equal(agentConfiguration('other', URL), URL);
  });
});

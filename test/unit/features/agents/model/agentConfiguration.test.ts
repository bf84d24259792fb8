import assert from 'node:assert/strict';

import { AGENTS } from '../../../../../src/features/agents/model/agentConfiguration.ts';

const URL = 'http://127.0.0.1:1234/abcdef/mcp';

describe('The configuration of an agent', () => {
  const [claude, codex, cursor, ...others] = AGENTS.map(({ configuration }) => configuration(URL));

  it('is what each one reads', () => {
    assert.deepEqual(JSON.parse(claude ?? ''), {
      mcpServers: { routee: { type: 'http', url: '${ROUTEE_URL}/mcp' } },
    });
    assert.equal(codex, `[mcp_servers.routee]\nurl = "${URL}"\n`);
    assert.deepEqual(JSON.parse(cursor ?? ''), { mcpServers: { routee: { url: URL } } });
    assert.deepEqual(others, []);
  });

  it('tells whether the secret is in it', () => {
    for (const { name, configuration, holdsSecret } of AGENTS) {
      assert.equal(configuration(URL).includes('abcdef'), holdsSecret, name);
    }
  });
});

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';

import { TOOL_NAMES } from '../../../../../src/contributions.ts';
import { mcpTools } from '../../../../../src/features/agents/model/mcpTools.ts';

const text = readFileSync(path.join(import.meta.dirname, '../../../../../package.json'), 'utf8');

describe('The tools for the Model Context Protocol', () => {
  it('are those of package.json', () => {
    const manifest = JSON.parse(text) as { version: string; contributes: { languageModelTools: object[] } };
    const { version, list } = mcpTools(manifest);
    assert.equal(version, manifest.version);
    assert.deepEqual(
      list.map(({ name }) => name),
      TOOL_NAMES,
    );
    const known = manifest.contributes.languageModelTools.map(
      (tool) => Reflect.get(tool, 'inputSchema') as unknown,
    );
    assert.deepEqual(
      list.map(({ inputSchema }) => inputSchema),
      known,
      'each schema whole',
    );
    for (const { description } of list) assert.ok(description.length > 100);
  });
});

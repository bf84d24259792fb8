// Lets the inspector of the Model Context Protocol list and call our tools. Too large for a package of this project, it
// is kept in .vscode-test/agents.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { findOperations } from '../src/features/agents/model/findOperations.ts';
import { passingHeaders } from '../src/features/agents/model/gatewayHeaders.ts';
import { mcpTools } from '../src/features/agents/model/mcpTools.ts';
import { serveLoopback } from '../src/host/loopbackServer.ts';
import { answerMcp } from '../src/host/mcpServer.ts';
import { cacheRoot, projectRoot } from './paths.ts';
import { runNode } from './runProgram.ts';

const VERSION = '2.12.0';
const folder = path.join(cacheRoot, 'agents', VERSION);
const inspector = path.join(
  folder,
  'node_modules/@modelcontextprotocol/inspector/clients/launcher/build/index.js',
);

if (!existsSync(inspector)) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'package.json'), '{ "private": true }');
  // npm's own file: on Windows the command itself is a script, which would need a shell.
  const npm = process.env['npm_execpath'] ?? '';
  const args = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const code = await runNode([npm, ...args, `@modelcontextprotocol/inspector@${VERSION}`], { cwd: folder });
  if (code !== 0) throw new Error('The inspector could not be installed.');
}

const manifest: unknown = JSON.parse(readFileSync(path.join(projectRoot, 'package.json'), 'utf8'));
const server = await serveLoopback(0, async ({ method, headers, body, signal }) => {
  if (method !== 'POST') return { status: 405, body: undefined };
  const question = { method, body, signal, headers: passingHeaders(headers) };
  const answer = await answerMcp(new Request('http://127.0.0.1/mcp', question), {
    ...mcpTools(manifest),
    run: (name, input) =>
      name === 'routee_find_operation'
        ? Promise.resolve(findOperations(String(Reflect.get(Object(input), 'query'))))
        : Promise.reject(new Error('Only the search is tried here.')),
  });
  return { status: answer.status, headers: Object.fromEntries(answer.headers), body: await answer.text() };
});

/** @param expected what it must write */
async function inspect(expected: RegExp, ...method: string[]): Promise<void> {
  let output = '';
  const address = `http://127.0.0.1:${server.port}/mcp`;
  const args = [inspector, '--cli', address, '--transport', 'http', '--method', ...method];
  const code = await runNode(args, { inheritOutput: false, onOutput: (text) => (output += text) });
  if (code !== 0 || !expected.test(output)) throw new Error(`${method.join(' ')} has failed:\n${output}`);
  console.log(`The inspector understands ${method.join(' ')}.`);
}

try {
  await inspect(/"routee_write_request"/, 'tools/list');
  const call = ['tools/call', '--tool-name', 'routee_find_operation'];
  await inspect(/sms\.send/, ...call, '--tool-arg', 'query=send sms');
} finally {
  await server.close();
}

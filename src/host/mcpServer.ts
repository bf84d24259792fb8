import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js';
import { CallToolRequestSchema, ListToolsRequestSchema } from '@modelcontextprotocol/sdk/types.js';

/** A tool as the Model Context Protocol lists it. */
export interface McpTool {
  readonly name: string;
  readonly description: string;
  readonly inputSchema: { readonly type: 'object' };
}

export interface McpTools {
  readonly version: string;
  readonly list: readonly McpTool[];
  /** @throws {Error} whose message tells the model why there is no answer */
  run(name: string, input: unknown, signal: AbortSignal): Promise<string>;
}

/** The SDK's own is larger than all the rest, and left out of the bundle: agents are asked nothing. */
const NO_VALIDATOR = {
  getValidator: (): never => {
    throw new Error('Agents are asked nothing.');
  },
};

/**
 * Answers one POST of the Model Context Protocol's Streamable HTTP transport. There are no sessions: each request
 * stands alone, and gets its answer as JSON.
 */
export async function answerMcp(request: Request, tools: McpTools): Promise<Response> {
  const { server } = new McpServer(
    { name: 'routee-auth', version: tools.version },
    { capabilities: { tools: {} }, jsonSchemaValidator: NO_VALIDATOR },
  );
  server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: [...tools.list] }));
  server.setRequestHandler(CallToolRequestSchema, async ({ params }, { signal }) => {
    const stop = AbortSignal.any([signal, request.signal]);
    try {
      return { content: [{ type: 'text', text: await tools.run(params.name, params.arguments, stop) }] };
    } catch (error) {
      return {
        isError: true,
        content: [{ type: 'text', text: error instanceof Error ? error.message : '' }],
      };
    }
  });
  const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true });
  await server.connect(transport);
  try {
    return await transport.handleRequest(request);
  } finally {
    await server.close();
  }
}

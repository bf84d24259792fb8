import * as z from 'zod/mini';

const manifestSchema = z.object({
  version: z.string(),
  contributes: z.object({
    languageModelTools: z.array(
      z.object({
        name: z.string(),
        modelDescription: z.string(),
        inputSchema: z.looseObject({ type: z.literal('object') }),
      }),
    ),
  }),
});

interface McpTool {
  readonly name: string;
  readonly description: string;
  readonly inputSchema: { readonly type: 'object' };
}

/** The tools of package.json, as the Model Context Protocol lists them. */
export function mcpTools(manifest: unknown): {
  readonly version: string;
  readonly list: readonly McpTool[];
} {
  const { version, contributes } = manifestSchema.parse(manifest);
  return {
    version,
    list: contributes.languageModelTools.map(({ name, modelDescription, inputSchema }) => ({
      name,
      description: modelDescription,
      inputSchema,
    })),
  };
}

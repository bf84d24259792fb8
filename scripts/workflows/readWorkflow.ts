import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';

/** A value as the workflow has it: text, or an expression with what stands between `${{` and `}}`. */
type Value = string | { readonly expr: string };

interface Step {
  readonly if: { readonly expr: string };
  readonly run?: string;
  readonly uses?: string;
  readonly env?: Readonly<Record<string, Value>>;
}

export interface Job {
  readonly id: string;
  readonly env?: Readonly<Record<string, Value>>;
  readonly strategy?: { readonly matrix?: Readonly<Record<string, readonly string[]>> };
  readonly steps: readonly Step[];
}

interface Workflow {
  /** Faults that GitHub would refuse, with lines. */
  readonly problems: readonly string[];
  readonly env?: Readonly<Record<string, Value>>;
  readonly jobs: readonly Job[];
}

/** Reads a workflow with GitHub's own reader. */
export async function readWorkflow(file: string): Promise<Workflow> {
  return parse(file, readFileSync(file, 'utf8'));
}

export async function parse(name: string, content: string): Promise<Workflow> {
  const { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } = await reader;
  const { context, value } = parseWorkflow({ name, content }, new NoOperationTraceWriter());
  const problems = context.errors.getErrors().map(({ message }) => message);
  if (value === undefined || problems.length > 0) return { problems, jobs: [] };
  const template = await convertWorkflowTemplate(context, value);
  return {
    ...(plain(template) as Workflow),
    problems: (template.errors ?? []).map(({ Message }) => Message),
  };
}

/** GitHub's reader, whose files import JSON as only bundlers do. */
const reader = (async () => {
  const hooks = registerHooks({
    load: (url, context, next) =>
      next(url, url.endsWith('.json') ? { ...context, importAttributes: { type: 'json' } } : context),
  });
  try {
    return await import('@actions/workflow-parser');
  } finally {
    hooks.deregister();
  }
})();

/** Mappings and sequences of the reader, as objects and arrays. */
function plain(template: unknown): unknown {
  return JSON.parse(JSON.stringify(template), (_, value: unknown) => {
    const { type, map, seq } = Object(value) as { type?: unknown; map?: unknown; seq?: unknown };
    if (type === 1) return seq ?? [];
    if (type !== 2) return value;
    const pairs = (map ?? []) as readonly { readonly Key: string; readonly Value: unknown }[];
    return Object.fromEntries(pairs.map(({ Key, Value }) => [Key, Value]));
  });
}

export interface ReportFacts {
  readonly versions: readonly string[];
  /** Settings and states, a line each; no value that was typed. */
  readonly facts: readonly string[];
  /** Of the log, redacted. */
  readonly lines: readonly string[];
}

/** A report in the language of those who read it, in the two parts that VS Code's issue reporter takes. */
export interface IssueReport {
  /** To be filled in. */
  readonly body: string;
  readonly data: string;
}

const BODY = `### What happened

(What did you do, and what did you see?)

### What did you expect

(What should have happened instead?)
`;

export function issueReport({ versions, facts, lines }: ReportFacts): IssueReport {
  const list = (items: readonly string[]): string => items.map((item) => `- ${item}`).join('\n');
  // A line must not close the block that it stands in.
  const log = lines.length === 0 ? '(empty)' : lines.map((line) => line.replaceAll('```', "'''")).join('\n');
  const data = `### Versions

${list(versions)}

### Settings and state

${list(facts)}

### Log

The last ${lines.length} lines, without names, ids and secrets.

\`\`\`text
${log}
\`\`\`
`;
  return { body: BODY, data };
}

/** Where issues go, as package.json says; `undefined`: nowhere yet. */
export function issueTracker(manifest: Readonly<Record<string, unknown>>): string | undefined {
  return [manifest['bugs'], manifest['repository']].map(urlOf).find((url) => url !== undefined);
}

function urlOf(value: unknown): string | undefined {
  const url = typeof value === 'object' && value !== null && 'url' in value ? value.url : value;
  return typeof url === 'string' && /^(?:git\+)?https:\/\//.test(url) ? url : undefined;
}

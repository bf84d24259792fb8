import type { RequestTemplate, TemplateField } from './requestTemplate.ts';

/**
 * A template in VS Code's snippet syntax: each value is a tab stop, the ones that must be replaced come first, and a
 * value that stands in several places is filled in once for all.
 */
export function snippetText(template: RequestTemplate): string {
  const fields = template.filter((part) => typeof part !== 'string');
  const values = [...fields.filter(isUrgent), ...fields.filter((part) => !isUrgent(part))].map(
    ({ value }) => value,
  );
  const stops = [...new Set(values)];
  const text = template.map((part) =>
    typeof part === 'string'
      ? escapeSnippet(part)
      : `\${${stops.indexOf(part.value) + 1}:${escapeSnippet(part.value)}}`,
  );
  return `${text.join('')}$0`;
}

/** Makes text stand for itself in a snippet. */
export function escapeSnippet(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}

function isUrgent(part: TemplateField): boolean {
  return part.mustReplace;
}

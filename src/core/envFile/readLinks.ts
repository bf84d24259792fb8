import type { EnvironmentLink } from './environmentLink.ts';

/** The links in what was stored; what is none, of another version perhaps, is left out. */
export function readLinks(stored: unknown): readonly EnvironmentLink[] {
  return Array.isArray(stored) ? stored.filter(isLink) : [];
}

function isLink(stored: unknown): stored is EnvironmentLink {
  const { file, key, target } = Object(stored) as Record<string, unknown>;
  const { kind, name, environment } = Object(target) as Record<string, unknown>;
  return [file, key, name, kind === 'dotenv' ? kind : environment].every((text) => typeof text === 'string');
}

import * as l10n from '@vscode/l10n';

import type { Schema } from '../../../core/resources/schema.ts';

/** A parameter in Markdown: type, limits, default; its meaning; and Routee's page on it. */
export function parameterText(name: string, schema: Schema, docs: string | undefined): string {
  const { type, items, about, required, values, default: value, docs: own = docs } = schema;
  const facts = [
    type === 'array' && items?.type !== undefined ? `${items.type}[]` : type,
    required === true ? l10n.t('required') : undefined,
    limits(schema),
    value === undefined ? undefined : l10n.t('default {0}', String(value)),
  ].filter((fact) => fact !== undefined);
  return [
    `**${name}** ${facts.join(', ')}`,
    about,
    values === undefined ? undefined : values.map((each) => `\`${each}\``).join(' '),
    own === undefined ? undefined : `[${l10n.t("Routee's documentation")}](${own})`,
  ]
    .filter((part) => part !== undefined && part !== '')
    .join('\n\n');
}

function limits({ min, max, unit = '' }: Schema): string | undefined {
  if (min === undefined && max === undefined) return unit === '' ? undefined : unit;
  const range = max === undefined ? `≥ ${String(min)}` : min === undefined ? `≤ ${max}` : `${min}–${max}`;
  return `${range} ${unit}`.trimEnd();
}

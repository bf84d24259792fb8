import * as l10n from '@vscode/l10n';
import * as z from 'zod/mini';

import { parseJson } from '../../../core/kit/parseJson.ts';
import { type Funds, formatMoney } from '../../../core/resources/balance.ts';
import { RESOURCES, type RouteeResource } from '../../../core/resources/resources.ts';

/** A read-only request that tells what sending another one costs. */
export interface Analysis {
  readonly path: string;
  readonly body: string;
}

/** Bodies of 30,000 recipients have half of it. */
const LONGEST_BODY = 1_000_000;

/** The analyses that Routee has for a request: their bodies are parts of its own. */
export function analysesOf(
  { analyses = [] }: RouteeResource,
  body: string | Uint8Array | undefined,
): readonly Analysis[] {
  if (analyses.length === 0 || body === undefined || body.length > LONGEST_BODY) return [];
  const given = z
    .record(z.string(), z.unknown())
    .safeParse(parseJson(typeof body === 'string' ? body : new TextDecoder().decode(body)));
  if (!given.success) return [];
  return analyses.flatMap((id) => {
    const { path, body: schema } = RESOURCES.find((resource) => resource.id === id) ?? {};
    if (path === undefined) return [];
    const members = Object.entries(schema?.members ?? {}).map(([name, member]): [string, unknown] => {
      const value = given.data[name];
      // One of many recipients stands for all of them.
      const [one] = Array.isArray(value) ? (value as unknown[]) : [];
      return [name, member.type === 'string' ? (one ?? value) : value];
    });
    return [{ path, body: JSON.stringify(Object.fromEntries(members)) }];
  });
}

const analysisSchema = z.object({
  bodyAnalysis: z.optional(z.object({ parts: z.optional(z.number()) })),
  cost: z.optional(z.number()),
  numberOfRecipients: z.optional(z.number()),
  recipientsPerCountry: z.optional(z.record(z.string(), z.number())),
});

/**
 * The cost of sending in a few words, such as `2 parts, about €0.072 · balance €20.50`, as far as it is known.
 *
 * @param answers of the analyses; `undefined` for one that failed
 * @param balance the balance as people are to see it
 */
export function costText(
  answers: readonly (string | undefined)[],
  funds: Funds | undefined,
  balance: string | undefined,
  locale: string,
): string | undefined {
  const known = answers.flatMap((answer) => analysisSchema.safeParse(parseJson(answer)).data ?? []);
  const recipients = known.find(({ numberOfRecipients }) => numberOfRecipients !== undefined);
  const parts = known.find(({ bodyAnalysis }) => bodyAnalysis?.parts !== undefined)?.bodyAnalysis?.parts;
  const cost = totalCost(known, recipients);
  const words = [
    ...(recipients?.numberOfRecipients === undefined ? [] : [recipientsText(recipients.numberOfRecipients)]),
    ...(parts === undefined ? [] : [parts === 1 ? l10n.t('1 part') : l10n.t('{0} parts', parts)]),
    ...(cost === undefined ? [] : [l10n.t('about {0}', formatMoney(cost, funds?.currency, locale))]),
  ].join(', ');
  const all = [words, balance === undefined ? '' : l10n.t('balance {0}', balance)];
  const text = all.filter((part) => part !== '').join(' · ');
  return text === '' ? undefined : text;
}

const recipientsText = (count: number): string =>
  count === 1 ? l10n.t('1 recipient') : l10n.t('{0} recipients', count);

type Known = z.infer<typeof analysisSchema>;

/** The price of one message stands for all of them where they go to one country. */
function totalCost(known: readonly Known[], recipients: Known | undefined): number | undefined {
  if (recipients === undefined) return known.find(({ cost }) => cost !== undefined)?.cost;
  if (recipients.cost !== undefined) return recipients.cost;
  const { numberOfRecipients = 0, recipientsPerCountry = {} } = recipients;
  const one = known.find(({ cost }) => cost !== undefined)?.cost;
  const isOneCountry = Object.keys(recipientsPerCountry).length === 1;
  return one !== undefined && isOneCountry ? one * numberOfRecipients : undefined;
}

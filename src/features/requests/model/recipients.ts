import { parseJson } from '../../../core/kit/parseJson.ts';
import { BIDI } from '../../../core/kit/plainText.ts';

/** Members whose values are those that get something, in the bodies of Routee's API. */
const NAMES = new Set(['to', 'phone', 'sip', 'viber', 'recipients', 'contacts', 'groups', 'email', 'number']);
/** A longer one is no number and no address. */
const LONGEST = 60;

/** Recipients of a request: numbers, addresses and groups in its JSON body, each once, in their order. */
export function recipientsOf(body: string | Uint8Array | undefined): readonly string[] {
  const text = typeof body === 'string' ? body : new TextDecoder().decode(body);
  if (!/^\s*[[{]/.test(text)) return [];
  const found = new Set<string>();
  const seen: { value: unknown; counts: boolean }[] = [{ value: parseJson(text), counts: false }];
  for (let next = seen.pop(); next !== undefined; next = seen.pop()) {
    const { value, counts } = next;
    if (typeof value === 'object' && value !== null) {
      const members: [string, unknown][] = Object.entries(value);
      const isList = Array.isArray(value);
      for (const [name, member] of members.reverse()) {
        seen.push({ value: member, counts: (isList && counts) || NAMES.has(name) });
      }
    } else if (counts && (typeof value === 'string' || typeof value === 'number')) {
      const shown = String(value).replaceAll(/\s+/g, ' ').replaceAll(BIDI, '�');
      found.add(shown.length > LONGEST ? `${shown.slice(0, LONGEST)}…` : shown);
    }
  }
  return [...found];
}

import { fieldsOf } from '../kit/parseJson.ts';

/** The end of a message, or of several, as Routee's answer about its tracking id tells it. */
export interface DeliveryOutcome {
  /** Routee's states, such as `Delivered`, and how many parts or messages have each. */
  readonly states: ReadonlyMap<string, number>;
  readonly hasFailed: boolean;
  /** Of all of them, in the currency of the account. */
  readonly price: number | undefined;
  /** Country and network, such as `GR Cosmote`; empty where they are not told. */
  readonly place: string;
  /** Why it failed: Routee's name of it, and its words. */
  readonly reason: string | undefined;
  readonly description: string | undefined;
  /** The time of its end, by Routee's clock. */
  readonly endedAtMs: number | undefined;
}

const FAILURES =
  /^(?:undelivered|failed|unsent|expired|busy|no ?answer|terminated|cancell?ed|rejected|unreachable)$/i;

/** @param json the answer: one thing, an array of parts, or a page */
export function readOutcome(json: unknown): DeliveryOutcome {
  const states = new Map<string, number>();
  const items = itemsOf(json);
  for (const item of items) {
    const state = stateIn(item);
    if (state !== undefined) states.set(state, (states.get(state) ?? 0) + 1);
  }
  const prices = items.map(fieldsOf).flatMap(({ totalPrice, total_cost: cost, price }) => {
    const value = totalPrice ?? cost ?? price;
    return typeof value === 'number' ? value : [];
  });
  const reason = fieldsOf(first(json, ['reason']));
  const ends = all(json, ['date', 'updatedDate', 'updatedAt']).map((date) => Date.parse(String(date)));
  return {
    states,
    hasFailed: [...states.keys()].some((state) => FAILURES.test(state)),
    price: prices.length === 0 ? undefined : prices.reduce((sum, price) => sum + price, 0),
    place: [first(json, ['country']), first(json, ['operator', 'network'])]
      .map((value) => textOf(value))
      .filter((text) => text !== undefined)
      .join(' '),
    reason: textOf(reason['detailedStatus']),
    description: textOf(reason['description']),
    endedAtMs: ends.some((ms) => ms > 0) ? Math.max(...ends.filter((ms) => ms > 0)) : undefined,
  };
}

function itemsOf(json: unknown): readonly unknown[] {
  const { content } = fieldsOf(json);
  const list = Array.isArray(json) ? json : content;
  return Array.isArray(list) ? (list as unknown[]) : [json];
}

/** A state stands by itself, or under another name within. */
function stateIn(item: unknown): string | undefined {
  let found: unknown = item;
  while (typeof found === 'object' && found !== null) {
    const { status, state, statusInfo, name } = fieldsOf(found);
    found = status ?? state ?? statusInfo ?? name;
  }
  return textOf(found);
}

/** A text, or the code or name of an object. */
function textOf(value: unknown): string | undefined {
  const { code, name } = fieldsOf(value);
  const text = typeof value === 'object' ? (code ?? name) : value;
  return typeof text === 'string' && text !== '' ? text : undefined;
}

const first = (json: unknown, names: readonly string[]): unknown =>
  all(json, names).find((value) => value !== null && value !== '');

/** The values of members of these names, those further out first. */
function all(json: unknown, names: readonly string[]): unknown[] {
  const found: unknown[] = [];
  const left: unknown[] = [json];
  for (const next of left) {
    if (typeof next !== 'object' || next === null) continue;
    for (const [name, value] of Object.entries(next) as [string, unknown][]) {
      if (names.includes(name)) found.push(value);
      left.push(value);
    }
  }
  return found;
}

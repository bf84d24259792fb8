/** The stored order: application keys. Anything unreadable is no order. */
export function readOrder(value: string | undefined): readonly string[] {
  try {
    const keys: unknown = JSON.parse(value ?? '[]');
    return Array.isArray(keys) ? keys.filter((key) => typeof key === 'string') : [];
  } catch {
    return [];
  }
}

/** Those that the user has put in order, as they were put; the others behind them, in the order in which they come. */
export function inOrder<T extends { readonly key: string }>(
  rows: readonly T[],
  order: readonly string[],
): T[] {
  const places = new Map(order.map((key, place) => [key, place]));
  const placeOf = ({ key }: T): number => places.get(key) ?? order.length;
  return order.length === 0 ? [...rows] : [...rows].sort((a, b) => placeOf(a) - placeOf(b));
}

import * as z from 'zod/mini';

import { readBody } from './world.ts';

const LARGEST_PAGE = 2000;
const filters = z.array(z.object({ fieldName: z.string(), searchTerm: z.string() }));

/** A page of a list, as Routee answers it: `page` counts from 0. */
export function pageOf(items: readonly unknown[], query: URLSearchParams): object {
  const number = numberIn(query, 'page', 0);
  const size = Math.min(Math.max(numberIn(query, 'size', 20), 1), LARGEST_PAGE);
  const content = items.slice(number * size, (number + 1) * size);
  const totalPages = Math.ceil(items.length / size);
  return {
    content,
    totalElements: items.length,
    totalPages,
    numberOfElements: content.length,
    number,
    size,
    first: number === 0,
    last: number >= totalPages - 1,
  };
}

/** Those between the dates of the query that the filters of the body let through; all for a body that holds none. */
export function found<T extends { readonly startsAt: number }>(
  records: readonly T[],
  { query, body }: { readonly query: URLSearchParams; readonly body: string },
  show: (record: T) => readonly object[],
): readonly object[] {
  const from = dateIn(query, 'dateStart') ?? -Infinity;
  const to = dateIn(query, 'dateEnd') ?? Infinity;
  const wanted = readBody(body, filters) ?? [];
  return records
    .filter(({ startsAt }) => startsAt >= from && startsAt <= to)
    .flatMap(show)
    .filter((item) => wanted.every(({ fieldName, searchTerm }) => valueIn(item, fieldName) === searchTerm));
}

function numberIn(query: URLSearchParams, name: string, otherwise: number): number {
  const text = query.get(name) ?? '';
  return /^\d{1,9}$/.test(text) ? Number(text) : otherwise;
}

function dateIn(query: URLSearchParams, name: string): number | undefined {
  const ms = Date.parse(query.get(name) ?? '');
  return Number.isNaN(ms) ? undefined : ms;
}

/** `status.status` is a member of a member. */
function valueIn(item: object, fieldName: string): unknown {
  return fieldName
    .split('.')
    .reduce<unknown>(
      (value, name) => (typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined),
      item,
    );
}

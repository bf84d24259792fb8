import { fieldsOf, parseJson } from '../../../core/kit/parseJson.ts';
import { RESOURCES, type RouteeResource } from '../../../core/resources/resources.ts';

/** The way to ask what became of something that was sent. */
export interface Trackable {
  /** The id of the operation that tells it. */
  readonly operation: string;
  readonly id: string;
  /** By Routee's clock; `undefined`: the answer does not tell. */
  readonly createdAtMs: number | undefined;
}

/** Answers are short: what was sent comes back in them. */
const LONGEST_ANSWER = 1_000_000;

/** @returns `undefined` where the catalogue knows no way, or the answer has no id */
export function trackableIn(
  { trackedBy }: Pick<RouteeResource, 'trackedBy'>,
  answer: string,
): Trackable | undefined {
  if (trackedBy === undefined || answer.length > LONGEST_ANSWER) return undefined;
  const { trackingId, flowId, lookupId, createdAt } = fieldsOf(parseJson(answer));
  const ids = [trackingId, flowId, lookupId];
  const id = ids.find((value): value is string => typeof value === 'string' && value !== '');
  const createdAtMs = Date.parse(String(createdAt));
  return id === undefined
    ? undefined
    : {
        operation: trackedBy,
        id,
        createdAtMs: Number.isNaN(createdAtMs) ? undefined : createdAtMs,
      };
}

/** The path, below the API's base, that tells what became of it. */
export function trackingPath({ operation, id }: Pick<Trackable, 'operation' | 'id'>): string | undefined {
  const path = RESOURCES.find((resource) => resource.id === operation)?.path;
  return path?.replace(/\{\w+\}/, encodeURIComponent(id));
}
